from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.annotate.coreference import chains
from firsthand.model import Mention
from tests.annotate.build import article, mention, nominal, pronoun, tokens, told

WHO, BODY = "person", "organization"


def _chains(text: str, make: list[tuple[str, str]], tags: dict[str, str] | None = None) -> list[list[str]]:
    """Mentions as (words, kind), gathered; words in lower case or after "the" are descriptions, some are pronouns."""
    page = article(text)
    found: list[Mention] = []
    for words, kind in make:
        bare = words.partition("#")[0].lower()
        if bare in ("he", "she", "it", "they", "him", "her"):
            found.append(pronoun(page, words, kind))  # type: ignore[arg-type]
        elif bare.split()[0] in ("the", "a", "two") or bare == words.partition("#")[0] or "'s " in bare:
            found.append(nominal(page, words, kind))  # type: ignore[arg-type]
        else:
            found.append(mention(page, words, kind))  # type: ignore[arg-type]
    ordered = sorted(found, key=lambda m: (m.span.start, -m.span.end))
    return told(page, chains(page, ordered, tokens(page, tags)))


def test_a_surname_and_a_full_name_are_one_person() -> None:
    text = "Tilda Roan spoke. Roan left. Ms Roan came back."
    assert _chains(text, [("Tilda Roan", WHO), ("Roan#2", WHO), ("Roan#3", WHO)]) == [["Tilda Roan", "Roan", "Roan"]]


def test_two_of_one_surname_stay_apart_and_the_bare_surname_goes_to_the_nearer() -> None:
    text = "Tilda Roan spoke. Edvard Roan left. Roan was angry."
    found = _chains(text, [("Tilda Roan", WHO), ("Edvard Roan", WHO), ("Roan#3", WHO)])
    assert found == [["Tilda Roan"], ["Edvard Roan", "Roan"]]


def test_a_person_and_a_company_of_one_name_stay_apart() -> None:
    text = "Tilda Roan spoke. Roan sold docks."
    assert len(_chains(text, [("Tilda Roan", WHO), ("Roan#2", BODY)])) == 2


def test_initials_stand_for_given_names() -> None:
    assert len(_chains("Tilda Roan spoke. T. Roan left.", [("Tilda Roan", WHO), ("T. Roan", WHO)])) == 1


def test_a_company_is_named_with_and_without_its_legal_form() -> None:
    text = "Veldt Holdings spoke. Veldt left. Veldt Marine stayed."
    found = _chains(text, [("Veldt Holdings", BODY), ("Veldt#2", BODY), ("Veldt Marine", BODY)])
    assert sorted(found) == [["Veldt Holdings", "Veldt"], ["Veldt Marine"]]


def test_an_acronym_that_the_page_defines_is_the_long_name() -> None:
    text = "The Northern Dock Union (NDU) met. NDU left."
    found = _chains(text, [("Northern Dock Union", BODY), ("NDU", BODY), ("NDU#2", BODY)])
    assert found == [["Northern Dock Union", "NDU", "NDU"]]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour minister, Tilda Roan, spoke.",
        "The harbour minister Tilda Roan spoke.",
        "Tilda Roan, the harbour minister, spoke.",
    ],
)
def test_an_office_beside_a_name_is_the_names(text: str) -> None:
    page = article(text)
    description = "The harbour minister" if text.startswith("The") else "the harbour minister"
    found = [nominal(page, description), mention(page, "Tilda Roan")]
    (one,) = chains(page, sorted(found, key=lambda m: m.span), tokens(page, {"spoke": "VERB"}))
    assert one.name == "Tilda Roan"
    assert one.kind == "person"
    assert any(role.endswith("minister") for role in one.roles)


def test_what_somebody_posts_as_is_that_person() -> None:
    page = article("Tilda Roan (@tiroan9) wrote.")
    (one,) = chains(page, [mention(page, "Tilda Roan"), mention(page, "tiroan9")], tokens(page))
    assert one.name == "Tilda Roan" and one.grounds == (("tiroan9", "Tilda Roan (tiroan9): defined on the page"),)


