from __future__ import annotations

from itertools import pairwise

import pytest

from firsthand.annotate.blocks import tokens as tokens_of
from firsthand.annotate.mentions import mentions
from firsthand.annotate.nominals import phrase_start
from firsthand.encoder import Reading
from firsthand.model import Mention, PartKind
from tests.annotate.build import article, place, read_blocks, reading, tokens


def _read(text: str, *known: tuple[str, Reading], kinds: tuple[PartKind, ...] = ()) -> list[tuple[str, str, str]]:
    page = article(text, *kinds)
    blocks = read_blocks(page, *known)
    return [(page.words_of(m.span), m.kind, m.form) for m in mentions(page, blocks, tokens_of(blocks))]


def _names(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(words, kind) for words, kind, form in found if form == "name"]


def _one(line: str, names: dict[str, str], tags: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    return _read(line, (line, reading(line, names=names, tags=tags)))


def test_names_have_the_kinds_that_the_encoder_gives() -> None:
    line = "Tilda Roan of Veldt Marine met crews in Oskby."
    found = _one(line, {"Tilda Roan": "person", "Veldt Marine": "organization", "Oskby": "place"})
    assert _names(found) == [("Tilda Roan", "person"), ("Veldt Marine", "organization"), ("Oskby", "place")]


def test_a_name_loses_its_article_and_its_clitic() -> None:
    line = "The Veldt Marine's dock closed."
    assert _names(_one(line, {"The Veldt Marine's": "organization"})) == [("Veldt Marine", "organization")]


def test_a_name_ends_before_a_bracket_that_is_not_part_of_it() -> None:
    line = "The mayor Tilda Roan (D) met crews."
    assert _names(_one(line, {"Tilda Roan (D": "person"})) == [("Tilda Roan", "person")]


def test_a_court_case_is_nobody() -> None:
    first, second = "Veldt v. Roan is a test.", "Now Roan spoke."
    found = _read(
        f"{first}\n{second}",
        (first, reading(first, names={"Veldt v. Roan": "person"})),
        (second, reading(second, names={"Roan": "person"})),
    )
    assert _names(found) == [("Veldt v. Roan", "other"), ("Roan", "person")]


def test_words_without_a_capital_or_a_digit_are_no_name() -> None:
    assert _names(_one("The dock closed.", {"dock": "organization"})) == []


def test_a_form_has_one_kind_all_over_the_page() -> None:
    first, second, third = "Veldt sold a dock.", "Veldt sold two.", "Veldt sold three."
    found = _read(
        "\n".join((first, second, third)),
        (first, reading(first, names={"Veldt": "organization"})),
        (second, reading(second, names={"Veldt": "place"}, sure=0.5)),
        (third, reading(third, names={"Veldt": "organization"})),
    )
    assert _names(found) == [("Veldt", "organization")] * 3


def test_a_name_that_the_encoder_missed_elsewhere_is_found_again() -> None:
    first, second = "Tilda Roan met the crews.", "The crews thanked Roan."
    found = _read(f"{first}\n{second}", (first, reading(first, names={"Tilda Roan": "person"})))
    assert _names(found) == [("Tilda Roan", "person"), ("Roan", "person")]


def test_an_outlet_is_known_by_its_name() -> None:
    line = "Roan told the Oskby Herald and Reuters."
    found = _one(line, {"Roan": "person", "Oskby Herald": "organization", "Reuters": "organization"})
    assert ("Oskby Herald", "outlet") in _names(found)
    assert ("Reuters", "outlet") in _names(found)


def test_a_country_is_a_place_whatever_the_encoder_says() -> None:
    assert _names(_one("Ghana bought a dock.", {"Ghana": "organization"})) == [("Ghana", "place")]


def test_a_nationality_is_a_name_only_where_it_stands_for_people() -> None:
    assert _names(_one("The Ghanaian dock closed.", {"Ghanaian": "group"}, {"Ghanaian": "ADJ amod dock"})) == []
    assert _names(_one("The Ghanaians left.", {"Ghanaians": "group"})) == [("Ghanaians", "group")]


def test_a_name_before_a_word_for_a_product_is_the_products_unless_it_is_a_persons() -> None:
    assert _names(_one("The Skua drone flew.", {"Skua": "person"})) == [("Skua", "product")]
    line = "Tilda Roan spoke. Roan left."
    assert ("Roan", "person") in _names(_one(line, {"Tilda Roan": "person", "Roan#2": "product"}))


def test_a_line_in_headline_case_takes_the_forms_that_the_page_knows() -> None:
    head, line = "Tilda Roan Denies Dock Sale Plan", "Tilda Roan met the crews."
    found = _read(
        f"{head}\n{line}",
        (head, reading(head, names={"Tilda Roan Denies Dock": "person"})),
        (line, reading(line, names={"Tilda Roan": "person"})),
        kinds=("headline",),
    )
    assert _names(found) == [("Tilda Roan", "person")] * 2


def test_an_unlikely_name_in_headline_case_is_dropped() -> None:
    head = "Dock Sale Plan Shocks Workers"
    doubtful = reading(head, names={"Dock Sale": "organization"}, sure=0.3)
    assert _names(_read(head, (head, doubtful), kinds=("headline",))) == []


def test_descriptions_and_pronouns_are_mentions() -> None:
    line = "The harbour minister said that he had told the company."
    assert _one(line, {}) == [
        ("The harbour minister", "person", "nominal"),
        ("he", "person", "pronoun"),
        ("the company", "organization", "nominal"),
    ]


def test_a_description_takes_its_possessor_in() -> None:
    line = "Ghana's foreign minister left."
    found = _one(line, {"Ghana": "place"}, {"foreign": "ADJ"})
    assert ("Ghana's foreign minister", "person", "nominal") in found


@pytest.mark.parametrize(
    ("line", "head", "phrase"),
    [
        ("They met the new harbour minister", "minister", "the new harbour minister"),
        ("They met Ghana's harbour minister", "minister", "Ghana's harbour minister"),
        ("In May, the minister", "minister", "the minister"),
        ("minister", "minister", "minister"),
    ],
)
def test_a_phrase_begins_with_its_modifiers(line: str, head: str, phrase: str) -> None:
    page = article(line)
    known = {"They": "PRON", "met": "VERB", "new": "ADJ"}
    words = tokens(page, {word: tag for word, tag in known.items() if word in line})
    last = next(i for i, w in enumerate(words) if w.start == place(line, head)[0])
    first = phrase_start(page, words, last, set())
    assert line[words[first].start : words[last].end] == phrase


def test_mentions_are_in_order_and_names_do_not_overlap() -> None:
    lines = [
        "Tilda Roan of Veldt Marine told Roan Marine that Veldt closed.",
        "Roan, the Veldt Marine chief, met Veldt Marine.",
    ]
    known = [
        (
            lines[0],
            reading(
                lines[0], names={"Tilda Roan": "person", "Veldt Marine": "organization", "Roan Marine": "organization"}
            ),
        ),
        (lines[1], reading(lines[1])),
    ]
    page = article("\n".join(lines))
    blocks = read_blocks(page, *known)
    found = mentions(page, blocks, tokens_of(blocks))
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    names = sorted((m for m in found if m.form == "name"), key=lambda m: m.span)
    assert len(names) >= 5
    assert all(_apart(a, b) for a, b in pairwise(names))


def _apart(one: Mention, other: Mention) -> bool:
    return one.span.end <= other.span.start


def test_a_page_without_words_has_no_mentions() -> None:
    assert _read("") == []


def test_a_description_that_begins_the_page_begins_there() -> None:
    line = "Ministers met. The court closed."
    assert ("Ministers", "group", "nominal") in _one(line, {})


def test_an_office_of_two_words_is_whole_whatever_its_first_word_is_taken_for() -> None:
    line = "The press secretary left."
    assert ("The press secretary", "person", "nominal") in _one(line, {}, {"press": "NOUN"})
    assert ("The press secretary", "person", "nominal") in _one(line, {}, {"press": "VERB"})


def test_names_of_gazetteers_are_found_without_the_encoder() -> None:
    line = "Crews told Fox News that the Pentagon and the ACLU met."
    found = _names(_one(line, {"Fox": "organization"}))
    assert found == [("Fox News", "outlet"), ("Pentagon", "organization"), ("ACLU", "organization")]


@pytest.mark.parametrize("line", ["The house met.", "Fox News Oskby met.", "Crews met in fox news."])
def test_common_words_and_parts_of_longer_names_are_none(line: str) -> None:
    assert _names(_one(line, {}, {"Oskby": "PROPN"} if "Oskby" in line else None)) == []


def test_an_abbreviated_country_is_a_name_before_a_noun_too() -> None:
    line = "Then U.S. crews met."
    assert _names(_one(line, {"U.S.": "place"}, {"U.S.": "PROPN compound crews"})) == [("U.S.", "place")]


def test_a_part_of_a_country_is_another_place() -> None:
    line = "Crews left northern Ghana for Ghana."
    assert _names(_one(line, {"Ghana": "place", "Ghana#2": "place"})) == [
        ("northern Ghana", "place"),
        ("Ghana", "place"),
    ]


def test_the_letters_of_a_body_are_its_acronym() -> None:
    line = "The Oskby Dock Union spoke for ODU."
    assert ("ODU", "organization") in _names(_one(line, {"Oskby Dock Union": "organization"}))


def test_a_name_begins_after_a_bracket_that_closes_in_it() -> None:
    line = "Tilda Ann (Tilly) Roan met crews."
    assert ("Roan", "person") in _names(_one(line, {"Tilly) Roan": "person"}))


def test_a_place_before_a_courts_name_belongs_to_it() -> None:
    line = "Crews lost at the Oskby Supreme Court again."
    names = {"Oskby": "place", "Supreme Court": "organization"}
    tags = {"Oskby": "PROPN compound Court", "Court": "PROPN obl lost", "lost": "VERB"}
    assert _names(_one(line, names, tags)) == [("Oskby Supreme Court", "organization")]
    line = "Crews from Oskby Supreme Court left."
    tags = {"Oskby": "PROPN nmod Crews", "Court": "PROPN nsubj left"}
    assert _names(_one(line, names, tags)) == [("Oskby", "place"), ("Supreme Court", "organization")]


def test_of_a_compound_the_name_is_told() -> None:
    line = "A Roan-era pact and an Oskby-backed group."
    found = _names(_one(line, {"Roan-era": "other", "Oskby-backed": "place"}))
    assert [words for words, _ in found] == ["Roan", "Oskby"]


@pytest.mark.parametrize(
    ("line", "name", "read_as", "kind"),
    [
        ("The Harbour Safety Act passed.", "Harbour Safety Act", "organization", "other"),
        ("Police met Jude Law.", "Jude Law", "person", "person"),
        ("Both Democrats and Jews voted.", "Democrats", "product", "group"),
    ],
)
def test_what_a_name_ends_in_or_says_decides_its_kind(line: str, name: str, read_as: str, kind: str) -> None:
    tags = {"Democrats": "PROPN"} if name == "Democrats" else {}
    assert _names(_one(line, {name: read_as}, tags)) == [(name, kind)]


def test_a_pronoun_with_a_capital_is_no_name() -> None:
    assert _names(_one("We sold a dock.", {"We": "organization"})) == []


@pytest.mark.parametrize(
    ("line", "found", "name"),
    [
        ("Attorney General Bill Roan left.", "Attorney General Bill Roan", "Bill Roan"),
        ("Hunter Roan left.", "Hunter Roan", "Hunter Roan"),
        ("Baker Bill Roan left.", "Baker Bill Roan", "Bill Roan"),
    ],
)
def test_a_given_name_that_is_a_noun_as_well_stays_with_its_surname(line: str, found: str, name: str) -> None:
    assert (name, "person") in _names(_one(line, {found: "person"}))


def test_the_party_and_state_of_a_member_are_no_name() -> None:
    line = "Ann Roan, D-Calif., left."
    assert _names(_one(line, {"Ann Roan": "person", "D-Calif": "organization"})) == [("Ann Roan", "person")]


def test_who_shares_the_name_of_an_outlet_is_a_person_where_the_page_gives_a_full_name() -> None:
    line = "Ann Bloomberg left. Bloomberg ran."
    found = _names(_one(line, {"Ann Bloomberg": "person", "Bloomberg#2": "organization"}))
    assert found == [("Ann Bloomberg", "person"), ("Bloomberg", "person")]
    assert ("Bloomberg", "outlet") in _names(_one("Bloomberg reported it.", {"Bloomberg": "person"}))


def test_a_capital_today_behind_a_name_belongs_to_it() -> None:
    assert ("Harbour Today", "outlet") in _names(_one("He told Harbour Today so.", {"Harbour": "organization"}))


def test_a_word_behind_a_bracket_is_no_pronoun() -> None:
    assert _one("Ann said “[T]he dock is closed.”", {}, {"he": "PRON"}) == []


def test_what_has_a_spokeswoman_is_a_body_unless_it_is_a_surname_of_the_page() -> None:
    line = "Oskroads spokeswoman Ann Roan left."
    found = _names(_one(line, {"Oskroads": "person", "Ann Roan": "person"}))
    assert ("Oskroads", "organization") in found
    line = "Tilda Oskroads left. Oskroads spokeswoman Ann Roan left."
    found = _names(_one(line, {"Tilda Oskroads": "person", "Oskroads#2": "person", "Ann Roan": "person"}))
    assert ("Oskroads", "person") in found


def test_a_plural_people_is_a_group_of_its_own_unless_a_name_before_tells_which() -> None:
    tags = {"request": "NOUN", "Democrats": "PROPN nmod request"}
    found = _one("Crews heard the request of Democrats.", {"Democrats": "group"}, tags)
    assert ("Democrats", "group", "name") in found
    tags = {"Senate": "PROPN compound Republicans", "Republicans": "PROPN nsubj left", "left": "VERB"}
    found = _one("Senate Republicans left.", {"Senate": "organization", "Republicans": "group"}, tags)
    assert ("Republicans", "group") not in _names(found)


def test_a_group_that_the_encoder_missed_is_found_again() -> None:
    first, second = "Democrats met the crews.", "The crews thanked Democrats."
    found = _read(f"{first}\n{second}", (first, reading(first, names={"Democrats": "group"})))
    assert _names(found) == [("Democrats", "group")] * 2


def test_the_publication_of_a_letter_is_no_outlet() -> None:
    found = _one("The publication of a letter shook the crews.", {}, {"of": "ADP"})
    assert not any("publication" in words for words, _, _ in found)
    assert ("The publication", "outlet", "nominal") in _one("The publication closed.", {})


def test_a_service_that_people_post_on_is_found_by_its_name() -> None:
    assert ("Facebook", "organization") in _names(_one("She wrote it on Facebook.", {}))
    assert _names(_one("She sent a telegram.", {})) == []


@pytest.mark.parametrize(("before", "whole"), [("Maria", True), ("Captain", False), ("maria", False), ("Dock", False)])
def test_a_given_name_that_was_left_out_before_a_surname_is_taken_in(before: str, whole: bool) -> None:
    found = _one(f"Then {before} Roan spoke.", {"Roan": "person"}, {before: "PROPN"})
    assert _names(found) == [(f"{before} Roan" if whole else "Roan", "person")]


def test_what_somebody_posts_as_is_a_name_behind_the_name() -> None:
    line = "The dock will shut. Tilda Roan (@tiroan9) wrote (@veldt) too."
    assert _names(_one(line, {"Tilda Roan": "person"})) == [("Tilda Roan", "person"), ("tiroan9", "person")]


def test_what_is_mostly_the_letters_of_a_name_is_what_somebody_posts_as() -> None:
    found = _names(_one("Tilda Roan and @TildaRoanNews met @dockworker, a@tildaroan.", {"Tilda Roan": "person"}))
    assert found == [("Tilda Roan", "person"), ("TildaRoanNews", "person")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("The former Exland Gov. Tilda Roan left.", "The former Exland Gov."),
        ("The port met Lt. Gov. Tilda Roan.", "Lt. Gov."),
    ],
)
def test_a_shortened_office_before_a_name_describes_its_bearer(line: str, told: str) -> None:
    said = {"former": "ADJ", "left": "VERB", "met": "VERB", "port": "X"}
    tags = {word: tag for word, tag in said.items() if word in line}
    assert (told, "person", "nominal") in _one(line, {"Tilda Roan": "person"}, tags)


def test_a_shortened_title_of_several_or_of_courtesy_is_no_office() -> None:
    for line in ("Govs. Tilda Roan and Piet Lind left.", "Mr. Tilda Roan left."):
        assert all(form == "name" for _, _, form in _one(line, {"Tilda Roan": "person"}, {"left": "VERB"}))


def test_a_name_known_elsewhere_is_found_before_a_hyphen() -> None:
    first, second = "Veldt Marine spoke.", "The Veldt-owned dock and the Marin-educated crew left."
    text = f"{first}\n{second}"
    found = _read(
        text,
        (first, reading(first, names={"Veldt": "organization"})),
        (second, reading(second, names={})),
    )
    assert _names(found) == [("Veldt", "organization"), ("Veldt", "organization")]
