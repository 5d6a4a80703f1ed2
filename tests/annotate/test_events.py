from __future__ import annotations

import pytest

from firsthand.annotate.triggers import triggers
from firsthand.lexicon import rows, table
from firsthand.model import UNKNOWN, identity
from tests.annotate.parsed import Page

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip

CONDITIONS = {
    "-",
    "obj",
    "noobj",
    "who",
    "whom",
    "named",
    "persons",
    "actor",
    "target",
    "person",
    "patient",
    "active",
    "carried",
    "stakes",
}


def test_subject_acts_and_object_suffers() -> None:
    page = Page("Kovia/PROPN/nsubj/2 attacked/VERB/root/0 Ruzmia/PROPN/obj/2", Kovia="place", Ruzmia="place")
    (event,) = page.events()
    assert (event.type, event.mode, event.actors, event.targets) == ("ASSAULT", None, ("Kovia",), ("Ruzmia",))
    assert page.article.words_of(event.span) == "attacked Ruzmia"
    assert event.id == identity("e", "d", event.span.start, event.span.end, "ASSAULT")
    assert (event.when, event.statement, event.where) == (UNKNOWN, None, None)


def test_passive_with_agent() -> None:
    page = Page(
        "Ruzmia/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 attacked/VERB/root/0 by/ADP/case/5 Kovia/PROPN/obl:agent/3",
        Kovia="place",
        Ruzmia="place",
    )
    assert page.told() == [("ASSAULT", "Kovia", "Ruzmia", "happened")]


@pytest.mark.parametrize("relation", ["obl:agent", "obl", "nmod"])
def test_agent_of_a_participle_whatever_its_arc_is_called(relation: str) -> None:
    page = Page(
        "The/DET/det/2 man/NOUN/root/0 arrested/VERB/acl/2 by/ADP/case/5 Kovia/PROPN/" + relation + "/3",
        man="person",
        Kovia="place",
    )
    assert page.told() == [("COERCE", "Kovia", "man", "happened")]


def test_verb_that_wants_an_object_has_a_patient_without_one() -> None:
    page = Page(
        "Orlen/PROPN/nsubj/2 fled/VERB/root/0 ,/PUNCT/punct/2 accused/VERB/advcl/2 of/ADP/case/6 theft/NOUN/obl/4",
        Orlen="person",
    )
    assert page.told() == [("ACCUSE", "", "Orlen", "happened")]


def test_light_verb_lends_its_subject_to_the_noun() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 launched/VERB/root/0 airstrikes/NOUN/obj/2 on/ADP/case/5 Ruzmia/PROPN/nmod/3",
        Kovia="place",
        Ruzmia="place",
    )
    (event,) = page.events()
    assert (event.type, event.mode, event.actors, event.targets) == ("ASSAULT", "aerial", ("Kovia",), ("Ruzmia",))
    assert page.article.words_of(event.span) == "launched airstrikes"


def test_sanctions_were_imposed() -> None:
    page = Page(
        "Sanctions/NOUN/nsubj:pass/5 on/ADP/case/3 Ruzmia/PROPN/nmod/1 were/AUX/aux:pass/5 imposed/VERB/root/0"
        " by/ADP/case/7 Kovia/PROPN/obl:agent/5",
        Kovia="place",
        Ruzmia="place",
    )
    assert page.told() == [("SANCTION", "Kovia", "Ruzmia", "happened")]


def test_noun_alone_with_its_own_people() -> None:
    page = Page(
        "The/DET/det/3 Kovian/ADJ/amod/3 invasion/NOUN/nsubj/6 of/ADP/case/5 Ruzmia/PROPN/nmod/3 failed/VERB/root/0",
        Kovian="place",
        Ruzmia="place",
    )
    assert page.told()[0][:3] == ("ASSAULT", "Kovian", "Ruzmia")


