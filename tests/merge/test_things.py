from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from firsthand.merge import things as module
from firsthand.merge.things import OFTEN, TOLD, things
from firsthand.model import Annotations, Chain
from tests.merge.pages import page


def _page(file: str, form: str, count: int, telling: tuple[str, ...] = (), noun: str = "rule") -> Annotations:
    made = page(file, f"{form} . " * count, {"t": ("other", f"~{form}")})
    (chain,) = made.chains
    return replace(made, chains=(replace(chain, roles=("law", noun), affiliations=telling),))


def _reasons(*pages: Annotations) -> list[str]:
    chains: list[tuple[Chain, Annotations]] = [(chain, one) for one in pages for chain in one.chains]
    return [reason for _, _, reason in things(chains)]


def test_pages_that_tell_of_a_thing_by_the_same_words_mean_one() -> None:
    one, other = _page("a", "the border rule", 1, ("border",)), _page("b", "a border rule", 1, ("border", "Chile"))
    assert _reasons(one, other) == [TOLD]


def test_pages_that_keep_speaking_of_one_rule_mean_one() -> None:
    assert _reasons(_page("a", "the rule", 3), _page("b", "a rule", 4)) == [OFTEN]
    assert _reasons(_page("a", "the rule", 3), _page("b", "a rule", 1)) == []


def test_other_names_nouns_or_words_mean_others() -> None:
    one = _page("a", "the rule", 4, ("Chile",))
    assert _reasons(one, _page("b", "the rule", 4, ("Peru",))) == []
    assert _reasons(one, _page("b", "the law", 4, ("Chile",), "law")) == []
    assert _reasons(_page("a", "the tax rule", 3, ("tax",)), _page("b", "the land rule", 3, ("land",))) == []


def test_things_of_many_stories_are_not_all_held_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[object] = []

    def counted(one: Any, other: Any) -> str | None:
        held.append(other)
        return why(one, other)

    why = module._why
    monkeypatch.setattr(module, "_why", counted)
    names = [f"Land{chr(97 + number % 26)}{number}" for number in range(300)]
    pages = [_page(f"{name}{side}", "the rule", 3, (name,)) for name in names for side in "ab"]
    assert _reasons(*pages) == [TOLD] * len(names)
    assert len(held) < 3 * len(pages)
