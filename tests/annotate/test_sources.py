"""Who is told to speak where a link of the encoder or one arc of the tree is wrong."""

from __future__ import annotations

import pytest

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.blocks import Block
from firsthand.annotate.mended import mend, unread
from firsthand.annotate.quotes import quotations
from firsthand.annotate.sources import source
from firsthand.annotate.speakers import Speakers
from tests.annotate.build import article, chain, place, read_blocks, reading, tokens

TAGS = {"have": "AUX", "claimed": "VERB", "closed": "VERB", "added": "VERB", "threatened": "VERB", "said": "VERB"}


def _made(
    line: str, tags: dict[str, str], *told: tuple[str | None, str, str | None]
) -> tuple[Speakers, list[Attribution]]:
    page = article(line)
    block: Block = read_blocks(page, (line, reading(line, [])))[0]
    known = {
        word: tag for word, tag in (TAGS | tags).items() if word in line.replace(",", " ").replace(".", " ").split()
    }
    found = [
        Attribution(block, place(line, cue), [place(line, who)] if who else [], [place(line, words)] if words else [])
        for who, cue, words in told
    ]
    return Speakers(page, tokens(page, known), [chain(page, "Roan")] if "Roan" in line else []), found


def _source(line: str, tags: dict[str, str], *told: tuple[str | None, str, str | None]) -> list[str | None]:
    speakers, found = _made(line, tags, *told)
    sources = [source(speakers, a, found) for a in found]
    return [line[slice(*one)] if one else None for one in sources]


def test_a_source_right_before_a_cue_is_its_own_whatever_it_is_linked_to() -> None:
    line = "Crews who have claimed it closed and hired boats left."
    told = (None, "have claimed", "it closed"), ("who", "hired", "boats")
    assert _source(line, {"hired": "VERB"}, *told) == ["who", "who"]


def test_of_two_linked_sources_the_subject_speaks() -> None:
    line = "Roan, as part of a case, said it closed."
    speakers, (saying,) = _made(line, {"Roan": "PROPN nsubj said"}, ("a case", "said", "it closed"))
    assert line[slice(*(source(speakers, saying, [saying]) or (0, 0)))] == "a case"
    saying.sources.append(place(line, "Roan"))
    assert line[slice(*(source(speakers, saying, [saying]) or (0, 0)))] == "Roan"


def test_words_that_are_told_are_no_source_of_them() -> None:
    line = "The dock closed, Roan said, but added the ferries had left."
    told = ("Roan", "said", "The dock closed"), (None, "added", "the ferries had left")
    assert _source(line, {"ferries": "NOUN nsubj added"}, *told) == ["Roan", "Roan"]


def test_a_passive_behind_a_verb_is_another_verbs() -> None:
    line = "Roan called for Moss to be removed."
    tags = {"Roan": "PROPN nsubj called", "called": "VERB", "be": "AUX aux:pass called", "removed": "VERB"}
    assert _source(line, tags, (None, "called for", "Moss to be removed")) == ["Roan"]


def test_a_verb_of_saying_has_what_words_for_a_time_were_taken_to_tell() -> None:
    line = "Roan last week threatened new fees."
    speakers, found = _made(line, {}, (None, "last week", "new fees"), ("Roan", "threatened", None))
    mend(speakers, found)
    assert [[line[s:e] for s, e in a.contents] for a in found] == [[], ["new fees"]]


def test_what_another_verb_of_saying_tells_stays_its_own() -> None:
    line = "Roan threatened and Moss said it closed."
    speakers, found = _made(line, {}, ("Roan", "threatened", None), ("Moss", "said", "it closed"))
    mend(speakers, found)
    assert [bool(a.contents) for a in found] == [False, True]


def test_a_document_that_states_what_is_said_passes_it_on() -> None:
    line = "“We go,” Roan said to Moss, the indictment states."
    speakers, found = _made(line, {"states": "VERB"}, ("Roan", "said", "We go"), ("the indictment", "states", None))
    mend(speakers, found)
    assert found[0].relay == place(line, "the indictment")
    assert found[0].contents


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“Remember whom you serve,” Roan’s letter states. All left.", [("states", "Roan’s letter")]),
        ("“Remember whom you serve,” a stern voice. All states left.", []),
        ("“Remember whom you serve,” Roan states that.", []),
        ("“Remember whom you serve” Roan states.", []),
        ("“Remember,” Roan states.", []),
    ],
)
def test_a_quotation_before_a_verb_of_saying_is_told_though_its_cue_was_not_read(
    line: str, expected: list[tuple[str, str]]
) -> None:
    speakers, _ = _made(line, {})
    block = read_blocks(speakers.article, (line, reading(line, [])))[0]
    found = list(unread(speakers, block, [], quotations(line)))
    assert [(line[slice(*(a.cue or (0, 0)))], line[slice(*a.sources[0])]) for a in found] == expected
    assert all(line[slice(*a.contents[0])] == "Remember whom you serve," for a in found)


@pytest.mark.parametrize(("word", "expected"), [("denied", ["selling old ships to Moss"]), ("looked", [])])
def test_a_verb_of_saying_without_a_content_tells_the_clause_that_hangs_on_it(word: str, expected: list[str]) -> None:
    line = f"Roan {word} selling old ships to Moss, his crew left."
    speakers, found = _made(line, {word: "VERB", "selling": f"VERB xcomp {word}"}, ("Roan", word, None))
    mend(speakers, found)
    assert [line[s:e] for s, e in found[0].contents] == expected
