from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.model import Act
from tests.annotate.parsed import Page


def status(sentence: str, cue: str = "", content: str = "", act: Act = "says") -> str:
    page = Page(sentence, Kovia="place", Ruzmia="place")
    if cue:
        page.state("Kovia", cue, content, act)
    return {event.type: event.status for event in page.events()}["ASSAULT"]


@pytest.mark.parametrize(
    ("aux", "expected"), [("will", "planned"), ("may", "hypothetical"), ("could", "hypothetical"), ("has", "happened")]
)
def test_auxiliaries(aux: str, expected: str) -> None:
    assert status(f"Kovia/PROPN/nsubj/3 {aux}/AUX/aux/3 attack/VERB/root/0 Ruzmia/PROPN/obj/3") == expected


def test_negation() -> None:
    assert (
        status("Kovia/PROPN/nsubj/4 did/AUX/aux/4 not/PART/advmod/4 attack/VERB/root/0 Ruzmia/PROPN/obj/4") == "denied"
    )


def test_progressive() -> None:
    assert status("Kovia/PROPN/nsubj/3 is/AUX/aux/3 attacking/VERB/root/0 Ruzmia/PROPN/obj/3") == "ongoing"
    assert status("Kovia/PROPN/nsubj/3 was/AUX/aux/3 attacking/VERB/root/0 Ruzmia/PROPN/obj/3") == "happened"


def test_progressive_in_the_passive() -> None:
    sentence = "Ruzmia/PROPN/nsubj:pass/4 {}/AUX/aux/4 being/AUX/aux:pass/4 attacked/VERB/root/0"
    assert status(sentence.format("is")) == "ongoing"
    assert status(sentence.format("was")) == "happened"


def test_what_is_said_in_the_passive_is_alleged() -> None:
    sentence = "Kovia/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 said/VERB/root/0 to/PART/mark/5 attack/VERB/xcomp/3"
    assert status(sentence + " Ruzmia/PROPN/obj/5") == "alleged"


def test_but_ends_what_a_negation_reaches() -> None:
    sentence = "Kovia/PROPN/nsubj/4 did/AUX/aux/4 not/PART/advmod/4 stay/VERB/root/0 {}/CCONJ/cc/6 attacked/VERB/conj/4"
    assert status(sentence.format("and") + " Ruzmia/PROPN/obj/6") == "denied"
    assert status(sentence.format("but") + " Ruzmia/PROPN/obj/6") == "happened"


@pytest.mark.parametrize(("word", "expected"), [("because", "alleged"), ("after", "happened")])
def test_what_only_tells_when_is_taken_for_granted_by_an_accusation(word: str, expected: str) -> None:
    told = f"{word}/SCONJ/mark/5 Kovia/PROPN/nsubj/5 attacked/VERB/advcl/2"
    sentence = f"Ruzmia/PROPN/nsubj/2 blamed/VERB/root/0 {told}"
    assert status(sentence, "blamed", f"{word} Kovia attacked", "accuses") == expected


def test_failing_to_prevent_is_to_let_happen() -> None:
    sentence = "Kovia/PROPN/nsubj/2 {}/VERB/root/0 to/PART/mark/4 prevent/VERB/xcomp/2 attacks/NOUN/obj/4"
    assert status(sentence.format("failed") + " in/ADP/case/7 Ruzmia/PROPN/nmod/5") == "happened"
    assert (
        status("Kovia/PROPN/nsubj/2 prevented/VERB/root/0 attacks/NOUN/obj/2 on/ADP/case/5 Ruzmia/PROPN/nmod/3")
        == "denied"
    )


def test_doubtful_adverb() -> None:
    assert status("Kovia/PROPN/nsubj/3 reportedly/ADV/advmod/3 attacked/VERB/root/0 Ruzmia/PROPN/obj/3") == "alleged"


def test_doubtful_adverb_of_something_planned() -> None:
    sentence = "Kovia/PROPN/nsubj/4 will/AUX/aux/4 reportedly/ADV/advmod/4 attack/VERB/root/0 Ruzmia/PROPN/obj/4"
    assert status(sentence) == "planned"


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("plans", "planned"),
        ("threatened", "threatened"),
        ("refused", "denied"),
        ("continued", "ongoing"),
        ("wants", "hypothetical"),
    ],
)
def test_governing_verb(verb: str, expected: str) -> None:
    assert (
        status(f"Kovia/PROPN/nsubj/2 {verb}/VERB/root/0 to/PART/mark/4 attack/VERB/xcomp/2 Ruzmia/PROPN/obj/4")
        == expected
    )


def test_governing_verb_that_is_negated() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/4 does/AUX/aux/4 not/PART/advmod/4 plan/VERB/root/0 to/PART/mark/6 attack/VERB/xcomp/4"
        " Ruzmia/PROPN/obj/6"
    )
    assert status(sentence) == "denied"