def test_a_later_description_takes_up_the_holder_of_the_office() -> None:
    text = "The harbour minister, Tilda Roan, spoke. Edvard Moss, the mayor, left. The minister stayed."
    found = _chains(
        text,
        [
            ("The harbour minister", WHO),
            ("Tilda Roan", WHO),
            ("Edvard Moss", WHO),
            ("the mayor", WHO),
            ("The minister", WHO),
        ],
        {"spoke": "VERB", "left": "VERB", "stayed": "VERB"},
    )
    assert found == [["The harbour minister", "Tilda Roan", "The minister"], ["Edvard Moss", "the mayor"]]


def test_the_ministers_of_two_countries_are_two() -> None:
    text = "The Ghanaian minister, Tilda Roan, spoke. The Peruvian minister left."
    page = article(text)
    found = [
        nominal(page, "The Ghanaian minister"),
        mention(page, "Tilda Roan"),
        nominal(page, "The Peruvian minister"),
    ]
    made = chains(page, found, tokens(page, {"spoke": "VERB", "left": "VERB", "Ghanaian": "ADJ", "Peruvian": "ADJ"}))
    assert told(page, made) == [["The Ghanaian minister", "Tilda Roan"], ["The Peruvian minister"]]
    assert [one.affiliations for one in made] == [("Ghana",), ("Peru",)]


def test_an_outlet_that_is_accorded_to_is_not_the_person_after_the_comma() -> None:
    text = "According to the Oskby News agency, Moss left. Edvard Moss wept."
    found = _chains(
        text,
        [("the Oskby News agency", "outlet"), ("Moss", WHO), ("Edvard Moss", WHO)],
        {"left": "VERB", "wept": "VERB"},
    )
    assert found == [["the Oskby News agency"], ["Moss", "Edvard Moss"]]


def test_a_source_that_is_accorded_to_is_not_the_person_after_the_comma() -> None:
    text = "According to one minister, Edvard Moss left. Edvard Moss wept."
    tags = {"left": "VERB", "wept": "VERB"}
    assert _chains(text, [("one minister", WHO), ("Edvard Moss", WHO), ("Edvard Moss#2", WHO)], tags) == [
        ["one minister"],
        ["Edvard Moss", "Edvard Moss"],
    ]


def test_a_description_behind_a_name_and_a_comma_that_begins_the_main_clause_is_somebody_elses() -> None:
    text = "After talks with Tilda Roan, the prefect had left."
    make = [("Tilda Roan", WHO), ("the prefect", WHO)]
    tags = {
        "prefect": "NOUN nsubj left",
        "had": "AUX aux left",
        "left": "VERB",
        "After": "ADP",
        "talks": "NOUN obl left",
    }
    assert _chains(text, make, tags) == [["Tilda Roan"], ["the prefect"]]
    assert _chains(text, make, tags | {"prefect": "NOUN appos Tilda"}) == [["Tilda Roan", "the prefect"]]


def test_an_office_of_the_headline_and_the_lead_goes_to_the_name_of_the_next_line() -> None:
    text = "Dock to shut, minister says\n\nThe dock will shut, the harbour minister said.\n\nTilda Roan told crews."
    page = article(text, "headline")
    given_ = [nominal(page, "minister"), nominal(page, "the harbour minister"), mention(page, "Tilda Roan")]
    tags = {"says": "VERB", "shut": "VERB", "Roan": "PROPN nsubj told", "told": "VERB"}
    (one,) = chains(page, given_, tokens(page, tags))
    assert one.name == "Tilda Roan"


def test_a_possessor_is_not_who_the_office_belongs_to() -> None:
    text = "Edvard Moss's spokesman, Tilda Roan, spoke. The spokesman left."
    found = _chains(
        text,
        [("Edvard Moss", WHO), ("spokesman", WHO), ("Tilda Roan", WHO), ("The spokesman", WHO)],
        {"spoke": "VERB", "left": "VERB"},
    )
    assert found == [["Edvard Moss"], ["spokesman", "Tilda Roan", "The spokesman"]]