def test_noun_that_names_nobody_is_background() -> None:
    page = Page("The/DET/det/2 war/NOUN/nsubj/3 dragged/VERB/root/0 on/ADP/compound:prt/3")
    assert page.events() == ()


def test_noun_that_modifies_another_is_no_event() -> None:
    page = Page("Kovia/PROPN/nsubj/2 bought/VERB/root/0 attack/NOUN/compound/4 dogs/NOUN/obj/2", Kovia="place")
    assert page.events() == ()


def test_companions_decide_the_type() -> None:
    deal = Page("Kovia/PROPN/nsubj/2 struck/VERB/root/0 a/DET/det/4 deal/NOUN/obj/2", Kovia="place")
    pose = Page("Kovia/PROPN/nsubj/2 struck/VERB/root/0 a/DET/det/4 pose/NOUN/obj/2", Kovia="place")
    hit = Page("Kovia/PROPN/nsubj/2 struck/VERB/root/0 Ruzmia/PROPN/obj/2", Kovia="place", Ruzmia="place")
    assert [event.type for event in deal.events()] == ["AGREE"]
    assert pose.events() == ()
    assert [event.type for event in hit.events()] == ["ASSAULT"]


@pytest.mark.parametrize(("thing", "found"), [("prisoners", ["RETREAT"]), ("report", [])])
def test_object_that_bars_a_reading(thing: str, found: list[str]) -> None:
    page = Page(f"Kovia/PROPN/nsubj/2 released/VERB/root/0 the/DET/det/4 {thing}/NOUN/obj/2", Kovia="place")
    assert [event.type for event in page.events()] == found


def test_relative_clause_and_its_place() -> None:
    page = Page(
        "Kovia/PROPN/root/0 ,/PUNCT/punct/1 which/PRON/nsubj/4 bombed/VERB/acl:relcl/1 Ruzmia/PROPN/obj/4"
        " in/ADP/case/7 Northland/PROPN/obl/4",
        Kovia="organization",
        Ruzmia="group",
        Northland="place",
    )
    (event,) = page.events()
    assert (event.actors, event.targets, event.where) == (("Kovia",), ("Ruzmia",), "Northland")


def test_controlled_verb_takes_the_object_above() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 urged/VERB/root/0 Ruzmia/PROPN/obj/2 to/PART/mark/5 release/VERB/xcomp/2"
        " the/DET/det/7 hostages/NOUN/obj/5",
        Kovia="place",
        Ruzmia="place",
    )
    assert page.told() == [("REQUEST", "Kovia", "Ruzmia", "happened"), ("RETREAT", "Ruzmia", "", "hypothetical")]


def test_without_arcs_the_nearest_mentions_stand_in() -> None:
    page = Page("Kovia/PROPN/dep/0 attacked/VERB/dep/0 Ruzmia/PROPN/dep/0", Kovia="place", Ruzmia="place")
    assert page.told() == [("ASSAULT", "Kovia", "Ruzmia", "happened")]


def test_one_event_a_sentence_for_the_same_people() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 attacked/VERB/root/0 Ruzmia/PROPN/obj/2 after/ADP/case/6 Kovia/PROPN/nmod:poss/6"
        " strike/NOUN/obl/2 on/ADP/case/8 Ruzmia/PROPN/nmod/6",
        Kovia="place",
        Ruzmia="place",
    )
    assert [page.article.words_of(event.span) for event in page.events()] == ["attacked Ruzmia"]


@pytest.mark.parametrize("kind", ["furniture", "byline", "dateline"])
def test_parts_that_do_not_report(kind: str) -> None:
    page = Page("Kovia/PROPN/nsubj/2 attacked/VERB/root/0 Ruzmia/PROPN/obj/2", kind=kind, Kovia="place")  # type: ignore[arg-type]
    assert page.events() == ()


TOLD = (
    "Orlen/PROPN/nsubj/2 claimed/VERB/root/0 that/SCONJ/mark/5 Kovia/PROPN/nsubj/5 attacked/VERB/ccomp/2"
    " Ruzmia/PROPN/obj/5"
)


