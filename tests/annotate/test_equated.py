from __future__ import annotations

import pytest

from firsthand.annotate.equated import equated
from firsthand.annotate.lands import lands
from firsthand.model import Chain
from tests.annotate.build import article, mention, nominal, tokens

SAID = {"was": "AUX cop baker", "is": "AUX cop baker", "not": "PART advmod baker", "baker": "NOUN root"}


def _told(text: str, tags: dict[str, str], *, called: str = "Tilda Roan", used: tuple[str, ...] = ()) -> list[str]:
    """What a page says of the one who is called so; "the baker" is a chain of its own."""
    page = article(text)
    person = [mention(page, called, "person")]
    if "She" in text:
        person.append(mention(page, "She", "person", "pronoun"))
    chains = [Chain("p", "person", called, tuple(person))]
    if "the baker" in text:
        chains.append(Chain("b", "person", "baker", (nominal(page, "the baker", "person"),)))
    found = equated(page, tokens(page, {word: tag for word, tag in tags.items() if word in text}), chains, used)
    return [page.words_of(m.span) for chain in found if chain.id == "p" for m in chain.mentions if m.form == "nominal"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tilda Roan was a baker.", ["a baker"]),
        ("Tilda Roan was not a baker.", []),
        ("Tilda Roan was at a baker.", []),
    ],
)
def test_a_predicate_is_said_of_the_name_that_is_its_subject(text: str, told: list[str]) -> None:
    assert _told(text, SAID | {"Roan": "PROPN nsubj baker", "at": "ADP case baker"}) == told


def test_of_she_a_predicate_is_said_outside_quotation_marks() -> None:
    tags = SAID | {"She": "PRON nsubj baker"}
    assert _told("Tilda Roan left.\nShe is a baker.", tags) == ["a baker"]
    assert _told("Tilda Roan left.\n“She is a baker.”", tags) == []


def test_an_apposition_with_its_determiner_takes_the_description_along_unless_it_speaks() -> None:
    tags = {"the": "DET det baker", "baker": "NOUN appos Roan", ",": "PUNCT"}
    assert _told("Tilda Roan, the baker, left.", tags) == ["the baker"]
    assert _told("Tilda Roan, the baker, left.", tags, used=("b",)) == []
    assert _told("Tilda Roan: the baker left.", tags) == []


def test_several_are_not_said_of_one() -> None:
    tags = {"the": "DET det bakers", "bakers": "NOUN appos Roan", ",": "PUNCT"}
    assert _told("Tilda Roan, the bakers, left.", tags) == []


def test_a_place_told_without_a_name_is_a_chain_of_its_own() -> None:
    page = article("The state paid. The state of Alaska paid. The state that paid left. A state paid.")
    words = tokens(page, {"state": "NOUN", "state#2": "NOUN", "state#3": "NOUN", "state#4": "NOUN", "that": "PRON"})
    assert [chain.mentions[0].span.start for chain in lands(page, words, ())] == [0]