def test_wrong_arc_is_mended_by_the_word_before() -> None:
    assert status(
        "Kovia/PROPN/nsubj/2 threatened/VERB/root/0 to/PART/mark/4 attack/VERB/root/0 Ruzmia/PROPN/obj/4"
    ) == ("threatened")


def test_purpose_is_planned() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/2 gathered/VERB/root/0 men/NOUN/obj/2 to/PART/mark/5 attack/VERB/advcl/2 Ruzmia/PROPN/obj/5"
    )
    assert status(sentence) == "planned"


def test_condition() -> None:
    sentence = (
        "If/SCONJ/mark/3 Kovia/PROPN/nsubj/3 attacks/VERB/advcl/7 Ruzmia/PROPN/obj/3 ,/PUNCT/punct/7 all/DET/nsubj/7"
        " lose/VERB/root/0"
    )
    assert status(sentence) == "hypothetical"


def test_would_under_said_is_the_future_of_what_was_said() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/2 said/VERB/root/0 it/PRON/nsubj/5 would/AUX/aux/5 attack/VERB/ccomp/2 Ruzmia/PROPN/obj/5"
    )
    assert status(sentence) == "planned"


def test_aspect_of_the_verb_that_carries_a_noun() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/2 ended/VERB/root/0 its/PRON/nmod:poss/4 bombing/NOUN/obj/2 of/ADP/case/6"
        " Ruzmia/PROPN/nmod/4"
    )
    assert status(sentence) == "ended"


def test_modifier_of_a_noun() -> None:
    sentence = (
        "Kovia/PROPN/nmod:poss/4 's/PART/case/1 alleged/ADJ/amod/4 attack/NOUN/nsubj/7 on/ADP/case/6"
        " Ruzmia/PROPN/nmod/4"
        " shook/VERB/root/0 them/PRON/obj/7"
    )
    assert status(sentence) == "alleged"


SAID = (
    "Orlen/PROPN/nsubj/2 {cue}/VERB/root/0 that/SCONJ/mark/5 Kovia/PROPN/nsubj/5 attacked/VERB/ccomp/2"
    " Ruzmia/PROPN/obj/5"
)


@pytest.mark.parametrize(
    ("cue", "act", "expected"),
    [
        ("said", "says", "happened"),
        ("claimed", "says", "alleged"),
        ("denied", "denies", "denied"),
        ("complained", "accuses", "alleged"),
        ("roared", "threatens", "threatened"),
    ],
)
def test_the_statement_that_tells_it(cue: str, act: Act, expected: str) -> None:
    assert status(SAID.format(cue=cue), cue, "Kovia attacked Ruzmia", act) == expected


def test_not_only_denies_nothing() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/4 not/PART/advmod/4 only/ADV/advmod/4 attacked/VERB/root/0 Ruzmia/PROPN/obj/4"
        " but/CCONJ/cc/7 boasted/VERB/conj/4"
    )
    assert status(sentence) == "happened"


def test_no_plans() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/2 has/VERB/root/0 no/DET/det/4 plans/NOUN/obj/2 to/PART/mark/6 attack/VERB/acl/4"
        " Ruzmia/PROPN/obj/6"
    )
    assert status(sentence) == "denied"


def test_participle_after_a_comma_is_not_governed() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/2 refused/VERB/root/0 ,/PUNCT/punct/5 instead/ADV/advmod/5 attacking/VERB/xcomp/2"
        " Ruzmia/PROPN/obj/5"
    )
    assert status(sentence) == "happened"


def test_would_in_indirect_speech_is_its_future() -> None:
    sentence = (
        "Orlen/PROPN/nsubj/2 said/VERB/root/0 Kovia/PROPN/nsubj/5 would/AUX/aux/5 attack/VERB/root/0 Ruzmia/PROPN/obj/5"
    )
    assert status(sentence, "said", "Kovia would attack Ruzmia") == "planned"


@pytest.mark.parametrize(("forced", "expected"), [("forced/VERB", "happened"), ("", "hypothetical")])
def test_what_was_forced_happened(forced: str, expected: str) -> None:
    aux = "" if forced else "could/AUX/aux/3 "
    at = 3 if aux else 2
    sentence = (
        f"Orlen/PROPN/nsubj/{at} {aux}force{'d' if forced else ''}/VERB/root/0 Kovia/PROPN/obj/{at}"
        f" to/PART/mark/{at + 3} attack/VERB/xcomp/{at} Ruzmia/PROPN/obj/{at + 3}"
    )
    assert status(sentence) == expected


def test_denied_end_goes_on() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/4 will/AUX/aux/4 never/ADV/advmod/4 stop/VERB/root/0 attacking/VERB/xcomp/4"
        " Ruzmia/PROPN/obj/5"
    )
    assert status(sentence) == "ongoing"