def test_event_inside_a_statement_belongs_to_the_innermost() -> None:
    page = Page(TOLD, Orlen="person", Kovia="place", Ruzmia="place")
    page.state("Orlen", "claimed", "Kovia attacked Ruzmia").state("Kovia", "that", "attacked Ruzmia")
    assert [event.statement for event in page.events()] == ["s1"]


def test_who_says_i_or_we_acts_himself() -> None:
    said = "Orlen/PROPN/nsubj/2 said/VERB/root/0 we/PRON/nsubj/4 attacked/VERB/ccomp/2 Ruzmia/PROPN/obj/4"
    assert Page(said, Orlen="person", Ruzmia="place").told() == [("ASSAULT", "", "Ruzmia", "happened")]
    page = Page(said, Orlen="person", Ruzmia="place").state("Orlen", "said", "we attacked Ruzmia")
    assert page.told() == [("ASSAULT", "Orlen", "Ruzmia", "happened")]


def test_a_town_before_an_attack_is_where_it_was_and_a_country_who_made_it() -> None:
    for place, where, actors in (("Nice", "Nice", ()), ("Iran", None, ("Iran",))):
        page = Page(f"{place}/PROPN/compound/2 attack/NOUN/nsubj/3 fails/VERB/root/0", **{place: "place"})  # type: ignore[arg-type]
        (event,) = page.events()
        assert (event.where, event.actors) == (where, actors)


@pytest.mark.parametrize(
    "sentence",
    [
        "Storms/NOUN/nsubj/2 killed/VERB/root/0 Roan/PROPN/obj/2",
        "Roan/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 killed/VERB/root/0 in/ADP/case/6 a/DET/det/6 crash/NOUN/obl/3",
        "Viruses/NOUN/root/0 that/PRON/nsubj/3 killed/VERB/acl:relcl/1 Roan/PROPN/obj/3",
    ],
)
def test_what_nature_does_is_no_assault(sentence: str) -> None:
    assert Page(sentence, Roan="person").told() == []


def test_who_signs_an_order_does_what_it_does() -> None:
    page = Page(
        "Roan/PROPN/nsubj/2 signed/VERB/root/0 orders/NOUN/obj/2 sanctioning/VERB/acl/3 Kovia/PROPN/obj/4",
        Roan="person",
        Kovia="place",
    )
    assert page.told() == [("SANCTION", "Roan", "Kovia", "happened")]


def test_a_fine_joined_to_a_passive_is_undergone() -> None:
    page = Page(
        "Roan/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 sentenced/VERB/root/0 and/CCONJ/cc/5 fined/VERB/conj/3"
        " 500/NUM/obj/5",
        Roan="person",
    )
    assert {told[1:3] for told in page.told()} == {("", "Roan")}


def test_cue_that_is_an_event_has_the_speaker_for_actor() -> None:
    page = Page("He/PRON/nsubj/2 condemned/VERB/root/0 the/DET/det/4 raid/NOUN/obj/2", He="person", Orlen="person")
    page.state("Orlen", "condemned", "the raid", "accuses")
    assert page.told() == [("ACCUSE", "Orlen", "", "happened")]


def test_cue_that_the_lexicon_does_not_know_reports_its_act() -> None:
    page = Page("Orlen/PROPN/nsubj/2 thundered/VERB/root/0 they/PRON/nsubj/4 lied/VERB/ccomp/2", Orlen="person")
    page.state("Orlen", "thundered", "they lied", "accuses")
    assert ("ACCUSE", "Orlen", "", "happened") in page.told()


