from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.merge import merge
from firsthand.model import Annotations, Story
from tests.merge.pages import Said, page

NAMES = {
    "l": ("person", "Mara Lind", "Lind"),
    "e": ("person", "Jon Ek", "Ek"),
    "o": ("person", "Per Holm", "Holm"),
}


def told_page(text: str, *said: Said) -> Annotations:
    present = {key: forms for key, forms in NAMES.items() if any(form in text for form in forms[1:])}
    return page("a", text, present, said)


def told(text: str, *said: Said) -> Story:
    return merge([told_page(text, *said)])


def denied(story: Story) -> list[set[str]]:
    words = {one.id: page_.article.words_of(one.content[0]) for page_ in story.documents for one in page_.statements}
    return [{words[one] for side in found.sides for one in side} for found in story.conflicts]


def test_what_accuses_the_denier_is_denied_before_what_is_nearer() -> None:
    story = told(
        "Per Holm said Ek had stolen the ferry. Mara Lind said the sea was calm. Jon Ek denied any wrongdoing.",
        Said("o", "Ek had stolen the ferry", act="accuses"),
        Said("l", "the sea was calm"),
        Said("e", "any wrongdoing", act="denies"),
    )
    assert denied(story) == [{"Ek had stolen the ferry", "any wrongdoing"}]


def test_no_deed_is_denied_where_nobody_is_accused() -> None:
    story = told(
        "Mara Lind said the sea was calm. Jon Ek denied any wrongdoing.",
        Said("l", "the sea was calm"),
        Said("e", "any wrongdoing", act="denies"),
    )
    assert denied(story) == []


def test_a_claim_is_that_of_whom_the_denial_names() -> None:
    story = told(
        "Mara Lind said the ferry had sunk. Per Holm said the harbour was shut. Jon Ek disputed Lind's claim.",
        Said("l", "the ferry had sunk"),
        Said("o", "the harbour was shut"),
        Said("e", "Lind's claim", act="denies"),
    )
    assert denied(story) == [{"the ferry had sunk", "Lind's claim"}]


@pytest.mark.parametrize("offer", ["the request", "the proposal"])
def test_a_request_that_is_denied_is_no_denial(offer: str) -> None:
    story = told(
        f"Mara Lind said the ferry should stay. Jon Ek denied {offer}.",
        Said("l", "the ferry should stay"),
        Said("e", offer, act="denies"),
    )
    assert denied(story) == []


def test_a_denial_is_held_against_the_report_in_like_words() -> None:
    story = told(
        "Per Holm said the guards had sold the old ferry. Mara Lind said prices rose. "
        "Jon Ek denied allegations that the guards sold the ferry.",
        Said("o", "the guards had sold the old ferry"),
        Said("l", "prices rose"),
        Said("e", "allegations that the guards sold the ferry", act="denies"),
    )
    assert denied(story) == [{"the guards had sold the old ferry", "allegations that the guards sold the ferry"}]


def test_who_denies_a_charge_and_goes_on_stands_with_all_of_it_on_one_side() -> None:
    story = told(
        "Per Holm accused Ek of selling the ferry. Jon Ek denied the charge and said the ferry was only being painted.",
        Said("o", "Ek of selling the ferry", act="accuses"),
        Said("e", "the charge", act="denies"),
        Said("e", "the ferry was only being painted"),
    )
    assert denied(story) == [{"Ek of selling the ferry", "the charge", "the ferry was only being painted"}]


@pytest.mark.parametrize(
    "text",
    [
        "The police accused Ek of selling the ferry. Jon Ek pleaded not guilty.",
        "Jon Ek pleaded not guilty in a case in which police accused Ek of selling the ferry.",
    ],
)
def test_a_plea_denies_the_charge_before_or_behind_it(text: str) -> None:
    made = page(
        "a",
        text,
        {"e": NAMES["e"], "p": ("organization", "police")},
        [Said("p", "Ek of selling the ferry", act="accuses"), Said("e", "not guilty", act="denies")],
    )
    assert denied(merge([pleading(made)])) == [{"Ek of selling the ferry", "not guilty"}]


def test_a_plea_stands_against_no_denial() -> None:
    text = "Per Holm said Ek never sold the ferry. Jon Ek pleaded not guilty."
    made = told_page(text, Said("o", "Ek never sold the ferry", act="accuses"), Said("e", "not guilty", act="denies"))
    assert denied(merge([pleading(made)])) == []


def test_pleas_of_two_people_are_no_claim() -> None:
    pages = [
        page(who, f"{NAMES[who][1]} pleaded not guilty.", {who: NAMES[who]}, [Said(who, "not guilty", act="denies")])
        for who in "el"
    ]
    assert merge([pleading(one) for one in pages]).claims == ()


def pleading(made: Annotations) -> Annotations:
    """The page with the cue of its plea, and one meaning for all that is said."""
    at = made.article.text.index("pleaded")
    cue = made.article.span(at, at + len("pleaded"))
    said = (replace(one, meaning=bytes([127, 0])) for one in made.statements)
    return replace(made, statements=tuple(replace(one, cue_span=cue) if one.act == "denies" else one for one in said))
