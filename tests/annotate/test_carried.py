from __future__ import annotations

import pytest

from tests.annotate.parsed import Page


def test_noun_whose_verb_tells_that_it_took_place() -> None:
    protest = "Protests/NOUN/nsubj/2 erupted/VERB/root/0 in/ADP/case/4 Kovia/PROPN/obl/2"
    assert Page(protest, Kovia="place").told() == [("PROTEST", "", "", "happened")]
    talks = "Talks/NOUN/nsubj/4 with/ADP/case/3 Kovia/PROPN/nmod/1 {}/VERB/root/0"
    assert Page(talks.format("began"), Kovia="place").told()[0][3] == "happened"
    assert Page(talks.format("continue"), Kovia="place").told()[0][3] == "ongoing"
    assert Page(talks.format("ended"), Kovia="place").told()[0][3] == "ended"


def test_noun_with_a_particle_that_tells_that_it_took_place() -> None:
    page = Page("Fighting/NOUN/nsubj/2 broke/VERB/root/0 out/ADP/compound:prt/2")
    assert page.told() == [("ASSAULT", "", "", "happened")]


def test_noun_that_another_carries() -> None:
    page = Page(
        "Orlen/PROPN/nsubj/2 faces/VERB/root/0 impeachment/NOUN/compound/4 proceedings/NOUN/obj/2", Orlen="person"
    )
    assert page.told() == [("ACCUSE", "", "Orlen", "happened")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Kovia/PROPN/nsubj/3 is/AUX/cop/3 critical/ADJ/root/0 of/ADP/case/5 Ruzmia/PROPN/obl/3",
            [("ACCUSE", "Kovia", "Ruzmia", "happened")],
        ),
        (
            "Kovia/PROPN/nsubj/2 remained/VERB/root/0 loyal/ADJ/xcomp/2 to/ADP/case/5 Ruzmia/PROPN/obl/3",
            [("SUPPORT", "Kovia", "Ruzmia", "happened")],
        ),
        (
            "Kovia/PROPN/nsubj/5 is/AUX/cop/5 not/PART/advmod/5 openly/ADV/advmod/5 critical/ADJ/root/0"
            " of/ADP/case/7 Ruzmia/PROPN/obl/5",
            [("ACCUSE", "Kovia", "Ruzmia", "denied")],
        ),
        ("Water/NOUN/nsubj/3 is/AUX/cop/3 critical/ADJ/root/0 for/ADP/case/5 Ruzmia/PROPN/obl/3", []),
    ],
)
def test_adjectives_that_take_a_stand(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert Page(sentence, Kovia="place", Ruzmia="place").told() == expected


@pytest.mark.parametrize(
    ("phrase", "kind", "expected"),
    [
        ("in/ADP/case/4 talks", "CONSULT", "Kovia"),
        ("in/ADP/case/4 contact", "CONSULT", "Kovia"),
    ],
)
def test_who_is_in_talks_takes_part(phrase: str, kind: str, expected: str) -> None:
    sentence = f"Kovia/PROPN/nsubj/4 is/AUX/cop/4 {phrase}/NOUN/root/0 with/ADP/case/6 Ruzmia/PROPN/nmod/4"
    assert Page(sentence, Kovia="place", Ruzmia="place").told() == [(kind, expected, "Ruzmia", "happened")]


def test_who_is_under_investigation_suffers_it() -> None:
    sentence = "Kovia/PROPN/nsubj/4 is/AUX/cop/4 under/ADP/case/4 investigation/NOUN/root/0"
    assert Page(sentence, Kovia="place").told() == [("ACCUSE", "", "Kovia", "happened")]


def test_passive_whose_subject_the_tree_does_not_know() -> None:
    sentence = (
        "A/DET/det/2 meeting/NOUN/dep/6 with/ADP/case/4 Kovia/PROPN/nmod/2 was/AUX/aux:pass/6 canceled/VERB/root/0"
    )
    assert [told[0] for told in Page(sentence, Kovia="place").told()] == ["REJECT"]


def test_a_report_is_called_false_and_a_ruling_unfair() -> None:
    said = "Kovia/PROPN/nsubj/2 said/VERB/root/0 the/DET/det/4 {}/NOUN/nsubj/6 was/AUX/cop/6 {}/ADJ/ccomp/2"
    kinds = {
        ("report", "false"): ["REJECT"],
        ("ruling", "unfair"): ["ACCUSE"],
        ("weather", "unfair"): [],
        ("weather", "false"): [],
    }
    for words, expected in kinds.items():
        assert [told[0] for told in Page(said.format(*words), Kovia="place").told()] == expected


def test_two_verbs_far_apart_tell_two_events_of_one_type() -> None:
    far = "Orlen/PROPN/nsubj/2 resigned/VERB/root/0 and/CCONJ/cc/7 will/AUX/aux/7 then/ADV/advmod/7 also/ADV/advmod/7"
    page = Page(far + " leave/VERB/conj/2 the/DET/det/9 post/NOUN/obj/7", Orlen="person")
    assert [(told[0], told[3]) for told in page.told()] == [("RETREAT", "happened"), ("RETREAT", "planned")]
    near = "Kovia/PROPN/nsubj/2 attacked/VERB/root/0 Ruzmia/PROPN/obj/2 and/CCONJ/cc/5 invaded/VERB/conj/2"
    near += " Ruzmia/PROPN/obj/5"
    assert len(Page(near, Kovia="place", Ruzmia="place").events()) == 1


def test_object_right_behind_a_verb_where_the_tree_knows_none() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 freed/VERB/root/0 a/DET/det/4 pilot/NOUN/nsubj/5 accused/VERB/acl/2 of/ADP/case/7"
        " spying/NOUN/obl/5",
        Kovia="place",
        pilot="person",
    )
    assert ("RETREAT", "Kovia", "pilot", "happened") in page.told()


def test_whose_release_it_is_stands_behind_of_whatever_the_tree_hangs_it_on() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 announced/VERB/root/0 the/DET/det/4 release/NOUN/ccomp/2 of/ADP/case/7 two/NUM/nummod/7"
        " pilots/NOUN/nmod/2",
        Kovia="place",
        pilots="group",
    )
    assert [told[:3] for told in page.told()] == [("RETREAT", "Kovia", "pilots")]


def test_day_behind_a_verb_is_no_particle() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 seized/VERB/root/0 the/DET/det/4 tanker/NOUN/obj/2 on/ADP/case/6 Monday/PROPN/obl/2",
        Kovia="place",
    )
    assert [told[0] for told in page.told()] == ["COERCE"]
    page = Page("Kovia/PROPN/nsubj/2 seized/VERB/root/0 on/ADP/case/5 the/DET/det/5 error/NOUN/obl/2", Kovia="place")
    assert page.told() == []


def test_object_behind_an_infinitive_where_the_tree_knows_none() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 knelt/VERB/root/0 to/PART/mark/4 honor/VERB/advcl/2 the/DET/det/6 Rep/PROPN/dep/8"
        " ./PUNCT/punct/8 Orlen/PROPN/appos/4",
        Kovia="place",
        Orlen="person",
    )
    assert page.told() == [("SUPPORT", "Kovia", "Orlen", "happened")]