def test_quantity_hides_nothing() -> None:
    page = Page(
        "Most/ADJ/nsubj:pass/7 of/ADP/case/4 the/DET/det/4 plans/NOUN/nmod/1 were/AUX/aux/7 later/ADV/advmod/7"
        " blocked/VERB/root/0 by/ADP/case/9 Kovia/PROPN/obl:agent/7",
        Kovia="place",
    )
    assert page.told() == [("REJECT", "Kovia", "", "happened")]


@pytest.mark.parametrize(("preposition", "found"), [("", ["RETREAT"]), ("at", [])])
def test_companion_is_no_object_of_a_preposition(preposition: str, found: list[str]) -> None:
    case, relation = (f"{preposition}/ADP/case/4", "obl") if preposition else ("the/DET/det/4", "obj")
    page = Page(f"Orlen/PROPN/nsubj/2 left/VERB/root/0 {case} office/NOUN/{relation}/2", Orlen="person")
    assert [event.type for event in page.events()] == found


def test_figure_of_speech_is_no_assault() -> None:
    page = Page(
        "Orlen/PROPN/nsubj/2 lost/VERB/root/0 his/PRON/nmod:poss/5 legal/ADJ/amod/5 battle/NOUN/obj/2", his="person"
    )
    assert page.events() == ()


def test_target_of_what_is_threatened() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 threatened/VERB/root/0 to/PART/mark/4 bomb/VERB/xcomp/2 Ruzmia/PROPN/obj/4",
        Kovia="place",
        Ruzmia="place",
    )
    assert ("THREATEN", "Kovia", "Ruzmia", "happened") in page.told()


def test_whose_request_is_denied() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 denied/VERB/root/0 a/DET/det/5 Ruzmian/ADJ/amod/5 request/NOUN/obj/2",
        Kovia="place",
        Ruzmian="place",
    )
    assert page.told() == [("REJECT", "Kovia", "Ruzmian", "happened")]


def test_possessive_of_what_is_suffered() -> None:
    page = Page(
        "Orlen/PROPN/nmod:poss/3 's/PART/case/1 arrest/NOUN/nsubj/4 angered/VERB/root/0 many/ADJ/obj/4", Orlen="person"
    )
    assert page.told() == [("COERCE", "", "Orlen", "happened")]


DUTY = "Orlen/PROPN/nsubj/2 said/VERB/root/0 {}/PROPN/nsubj/5 must/AUX/aux/5 resign/VERB/ccomp/2"


def test_duty_is_a_request() -> None:
    page = Page(DUTY.format("Ambrik"), Orlen="person", Ambrik="person")
    assert ("REQUEST", "Orlen", "Ambrik", "happened") in page.told()


def test_duty_of_oneself_is_none() -> None:
    page = Page(DUTY.format("we"), Orlen="person", we="group")
    assert "REQUEST" not in [event.type for event in page.events()]


def test_subject_without_an_arc_stands_right_before() -> None:
    near = Page("Kovia/PROPN/dep/0 again/ADV/advmod/3 condemned/VERB/root/0 it/PRON/obj/3", Kovia="place")
    far = Page(
        "In/ADP/case/2 Kovia/PROPN/dep/0 one/NUM/nummod/4 missile/NOUN/dep/0 hit/VERB/root/0 Ruzmia/PROPN/obj/5",
        Kovia="place",
        Ruzmia="place",
    )
    assert near.told() == [("ACCUSE", "Kovia", "", "happened")]
    assert far.told() == [("ASSAULT", "", "Ruzmia", "happened")]


def test_headline_participle_is_undergone() -> None:
    page = Page(
        "Orlen/PROPN/nsubj/2 arrested/VERB/root/0 in/ADP/case/4 Kovia/PROPN/obl/2", Orlen="person", Kovia="place"
    )
    assert page.told() == [("COERCE", "", "Orlen", "happened")]


def test_light_verb_whose_subject_suffers() -> None:
    page = Page(
        "Orlen/PROPN/nsubj/2 faced/VERB/root/0 criticism/NOUN/obj/2 from/ADP/case/5 Ambrik/PROPN/nmod/3",
        Orlen="person",
        Ambrik="person",
    )
    assert page.told() == [("ACCUSE", "Ambrik", "Orlen", "happened")]


