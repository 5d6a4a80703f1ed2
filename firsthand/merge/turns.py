"""How a page turns from one who speaks to the next: the words around a statement that are not what is said.

What the turn means for the two is not said here (contrasts.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from firsthand import lexicon
from firsthand.merge.reader import Reader
from firsthand.merge.words import stem, stems_of, words
from firsthand.model import Span, Statement

Words = tuple[str, ...]
LEAD = 4
"""Words between "but" and who speaks, at most ("But in May the ministry said"); set on 234 statements so begun."""
BEHIND = 6
"""Words behind who speaks among which the verb is looked for ("A, who also leads the union, hit back"); set by hand."""
_BARRED = frozenset({"to", "was", "were", "been", "be", "being", "is", "are", "not", "the", "a", "an", "by"})
"""What stands before such a word where it answers nobody ("to reject", "was rejected", "the dispute")."""
_FREE = frozenset({"also", "have", "who", "they", "both", "however"})
"""What stands before the bare form of a verb, and not of a noun."""


class Turn(NamedTuple):
    """The folded words before, of and behind who speaks, what is said left out.

    What goes on without a source ('"X," he said. "Y."') has an empty one. ``start`` and ``end`` are code points of all
    of it, ``first`` and ``last`` places of its sentences on the page.
    """

    start: int
    end: int
    first: int
    last: int
    before: Words
    source: Words
    behind: Words
    person: bool = False
    """Whether who speaks is a person."""

    def opens(self, clause: bool = False) -> bool:
        """Whether its sentence begins with a word like "but"; or, where asked, its ``clause`` within a sentence.

        >>> Turn(0, 9, 0, 0, ("but", "in", "may"), ("rome",), ("said",)).opens()
        True
        """
        if clause:
            return any(_begins(self.before[place:], "opening") for place in range(len(self.before))[-LEAD:])
        return len(self.before) <= LEAD and _begins(self.before, "opening") and not _begins(self.before[1:], "pair")

    def pairs(self) -> bool:
        """Whether its sentence begins with a word like "while"."""
        return len(self.before) <= LEAD and _begins(self.before, "pair")

    def sides(self) -> bool:
        """Whether who speaks is called by being for or against something ("critics")."""
        return any(_begins(self.source[place:], "camp") for place in (0, 1))

    def answers(self) -> bool:
        """Whether who speaks is set against another: "Rome, however, said", "Rome hit back, saying".

        >>> Turn(0, 9, 0, 0, (), ("rome",), ("has", "refused", "that", "approach")).answers()
        True
        """
        return _begins(self.behind, "aside") or any(
            _begins_stems(told, "retort") or (_begins_stems(told, "refusal") and _of_that(told[1:]))
            for told in self._verbs()
        )

    def refuses(self) -> bool:
        """Whether who speaks denies or turns down something: "Rome rejected the claim"."""
        return any(_begins_stems(told, "refusal") for told in self._verbs())

    def _verbs(self) -> Iterator[Words]:
        """What stands behind who speaks, from each word that can be its verb."""
        for place, word in enumerate(self.behind[:BEHIND]):
            before = self.behind[place - 1] if place else "also"
            bare = word == lexicon.table("irregular_verbs").get(word, word) and not word.endswith(("ed", "s"))
            free = not bare or before in _FREE or before.endswith("ly")
            if free and before not in _BARRED and not word.endswith("ing"):
                yield self.behind[place:]


def turn(statement: Statement, reader: Reader) -> Turn | None:
    """The turn of a statement; None where nothing is said."""
    if not statement.content:
        return None
    spans = sorted(filter(None, (statement.speaker_span, statement.cue_span, *statement.content)))
    start, end = spans[0].start, max(span.end for span in spans)
    source = statement.speaker_span or Span(spans[0].document, end, end)
    first, last = reader.place(start), reader.place(end - 1)
    text, told = reader.page.article.text, sorted(statement.content)
    begun = reader.sentences[first].start if first >= 0 else start
    behind, at = [], source.end
    for span in told:
        if span.end > source.end:
            behind.append(text[at : max(at, span.start)])
            at = max(at, span.end)
    behind.append(text[at : max(at, end)])
    return Turn(
        start, end, first, last, tuple(words(text[begun:start])), tuple(words(text[source.start : source.end])),
        tuple(word for part in behind for word in words(part)), statement.speaker in reader.people,
    )  # fmt: skip


def _of_that(told: Words) -> bool:
    """Whether nothing follows, or what was said or offered just before: "that approach", "the overtures"."""
    if told[:1] in (("the",), ("such",)):
        nouns = stems_of("merge_denied_nouns") | stems_of("merge_offered_nouns")
        return any(stem(word) in nouns for word in told[1:3])
    return told[:1] in (("that",), ("this",), ("those",), ("these",), ("saying",), ("citing",), ("arguing",))


def _begins(told: Words, kind: str) -> bool:
    return any(told[: len(one)] == one for one in _markers(kind))


def _begins_stems(told: Words, kind: str) -> bool:
    """Whether a verb of a kind comes first; two who "disagree on" something disagree with each other."""
    stems = _stems(told)
    return told[1:2] != ("on",) and any(stems[: len(verb)] == verb for verb in _verbs(kind))


def _stems(told: Words) -> Words:
    verb = lexicon.table("irregular_verbs")
    return tuple(stem(verb.get(word, word)) for word in told[:2])


@cache
def _markers(kind: str) -> frozenset[Words]:
    return frozenset(tuple(one.split()) for one in lexicon.of_class("merge_turns", kind))


@cache
def _verbs(kind: str) -> frozenset[Words]:
    return frozenset(_stems(one) for one in _markers(kind))
