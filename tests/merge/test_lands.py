from __future__ import annotations

from firsthand.merge.entities import entities
from firsthand.model import Annotations
from tests.merge.pages import page


def _meant(text: str, described: str, kind: str, *places: str) -> str:
    """The name of the entity that a description means, on a page that names these places."""
    chains = {f"p{number}": ("place", name) for number, name in enumerate(places)}
    made: Annotations = page("a", text, chains | {"d": (kind, f"~{described}")})
    found, entity_of = entities([made])
    return {one.id: one.name for one in found}[entity_of[next(c.id for c in made.chains if described in c.name)]]


def test_the_country_is_the_one_that_the_page_is_about() -> None:
    text = "France and Lyon and Lille wait. Spain waits. France hopes. The country waits."
    assert _meant(text, "The country", "organization", "France", "Lyon", "Lille", "Spain") == "France"


def test_another_country_told_last_leaves_it_open() -> None:
    text = "France and Lyon and Lille wait. Spain waits. The country waits."
    assert _meant(text, "The country", "organization", "France", "Lyon", "Lille", "Spain") != "France"


def test_the_state_is_the_last_and_most_frequent_part_of_a_country() -> None:
    text = "Alaska pays. Oregon pays. Alaska hopes. The state waits."
    assert _meant(text, "The state", "place", "Alaska", "Oregon") == "Alaska"
    text = "Alaska pays. Alaska hopes. Oregon pays. The state waits."
    assert _meant(text, "The state", "place", "Alaska", "Oregon") != "Alaska"
