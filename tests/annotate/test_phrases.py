from __future__ import annotations

import pytest

from firsthand.annotate.phrases import phrased
from firsthand.model import Chain, Mention
from tests.annotate.build import article, mention, nominal, tokens


def _told(text: str, chains: list[list[tuple[str, str, str]]], tags: dict[str, str]) -> list[list[str]]:
    """The whole words of every mention; a mention is (words, form, kind)."""
    page = article(text)

    def made(words: str, form: str, kind: str) -> Mention:
        return (mention if form == "name" else nominal)(page, words, kind)  # type: ignore[arg-type]

    given = [
        Chain(f"c{number}", rows[0][2], rows[0][0], tuple(made(*row) for row in rows))  # type: ignore[arg-type]
        for number, rows in enumerate(chains)
    ]
    found = phrased(page, tokens(page, tags), given)
    return [[page.words_of(m.whole) for m in chain.mentions] for chain in found]


ENVOY = ("The envoy", "nominal", "person")


def test_what_an_office_is_of_belongs_to_its_description() -> None:
    tags = {"of": "ADP case Exland", "Exland": "PROPN nmod envoy", "spoke": "VERB"}
    told = _told("The envoy of Exland spoke.", [[ENVOY], [("Exland", "name", "place")]], tags)
    assert told == [["The envoy of Exland"], ["Exland"]]


def test_what_hangs_on_the_verb_does_not() -> None:
    tags = {"in": "ADP case Exland", "Exland": "PROPN obl spoke", "spoke": "VERB"}
    assert _told("The envoy spoke in Exland.", [[ENVOY]], tags) == [["The envoy"]]
    tags = {"of": "ADP case Exland", "Exland": "PROPN obl spoke", "spoke": "VERB"}
    assert _told("The envoy of Exland spoke.", [[ENVOY]], tags) == [["The envoy"]]


def test_complements_follow_complements_and_names_stay_whole() -> None:
    text = "The head of the union of Dock and Ferry Workers spoke."
    tags = {
        "of": "ADP case union", "union": "NOUN nmod head", "of#2": "ADP case Dock", "Dock": "PROPN nmod union",
        "spoke": "VERB",
    }  # fmt: skip
    chains = [[("The head", "nominal", "person")], [("Dock and Ferry Workers", "name", "organization")]]
    assert _told(text, chains, tags)[0] == ["The head of the union of Dock and Ferry Workers"]


def test_no_clause_is_taken_in() -> None:
    tags = {"of": "ADP case Exland", "who": "PRON nsubj left", "left": "VERB acl:relcl envoy"}
    tags |= {"Exland": "PROPN nmod envoy"}
    assert _told("The envoy of Exland who left.", [[ENVOY]], tags) == [["The envoy of Exland"]]
    tags = {"of": "ADP case Exland", "winning": "VERB", "Exland": "PROPN nmod envoy"}
    assert _told("The envoy of winning Exland spoke.", [[ENVOY]], tags) == [["The envoy"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Incoming President Ann Roe spoke.", "Incoming President Ann Roe"),
        ("Incoming President Ann Roe of Exland spoke.", "Incoming President Ann Roe of Exland"),
        ("Incoming President, Ann Roe, spoke.", "Incoming President"),
    ],
)
def test_a_title_is_told_with_its_name_and_its_place(text: str, told: str) -> None:
    chains = [[("Incoming President", "nominal", "person"), ("Ann Roe", "name", "person")]]
    if "Exland" in text:
        chains.append([("Exland", "name", "place")])
    assert _told(text, chains, {})[0] == [told, "Ann Roe"]


def test_a_title_before_somebody_elses_name_stays_alone() -> None:
    chains = [[("Incoming President", "nominal", "person")], [("Ann Roe", "name", "person")]]
    assert _told("Incoming President Ann Roe spoke.", chains, {}) == [["Incoming President"], ["Ann Roe"]]


def test_the_kind_of_a_place_is_told_with_it() -> None:
    chains = [[("Exland", "name", "place")]]
    assert _told("They left the state of Exland.", chains, {}) == [["the state of Exland"]]
    assert _told("They left the envoy of Exland.", chains, {}) == [["Exland"]]


def test_a_group_is_told_with_its_place_and_a_person_is_not() -> None:
    tags = {"in": "ADP case House", "House": "PROPN nmod Greens"}
    assert _told("Greens in House spoke.", [[("Greens", "name", "group")]], tags) == [["Greens in House"]]
    tags = {"in": "ADP case House", "House": "PROPN nmod Roe"}
    assert _told("Roe in House spoke.", [[("Roe", "name", "person")]], tags) == [["Roe"]]


def test_a_state_is_told_with_the_word_behind_its_name_and_what_belongs_to_a_state_is_none() -> None:
    place = [[("Exland", "name", "place")]]
    assert _told("Crews left Exland state.", place, {"state": "NOUN"}) == [["Exland state"]]
    assert _told("Exland state senators left.", place, {"state": "NOUN", "senators": "NOUN"}) == [["Exland"]]
    assert _told("A Mexico state left.", [[("Mexico", "name", "place")]], {"left": "VERB"}) == [["Mexico"]]


def test_a_name_with_a_conjunction_in_it_is_taken_in_whole() -> None:
    tags = {"of": "ADP case Ferries", "and": "CCONJ cc Ferries", "Ferries": "PROPN nmod envoy", "spoke": "VERB"}
    chains = [[ENVOY], [("Docks and Ferries", "name", "organization")]]
    assert _told("The envoy of Docks and Ferries spoke.", chains, tags)[0] == ["The envoy of Docks and Ferries"]


def test_a_town_is_told_with_the_part_of_the_country_that_it_is_in() -> None:
    tags = {",": "PUNCT", "of": "ADP", "left": "VERB"}
    towns = [[("Newtown", "name", "place")], [("Alaska", "name", "place")]]
    assert _told("Crews of Newtown, Alaska left.", towns, tags) == [["Newtown, Alaska"], ["Alaska"]]
    states = [[("Texas", "name", "place")], [("Alaska", "name", "place")]]
    assert _told("Crews of Texas, Alaska left.", states, tags) == [["Texas"], ["Alaska"]]
