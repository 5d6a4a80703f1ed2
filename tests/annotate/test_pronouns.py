from __future__ import annotations

import pytest

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.drafts import Draft
from firsthand.annotate.pronouns import meant, several, within
from firsthand.annotate.speakers import Speakers
from firsthand.model import Chain
from tests.annotate.build import article, mention, nominal, place, pronoun, read_blocks, tokens

LINE = "The judges ruled. “Those states are safe,” they wrote. Tilda Roan agreed."


def _speakers() -> Speakers:
    page = article(LINE)
    judges = Chain("j", "group", "judges", (nominal(page, "The judges", "group"),))
    states = Chain("s", "group", "states", (nominal(page, "Those states", "group"),))
    roan = Chain("r", "person", "Tilda Roan", (mention(page, "Tilda Roan"),))
    return Speakers(page, tokens(page), [judges, states, roan])


def _draft(speaker: str | None, level: int = 0) -> Draft:
    told = Attribution(read_blocks(article(LINE))[0], None, level=level)
    return Draft(told, [], None, speaker, "says")


def test_what_the_words_told_name_last_is_not_who_tells_them() -> None:
    contents = [place(LINE, "Those states are safe")]
    assert within(_speakers(), "s", place(LINE, "they"), contents)
    assert not within(_speakers(), "j", place(LINE, "they"), contents)
    assert not within(_speakers(), None, place(LINE, "they"), contents)


@pytest.mark.parametrize(
    ("before", "expected"),
    [([("j", 0)], "j"), ([("j", 0), ("s", 1)], "j"), ([("j", 0), ("r", 0)], None), ([(None, 0)], None), ([], None)],
)
def test_they_are_those_who_spoke_last_but_not_one_person(before: list[tuple[str | None, int]], expected: str) -> None:
    assert several(_speakers(), [_draft(speaker, level) for speaker, level in before]) == expected


def _meant(line: str, source: str, words: str, spoke: str | None, *made: Chain) -> str | None:
    page = article(line)
    block = read_blocks(page)[0]
    before = [Draft(Attribution(block, None), [], None, spoke, "says")]
    return meant(
        Speakers(page, tokens(page), list(made)), place(line, source), block, [place(line, words)], ([], before)
    )


def test_it_behind_the_words_told_is_the_body_that_spoke_last() -> None:
    line = "“Roan is charged, too,” it added."
    office = Chain("o", "organization", "office", ())
    assert _meant(line, "it", "Roan is charged, too", "o", office) == "o"


def test_his_own_account_is_his() -> None:
    line = "The dock burned, according to his account."
    roan = Chain("r", "person", "Roan", (pronoun(article(line), "his"),))
    assert _meant(line, "his account", "The dock burned", "r", roan) == "r"
