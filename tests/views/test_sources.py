"""What kind of source an entity is, and what is said of unnamed ones."""

from __future__ import annotations

import pytest

from firsthand.account import AccountUnnamed
from firsthand.model import Entity, EntityKind
from firsthand.views.sources import source_kind, unnamed
from tests.merge.pages import page


def entity(kind: EntityKind, name: str) -> Entity:
    return Entity("n-1", kind, name, (), ())


@pytest.mark.parametrize(
    ("kind", "words", "source"),
    [
        ("person", "Jan Roe", "person"),
        ("organization", "Veltrin Works", "organization"),
        ("place", "Veltrin", "organization"),
        ("outlet", "Veltrin Herald", "outlet"),
        ("group", "the villagers", "group"),
        ("anonymous", "an official", "anonymous"),
        ("other", "a leaked memo", "document"),
        ("other", "a tweet", "post"),
        ("other", "Harbour 9", None),
    ],
)
def test_every_kind_of_source(kind: EntityKind, words: str, source: str | None) -> None:
    found = page("a", f"{words} said so.", {"x": (kind, words)})
    assert source_kind(entity(kind, words), found.chains) == source


def test_what_is_said_of_an_unnamed_source() -> None:
    text = "Two Dutch officials familiar with the talks, who asked not to be named because of the dispute, said so."
    found = page("a", text, {"x": ("anonymous", "Two Dutch officials")})
    told = unnamed(entity("anonymous", "Two Dutch officials"), [(found, found.chains[0])])
    why = "who asked not to be named because of the dispute"
    assert told == AccountUnnamed("two", "NLD", "familiar with the talks", why)
    bare = page("b", "The officials said so.", {"x": ("anonymous", "The officials")})
    assert unnamed(entity("anonymous", "officials"), [(bare, bare.chains[0])]) == AccountUnnamed(None, None, None, None)
    assert unnamed(entity("person", "Jan Roe"), [(found, found.chains[0])]) is None
