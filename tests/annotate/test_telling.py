"""What tells of words and what of deeds, silences and possibilities; words and their grammar are told by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from firsthand.annotate.quotes import quotations
from firsthand.annotate.speakers import Speakers
from firsthand.annotate.telling import Told, occurs, shape, tells
from firsthand.encoder import EVENT_CLASSES
from firsthand.model import Act
from tests.annotate.build import article, place, read_blocks, reading, tokens


def _judged(line: str, cue: str, content: str, act: Act = "says", source: str | None = "Roan", level: int = 0) -> bool:
    """Nouns of the content that follow the cue hang on it, so that they are things."""
    page = article(line)
    words = content.split()
    tags = {cue.split()[-1]: "NOUN" if cue[0].isupper() else "VERB"}
    if len(words) < 4 and not content.startswith("to ") and '"' not in line:
        tags |= dict.fromkeys(words[:-1], f"NOUN dep {words[-1]}") | {words[-1]: f"NOUN obj {cue.split()[-1]}"}
    speakers = Speakers(page, tokens(page, tags), [])
    told = Told(place(line, cue), act, [place(line, content)], place(line, source) if source else None, level)
    return tells(speakers, told, quotations(line))


@pytest.mark.parametrize(
    ("line", "cue", "content"),
    [
        ("Roan approved new ferries.", "approved", "new ferries"),
        ("Roan denied entry.", "denied", "entry"),
        ("Roan refused to leave.", "refused", "to leave"),
        ("Roan declined to comment.", "declined", "to comment"),
        ("Roan did not say why the dock closed.", "did not say", "why the dock closed"),
        ("Roan could ask the crew to leave.", "could ask", "the crew to leave"),
        ("Neither then nor later did Roan suggest what that would be.", "suggest", "what that would be"),
        ("Neither pilot said that the dock is old.", "said", "that the dock is old"),
        ("Roan Images the dock closed", "Images", "the dock closed"),
        ("Roan has to argue that the dock is old.", "has to argue", "the dock is old"),
        ("Roan claimed asylum.", "claimed", "asylum"),
        ("Roan welcomed the plan.", "welcomed", "the plan"),
        ("Roan’s disclosures about harbour fees", "disclosures", "about harbour fees"),
        ("Roan spoke amid signs of a deal.", "spoke", "amid signs of a deal"),
        ("Roan has said so.", "has said", "so"),
    ],
)
def test_deeds_silences_possibilities_and_topics_are_no_statements(line: str, cue: str, content: str) -> None:
    source = "Roan’s" if "’s" in line else "Neither pilot" if "pilot" in line else "Roan"
    assert not _judged(line, cue, content, source=source)


@pytest.mark.parametrize(
    ("line", "cue", "content", "act"),
    [
        ("Roan denied the charge.", "denied", "the charge", "denies"),
        ("Roan rejected such claims.", "rejected", "such claims", "denies"),
        ("Roan threatened to leave.", "threatened", "to leave", "threatens"),
        ("Roan said the dock closed in May.", "said", "the dock closed in May", "says"),
        ('Roan called it "a shame".', "called", "a shame", "says"),
        ("Roan demanded fees.", "demanded", "fees", "demands"),
        ("Roan would say only that it closed.", "would say only", "that it closed", "says"),
        ("Roan does not believe that it closed.", "does not believe", "that it closed", "other"),
    ],
)
def test_words_are_told_by_clauses_quotations_and_verbs_of_saying(line: str, cue: str, content: str, act: Act) -> None:
    assert _judged(line, cue, content, act)


def test_what_the_page_tells_of_itself_in_the_passive_has_no_speaker() -> None:
    line = "The dock was expected to close in May."
    assert not _judged(line, "was expected", "to close in May", "estimates", source=None)
    line = "Crews were told that the dock would close."
    assert _judged(line, "were told", "that the dock would close", source=None)


def test_what_is_expected_by_nobody_in_particular_is_no_statement() -> None:
    line = "The rule, expected to go into effect, also applies."
    page = article(line)
    speakers = Speakers(page, tokens(page, {"expected": "VERB acl rule"}), [])
    told = Told(place(line, "expected"), "other", [place(line, "to go into effect")], None, 0, occurs=True)
    assert not tells(speakers, told, [])


def test_which_claims_somebody_made_is_not_what_they_claim() -> None:
    for line, expected in (("The claims that Roan has made", False), ("The claims that Roan has left", True)):
        speakers = Speakers(article(line), tokens(article(line), {"claims": "NOUN"}), [])
        told = Told(place(line, "claims"), "says", [place(line, line[11:])], place(line, "The"), 1)
        assert tells(speakers, told, []) is expected


def test_what_is_approved_by_somebody_is_a_deed() -> None:
    page = article("The drug was approved by Roan.")
    tags = {"drug": "NOUN nsubj:pass approved", "was": "AUX aux:pass approved", "approved": "VERB"}
    speakers = Speakers(page, tokens(page, tags), [])
    source, content = place(page.text, "Roan"), place(page.text, "The drug")
    assert not tells(speakers, Told(place(page.text, "was approved"), "confirms", [content], source, 0), [])


def test_things_show_and_people_and_texts_tell() -> None:
    for source, told in (("prices", False), ("dockers", True), ("checklist", True), ("Roan", True)):
        assert _judged(f"{source} suggest that the dock closed.", "suggest", "the dock closed", source=source) is told
    assert _judged("prices said that the dock closed.", "said", "the dock closed", source="prices")


def test_a_thing_inside_the_words_of_another_is_no_statement_of_its_own() -> None:
    line = "Roan demanded fees."
    assert not _judged(line, "demanded", "fees", "demands", level=1)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("to close the dock", "infinitive"),
        ("whether the dock closed", "question"),
        ('"the dock is done"', "quote"),
        ("the dock closed", "clause"),
    ],
)
def test_shapes_of_contents(content: str, expected: str) -> None:
    line = f"Roan said {content}."
    page = article(line)
    assert shape(Speakers(page, tokens(page), []), [place(line, content)], quotations(line)) == expected


def _signed(line: str, kinds: dict[str, str]) -> bool:
    """What is judged of the first verb, where the encoder takes words for events of these classes."""
    scores = np.full((len(line.rstrip(".").split()) + 1, len(EVENT_CLASSES)), 0.01, np.float32)
    scores[:, 0] = 0.9
    for word, kind in kinds.items():
        at = line.split().index(word)
        scores[at, 0], scores[at, EVENT_CLASSES.index(kind)] = 0.01, 0.9
    page = article(line)
    (block,) = read_blocks(page, (line, replace(reading(line), heads={"events": np.log(scores)})))
    return occurs(block, place(line, next(iter(kinds))))


def test_what_the_encoder_takes_for_an_occurrence_occurs() -> None:
    assert _signed("Roan signed the dock law.", {"signed": "OCCURRENCE"})
    assert not _signed("Roan touted the dock law.", {"touted": "REPORTING"})
    assert not _signed("Roan backed the dock law.", {"backed": "I_ACTION"})


@pytest.mark.parametrize(
    ("line", "cue", "content", "expected"),
    [
        ("Roan signed new laws.", "signed", "new laws", False),
        ("Roan played down new laws.", "played down", "new laws", True),
        ("Roan signed that the dock had closed in May.", "signed", "that the dock had closed in May", True),
    ],
)
def test_an_occurrence_with_a_thing_tells_nothing_unless_its_word_judges(
    line: str, cue: str, content: str, expected: bool
) -> None:
    page = article(line)
    words = content.split()
    tags = {cue.split()[0]: "VERB"}
    if len(words) < 4:
        tags |= {words[0]: f"NOUN dep {words[-1]}", words[-1]: f"NOUN obj {cue.split()[0]}"}
    speakers = Speakers(page, tokens(page, tags), [])
    told = Told(place(line, cue), "says", [place(line, content)], place(line, "Roan"), 0, occurs=True)
    assert tells(speakers, told, ()) is expected


def test_what_is_there_to_say_for_nobody_is_not_said() -> None:
    line = "It was hard to say that the dock had closed in May."
    assert not _judged(line, "to say", "that the dock had closed in May", source=None)


def test_what_only_qualifies_a_noun_tells_nothing() -> None:
    line = "Roan saw the alleged harbour stations there."
    page = article(line)
    told = Told(place(line, "alleged"), "accuses", [place(line, "harbour stations there")], place(line, "Roan"), 0)
    assert not tells(Speakers(page, tokens(page, {"alleged": "ADJ amod stations"}), []), told, [])
    assert tells(Speakers(page, tokens(page, {"alleged": "VERB"}), []), told, [])


@pytest.mark.parametrize(("relation", "expected"), [("xcomp ferries", "gerund"), ("amod ferries", "thing")])
def test_a_verb_in_ing_tells_what_is_done_although_it_hangs_on_its_object(relation: str, expected: str) -> None:
    line = "Roan denied hiding ferries."
    page = article(line)
    speakers = Speakers(
        page, tokens(page, {"hiding": f"VERB {relation}", "ferries": "NOUN obj denied", "denied": "VERB"}), []
    )
    assert shape(speakers, [place(line, "hiding ferries")], []) == expected


@pytest.mark.parametrize(("helper", "expected"), [("was", "clause"), ("now", "gerund")])
def test_a_verb_in_ing_with_its_helper_is_a_clause(helper: str, expected: str) -> None:
    line = f"Roan claimed smoke {helper} rising."
    tags = {"claimed": "VERB", "smoke": "NOUN obj claimed", helper: "AUX aux rising", "rising": "VERB ccomp claimed"}
    tags |= {helper: "ADV advmod rising"} if helper == "now" else {}
    page = article(line)
    assert shape(Speakers(page, tokens(page, tags), []), [place(line, f"{helper} rising")], []) == expected