def test_an_office_in_the_first_lines_is_the_first_whom_the_page_gives_it() -> None:
    text = "A judge halted the work.\nJudge Tilda Roan spoke. Judge Edvard Moor agreed."
    found = _chains(text, [("A judge", WHO), ("Tilda Roan", WHO), ("Edvard Moor", WHO)])
    assert found == [["A judge", "Tilda Roan"], ["Edvard Moor"]]
    late = _chains("Nothing. " * 70 + text, [("A judge", WHO), ("Tilda Roan", WHO)])
    other = _chains(text.replace("A judge", "A former judge"), [("A former judge", WHO), ("Tilda Roan", WHO)])
    assert late == [["A judge"], ["Tilda Roan"]] and other == [["A former judge"], ["Tilda Roan"]]


def test_what_marks_an_unnamed_source_is_never_joined_with_a_name() -> None:
    text = "An official halted the work.\nOfficial Tilda Roan spoke."
    page = article(text)
    found = chains(page, [nominal(page, "An official"), mention(page, "Tilda Roan")], tokens(page, None))
    assert told(page, found) == [["An official"], ["Tilda Roan"]]


def test_a_description_takes_up_the_name_that_ends_in_its_head() -> None:
    text = "Roan Temple opened. The temple is new."
    assert _chains(text, [("Roan Temple", BODY), ("The temple", BODY)]) == [["Roan Temple", "The temple"]]


def test_an_office_of_another_country_is_not_the_holders_whose_country_is_untold() -> None:
    text = "President Tilda Roan spoke. The North Korean president denied it."
    given = [("President Tilda Roan".removeprefix("President "), WHO), ("The North Korean president", WHO)]
    assert _chains(text, [("President", WHO), *given][1:]) == [["Tilda Roan"], ["The North Korean president"]]


def test_the_magazine_is_no_agency() -> None:
    text = "Reuters wrote so. The magazine did not. The agency did."
    found = _chains(text, [("Reuters", "outlet"), ("The magazine", "outlet"), ("The agency", "outlet")])
    assert found == [["Reuters", "The agency"], ["The magazine"]]


def test_a_courtesy_title_tells_two_bearers_of_a_surname_apart() -> None:
    text = "John Roan spoke to Mary Roan. Mr Roan left."
    found = _chains(text, [("John Roan", WHO), ("Mary Roan", WHO), ("Roan#3", WHO)])
    assert found == [["John Roan", "Roan"], ["Mary Roan"]]


def test_every_form_but_the_name_has_its_ground() -> None:
    page = article("Tilda Roan spoke. Roan left.")
    (chain,) = chains(page, [mention(page, "Tilda Roan"), mention(page, "Roan#2")], tokens(page, None))
    assert chain.grounds == (("Roan", "shorter form of the only name of the page that it fits"),)


def test_an_indefinite_source_is_anonymous_and_never_a_name() -> None:
    page = article("Tilda Roan, the official, spoke. An official denied it.")
    found = [mention(page, "Tilda Roan"), nominal(page, "the official"), nominal(page, "An official")]
    made = chains(page, found, tokens(page, {"spoke": "VERB", "denied": "VERB"}))
    assert told(page, made) == [["Tilda Roan", "the official"], ["An official"]]
    assert [one.kind for one in made] == ["person", "anonymous"]
    assert made[1].name == "official"


def test_a_pronoun_goes_to_the_near_subject_that_agrees_with_it() -> None:
    text = "Veldt Marine paid. Tilda Roan met Edvard Moss. He left. It closed."
    tags = {
        "Roan": "PROPN nsubj met",
        "met": "VERB",
        "Marine": "PROPN nsubj paid",
        "paid": "VERB",
        "He": "PRON nsubj left",
        "left": "VERB",
        "It": "PRON nsubj closed",
        "closed": "VERB",
    }
    found = _chains(
        text,
        [("Veldt Marine", BODY), ("Tilda Roan", WHO), ("Edvard Moss", WHO), ("He", WHO), ("It", "group")],
        tags,
    )
    assert ["Veldt Marine", "It"] in found


def test_an_object_is_not_the_subject_of_its_clause_and_a_noun_tells_gender() -> None:
    text = "Tilda Roan left. Ann Moss met her."
    tags = {"Roan": "PROPN nsubj left", "left": "VERB", "Moss": "PROPN nsubj met", "met": "VERB", "her": "PRON obj met"}
    assert ["Tilda Roan", "her"] in _chains(text, [("Tilda Roan", WHO), ("Ann Moss", WHO), ("her", WHO)], tags)
    kin = _chains("Lin Roan met the widow. He left.", [("Lin Roan", WHO), ("the widow", WHO), ("He", WHO)])
    assert kin == [["Lin Roan", "He"], ["the widow"]]