def test_what_anyone_might_do_is_not_told_as_done() -> None:
    who = "anyone/PRON/root/0 who/PRON/nsubj/3 attacks/VERB/acl:relcl/1 Ruzmia/PROPN/obj/3"
    assert status(who) == "hypothetical"
    assert status(who.replace("anyone/PRON", "soldiers/NOUN")) == "happened"
    both = "anyone/PRON/root/0 who/PRON/nsubj/3 leaves/VERB/acl:relcl/1 and/CCONJ/cc/5 attacks/VERB/conj/3"
    assert status(f"{both} Ruzmia/PROPN/obj/5") == "hypothetical"


def test_a_second_infinitive_shares_what_governs_the_first() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/2 threatened/VERB/root/0 to/PART/mark/4 leave/VERB/xcomp/2 and/CCONJ/cc/6 {}/VERB/conj/4"
        " Ruzmia/PROPN/obj/6"
    )
    assert status(sentence.format("attack")) == "threatened"
    assert status(sentence.format("attacked")) == "happened"


def test_what_somebody_is_charged_with_is_alleged() -> None:
    sentence = (
        "Kovia/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 charged/VERB/root/0 with/ADP/mark/5 attacking/VERB/advcl/3"
        " Ruzmia/PROPN/obj/5"
    )
    assert status(sentence) == "alleged"


def test_what_somebody_had_to_do_is_done() -> None:
    sentence = "Kovia/PROPN/nsubj/2 {}/VERB/root/0 to/PART/mark/4 attack/VERB/xcomp/2 Ruzmia/PROPN/obj/4"
    assert status(sentence.format("had")) == "happened"
    assert status(sentence.format("voted")) == "happened"
    assert status(sentence.format("plans")) == "planned"


def test_what_is_warned_of_as_to_come_is_threatened() -> None:
    sentence = (
        "Kovia/PROPN/nsubj/2 warned/VERB/root/0 it/PRON/nsubj/5 will/AUX/aux/5 march/VERB/ccomp/2 and/CCONJ/cc/7"
        " attack/VERB/conj/5 Ruzmia/PROPN/obj/7"
    )
    assert status(sentence) == "threatened"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I/PRON/nsubj/3 must/AUX/aux/3 thank/VERB/root/0 Kovia/PROPN/obj/3", "happened"),
        ("We/PRON/nsubj/2 want/VERB/root/0 to/PART/mark/4 thank/VERB/xcomp/2 Kovia/PROPN/obj/4", "happened"),
        ("You/PRON/nsubj/3 must/AUX/aux/3 thank/VERB/root/0 Kovia/PROPN/obj/3", "hypothetical"),
        (
            "I/PRON/nsubj/2 want/VERB/root/0 Orlen/PROPN/obj/2 to/PART/mark/5 thank/VERB/xcomp/2 Kovia/PROPN/obj/5",
            "hypothetical",
        ),
    ],
)
def test_what_is_done_by_saying_so(sentence: str, expected: str) -> None:
    page = Page(sentence, Kovia="place", Orlen="person")
    assert {event.type: event.status for event in page.events()}["SUPPORT"] == expected


@pytest.mark.parametrize(("verb", "expected"), [("rose", "happened"), ("rises", "planned")])
def test_what_was_said_by_doing_something_for_it(verb: str, expected: str) -> None:
    sentence = f"Kovia/PROPN/nsubj/2 {verb}/VERB/root/0 to/PART/mark/4 thank/VERB/advcl/2 Ruzmia/PROPN/obj/4"
    page = Page(sentence, Kovia="place", Ruzmia="place")
    assert {event.type: event.status for event in page.events()}["SUPPORT"] == expected


@pytest.mark.parametrize(("cell", "expected"), [("nmod:poss", "happened"), ("nmod", "alleged")])
def test_what_is_criticized_as_somebodys_is_taken_for_granted(cell: str, expected: str) -> None:
    sentence = (
        f"Orlen/PROPN/nsubj/2 denounced/VERB/root/0 Kovia/PROPN/{cell}/4 attack/NOUN/obj/2 on/ADP/case/6"
        " Ruzmia/PROPN/nmod/4"
    )
    assert status(sentence, "denounced", "attack on Ruzmia", "accuses") == expected


def test_if_before_the_subject_counts_whatever_the_tree_hangs_it_on() -> None:
    sentence = (
        "Ruzmia/PROPN/nsubj/2 acts/VERB/root/0 if/SCONJ/mark/2 Kovia/PROPN/nsubj/5 attacked/VERB/advcl/2 it/PRON/obj/5"
    )
    assert status(sentence) == "hypothetical"


def test_arcs_out_of_a_sentence_are_not_followed() -> None:
    page = Page(
        "Kovia/PROPN/nsubj/2 refused/VERB/root/0",
        "Ruzmia/PROPN/nsubj/2 attacked/VERB/root/0 Kovia/PROPN/obj/2",
        Kovia="place",
        Ruzmia="place",
    )
    assert page.syntax().bounds[2] == (2, 5)
    crossing = replace(page.tokens[3], head=1, relation="xcomp")
    page.tokens = (*page.tokens[:3], crossing, *page.tokens[4:])
    assert {event.type: event.status for event in page.events()}["ASSAULT"] == "happened"