def test_what_others_do_wrong_is_an_accusation() -> None:
    page = Page(
        "Orlen/PROPN/nsubj/2 said/VERB/root/0 Kovia/PROPN/nsubj/5 had/AUX/aux/5 violated/VERB/ccomp/2 the/DET/det/7"
        " law/NOUN/obj/5",
        Orlen="person",
        Kovia="place",
    )
    assert page.told() == [("ACCUSE", "Orlen", "Kovia", "happened")]


def test_plural_name_of_no_known_kind_can_act() -> None:
    page = Page("Orlen/PROPN/nsubj/2 blasted/VERB/root/0 Kovians/PROPN/obj/2", Orlen="person", Kovians="other")
    assert page.told() == [("ACCUSE", "Orlen", "Kovians", "happened")]


def test_lexicon_is_well_formed() -> None:
    classes = table("event_classes")
    for kind, _, pos, condition, patterns in rows("event_triggers"):
        assert kind in TYPES
        assert pos in ("v", "n", "a")
        assert all(part in CONDITIONS or part[:4] == "not=" for part in condition.split())
        for pattern in patterns.split(","):
            parts = [part for word in pattern.split() for part in word.removeprefix("+").split("|")]
            assert parts
            assert all(part[1:] in classes for part in parts if part.startswith("@"))
    assert {trigger.type for found in triggers().values() for trigger in found} == TYPES


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kovia/PROPN/nsubj/2 made/VERB/root/0 no/DET/det/4 deal/NOUN/obj/2", "denied"),
        ("Kovia/PROPN/nsubj/2 attacked/VERB/root/0 nobody/PRON/obj/2", "denied"),
        ("Nobody/PRON/nsubj/2 attacked/VERB/root/0 Kovia/PROPN/obj/2", "denied"),
        ("Kovia/PROPN/nsubj/2 made/VERB/root/0 a/DET/det/4 deal/NOUN/obj/2", "happened"),
    ],
)
def test_what_is_done_to_none_is_not_done(sentence: str, expected: str) -> None:
    assert [told[3] for told in Page(sentence, Kovia="place").told()] == [expected]


def test_a_standing_ban_is_an_event_only_where_it_is_imposed() -> None:
    rule = "Kovia/PROPN/nmod:poss/2 ban/NOUN/nsubj/3 holds/VERB/root/0"
    assert Page(rule, Kovia="place").told() == []
    imposed = "Kovia/PROPN/nsubj/2 imposed/VERB/root/0 a/DET/det/4 ban/NOUN/obj/2"
    assert [told[0] for told in Page(imposed, Kovia="place").told()] == ["COERCE"]


WARNED = "Kovia/PROPN/nsubj/2 warned/VERB/root/0 that/SCONJ/mark/6 {}/{}/nsubj/6 would/AUX/aux/6 fall/VERB/ccomp/2"


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        (WARNED.format("rain", "NOUN"), []),
        (WARNED.format("we", "PRON"), ["THREATEN"]),
        (WARNED.format("rain", "NOUN") + " if/SCONJ/mark/8 crossed/VERB/advcl/6", ["THREATEN"]),
        ("Kovia/PROPN/nsubj/2 warned/VERB/root/0 against/SCONJ/mark/4 guessing/VERB/advcl/2", []),
        (
            "Kovia/PROPN/nsubj/2 warned/VERB/root/0 Ruzmia/PROPN/obj/2 against/SCONJ/mark/5 going/VERB/advcl/2",
            ["THREATEN"],
        ),
    ],
)
def test_a_warning_threatens_where_something_is_at_stake(sentence: str, types: list[str]) -> None:
    page = Page(sentence, Kovia="place", Ruzmia="place")
    assert [event.type for event in page.events()] == types