def test_a_pronoun_without_anybody_before_it_means_nobody() -> None:
    assert _chains("He said that Tilda Roan left.", [("He", WHO), ("Tilda Roan", WHO)]) == [["Tilda Roan"]]


def test_a_pronoun_never_reaches_over_half_the_page() -> None:
    text = "Tilda Roan left." + "\nThe dock closed." * 8 + "\nShe wept."
    assert _chains(text, [("Tilda Roan", WHO), ("She", WHO)]) == [["Tilda Roan"]]


def test_ids_are_those_of_the_place_and_the_same_every_time() -> None:
    page = article("Tilda Roan spoke. Edvard Moss left.")
    given_ = [mention(page, "Tilda Roan"), mention(page, "Edvard Moss")]
    first, second = (chains(page, given_, tokens(page)) for _ in range(2))
    assert first == second
    assert len({one.id for one in first}) == 2


WORDS = [
    "Tilda Roan",
    "Roan",
    "Veldt",
    "the minister",
    "an official",
    "he",
    "she",
    "it",
    "they",
    "Ghana's",
    "said",
    ",",
    "the company",
    "\n",
]
KINDS = {
    "Tilda Roan": "person",
    "Roan": "person",
    "Veldt": "organization",
    "the minister": "person",
    "an official": "person",
    "he": "person",
    "she": "person",
    "it": "group",
    "they": "group",
    "the company": "organization",
}


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_every_name_and_description_is_in_one_chain(pieces: list[str]) -> None:
    page = article(" ".join(pieces))
    found, at = [], 0
    for piece in pieces:
        if piece in KINDS:
            form = "pronoun" if piece in ("he", "she", "it", "they") else "nominal" if piece[0] in "ta" else "name"
            found.append(Mention(page.span(at, at + len(piece)), KINDS[piece], form))  # type: ignore[arg-type]
        at += len(piece) + 1
    made = chains(page, found, tokens(page))
    held = [m for one in made for m in one.mentions]
    assert len(held) == len(set(held))
    assert {m for m in found if m.form != "pronoun"} <= set(held) <= set(found)
    assert all(one.mentions for one in made)


def test_a_description_that_is_said_to_bear_a_name_is_its_bearer() -> None:
    text = "A lawyer named Tilda Roan came."
    tags = {"lawyer": "NOUN nsubj came", "named": "VERB acl lawyer"}
    assert _chains(text, [("a lawyer".capitalize(), WHO), ("Tilda Roan", WHO)], tags) == [["A lawyer", "Tilda Roan"]]
    several = "Two lawyers named Tilda Roan came."
    found = _chains(several, [("Two lawyers", "group"), ("Tilda Roan", WHO)], {"named": "VERB acl lawyers"})
    assert len(found) == 2


def test_a_name_that_begins_a_clause_about_a_description_is_another() -> None:
    text = "The lawyer Roan had hired left."
    tags = {"Roan": "PROPN nsubj hired", "hired": "VERB acl:relcl lawyer"}
    assert len(_chains(text, [("The lawyer", WHO), ("Roan", WHO)], tags)) == 2
    assert len(_chains("The lawyer Roan left.", [("The lawyer", WHO), ("Roan", WHO)])) == 1


def test_a_noun_behind_an_outlet_that_says_what_it_is_belongs_to_it() -> None:
    text = "Kovian Post wrote. The Oskby Herald newspaper denied it."
    made = [("Kovian Post", "outlet"), ("The Oskby Herald newspaper", "outlet"), ("Oskby Herald", "outlet")]
    assert _chains(text, made) == [["Kovian Post"], ["The Oskby Herald newspaper", "Oskby Herald"]]


def test_a_head_of_state_told_with_the_country_is_whom_the_page_names_later() -> None:
    text = "Dockers met.\n" * 60 + "the president of Ghana spoke.\nPresident Tilda Roan of Ghana left."
    for words, count in ((text, 1), (text.replace("Roan of Ghana", "Roan of Norway"), 2)):
        page = article(words)
        told = [nominal(page, one, "person") for one in ("the president", "President")]
        found = [*told, mention(page, "Tilda Roan", "person")]
        assert len(chains(page, found, tokens(page))) == count


def test_a_body_described_by_the_words_of_its_name_is_that_body() -> None:
    text = "The Oskby Dock Rights Commission met. Crews asked the dock rights commission."
    made = [("Oskby Dock Rights Commission", BODY), ("the dock rights commission", BODY)]
    assert _chains(text, made) == [["Oskby Dock Rights Commission", "the dock rights commission"]]
    court = "The Supreme Court ruled. Crews asked the high court."
    assert len(_chains(court, [("Supreme Court", BODY), ("the high court", BODY)])) == 1


def test_a_possessor_behind_a_name_is_not_its_bearer() -> None:
    text = "Tilda Roan, the envoy's adviser, spoke."
    made = [("Tilda Roan", WHO), ("the envoy", WHO), ("the envoy's adviser", WHO)]
    assert ["Tilda Roan", "the envoy's adviser"] in _chains(text, made)


def test_a_surname_with_an_office_is_whose_full_name_has_it() -> None:
    page = article("President Edvard Roan met Tilda Roan. President Roan left.")
    titles = [nominal(page, one, "person") for one in ("President", "President#2")]
    names = [mention(page, one, "person") for one in ("Edvard Roan", "Tilda Roan", "Roan#3")]
    found = told(page, chains(page, sorted([*titles, *names], key=lambda m: m.span), tokens(page)))
    assert ["President", "Edvard Roan", "President", "Roan"] in found


def test_an_office_with_a_surname_is_not_the_relatives() -> None:
    text = "The first lady, Tilda Roan, left. President Roan stayed."
    assert len(_chains(text, [("Tilda Roan", WHO), ("Roan#2", WHO)])) == 2
    assert len(_chains(text.replace("first lady", "premier"), [("Tilda Roan", WHO), ("Roan#2", WHO)])) == 1


def test_whose_office_it_is_depends_on_the_outer_description() -> None:
    text = "The counsel to the mayor Tilda Roan spoke. The mayor left."
    made = [("The counsel", WHO), ("the mayor", WHO), ("Tilda Roan", WHO), ("The mayor", WHO)]
    assert _chains(text, made) == [["The counsel", "Tilda Roan"], ["the mayor", "The mayor"]]


def test_a_chamber_before_a_party_is_not_that_party() -> None:
    page = article("Then Senate Dockers met.")
    found = [nominal(page, "Senate", "organization"), mention(page, "Dockers", "organization")]
    assert len(chains(page, found, tokens(page))) == 2


def test_a_kingdom_is_the_country_whose_full_name_says_so() -> None:
    given = [("Peru", "place"), ("Norway", "place"), ("Chile", "place"), ("the kingdom", BODY)]
    found = _chains(
        "In Norway, Chile and Peru it rained. Then the kingdom froze.", given, {"Then": "ADV", "it": "PRON"}
    )
    assert ["Norway", "the kingdom"] in found


def test_a_hospital_is_the_place_that_is_called_so() -> None:
    given = [("Oskby Hospital", "place"), ("the hospital", BODY)]
    assert _chains("Oskby Hospital burned. Then the hospital closed.", given) == [["Oskby Hospital", "the hospital"]]


def test_the_president_is_no_leader_where_another_is_president() -> None:
    text = "As the president, Tilda Roan, met Edvard Moss, the leader, rain fell. Then the president left."
    given = [
        ("the president", WHO), ("Tilda Roan", WHO), ("Edvard Moss", WHO), ("the leader", WHO),
        ("the president#2", WHO),
    ]  # fmt: skip
    tags = {"met": "VERB", "rain": "NOUN", "fell": "VERB", "left": "VERB", "Then": "ADV"}
    assert _chains(text, given, tags) == [
        ["the president", "Tilda Roan", "the president"],
        ["Edvard Moss", "the leader"],
    ]


def test_the_company_is_no_university_or_agency_named_last() -> None:
    for body, one in (("Roan Works", True), ("Roan University", False), ("FBI", False)):
        found = _chains(f"{body} hired crews. Then the company left.", [(body, BODY), ("the company", BODY)])
        assert (found == [[body, "the company"]]) is one, body
