"""One page ready to be compared: its words as features, its mentions as entities, its sentences and its grammar.

A feature is a word family ("build"), an entity ("@n-...") or a country ("@c TUR"). Names are joined elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter

from firsthand.merge.grammar import Grammar
from firsthand.merge.places import country_of, demonyms
from firsthand.merge.quantities import Quantity, numbers, quantities
from firsthand.merge.words import KEPT, WORD, fold, sense, words
from firsthand.model import Annotations, Chain, Span, Statement

Read = tuple[str | None, str]
"""Feature (None: a word without content, "": a stop) and folded word."""

_PIECE = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[.,;:!?]")
_SELF = re.compile(r"\b(?:I|me|my|My|myself)\b")
_PART = re.compile(r"n't|[^-]+?(?=n't|$|-)")


def _forms(chain: Chain, page: Annotations) -> list[str]:
    return [page.article.words_of(mention.span) for mention in chain.mentions if mention.form == "name"]


def _origins(chain: Chain) -> Iterator[str]:
    """The countries that a description names: "Turkish officials"."""
    return (f"@c {demonyms()[word]}" for word in words(chain.name) if word in demonyms())


def _selves(page: Annotations) -> dict[Span, str]:
    """The words by which whoever is quoted speaks of himself, with his chain; of nested statements the inner one's."""
    return {
        Span(span.document, match.start(), match.end()): statement.speaker
        for statement in sorted(page.statements, key=lambda one: one.inside is not None)
        if statement.speaker is not None and statement.form != "indirect"
        for span in statement.content
        for match in _SELF.finditer(page.article.text, span.start, span.end)
    }


@lru_cache(KEPT)
def _plain(written: str) -> tuple[Read, ...]:
    """A word or stop that is no part of a mention, by its parts; a demonym means its country."""
    word = fold(written).removesuffix("'s")
    if not WORD.match(word):
        return ((None if word == "," else "", word),)
    return tuple(
        (f"@c {demonyms()[part]}" if part in demonyms() else sense(part), part) for part in _PART.findall(word) if part
    )


@lru_cache(KEPT)
def _plain_things(text: str) -> frozenset[str]:
    """The features of a token that is no part of a mention."""
    return frozenset(feature for word in _PIECE.findall(text) for feature, _ in _plain(word) if feature)


class Reader:
    """One page's text with its mentions in order, ready to be read span by span."""

    def __init__(self, page: Annotations, entity_of: Mapping[str, str], number: int = 0) -> None:
        """Index the page, the ``number``-th of the story; ``entity_of`` maps Chain ids to Entity ids."""
        self.page, self.entity_of, self.number = page, entity_of, number
        placed = sorted(
            {**_selves(page), **{m.span: chain.id for chain in page.chains for m in chain.mentions}}.items()
        )
        people = {mention.span for chain in page.chains if chain.kind == "person" for mention in chain.mentions}
        self.people = people
        named = {chain.id for chain in page.chains if any(mention.form == "name" for mention in chain.mentions)}
        self.named = {"@" + entity_of[chain] for chain in named if chain in entity_of}
        self.starts = [span.start for span, _ in placed]
        names = {chain.id: next(filter(None, map(country_of, _forms(chain, page))), None) for chain in page.chains}
        self.country = {entity_of[chain]: f"@c {code}" for chain, code in names.items() if code and chain in entity_of}
        self.codes = {entity: {code} for entity, code in self.country.items()}
        for chain in page.chains:
            if chain.id in entity_of and chain.id not in named:
                self.codes.setdefault(entity_of[chain.id], set()).update(_origins(chain))
        located = {entity_of[chain.id] for chain in page.chains if chain.kind == "place" and chain.id in entity_of}
        self.located = {"@" + entity for entity in located} | set(self.country.values())
        self.placed = placed
        self._mentioned = bytearray(len(page.article.text))
        for span, _ in placed:
            self._mentioned[span.start : span.end] = bytes([1]) * (span.end - span.start)
        self.sentences = [sentence.span for sentence in page.sentences]
        self.headings = [part for part in page.article.parts if part.kind in ("headline", "standfirst", "caption")]
        self.times = [time.span for time in page.times]
        self.numbers = numbers(page.article.text)
        self._cores: dict[str, frozenset[str]] = {}
        self.grammar = Grammar(page, self.things)

    def things(self, start: int, end: int) -> frozenset[str]:
        """The features of some words, an entity that stands for a country as that country."""
        if self._mentioned.find(1, start, end) < 0:
            return _plain_things(self.page.article.text[start:end])
        found = {feature for feature, _ in self.features(start, end) if feature}
        return frozenset(one for one in found if one[1:] not in self.country)

    def entity_at(self, offset: int) -> tuple[str, Span] | None:
        """The innermost mention over an offset, as an entity."""
        at = bisect_right(self.starts, offset) - 1
        for span, chain in reversed(self.placed[max(0, at - 3) : at + 1]):
            if span.start <= offset < span.end and chain in self.entity_of:
                return "@" + self.entity_of[chain], span
        return None

    def features(self, start: int, end: int) -> list[Read]:
        """Every word between two offsets; entities but once where words of one mention follow each other."""
        read: list[Read] = []
        last: Span | None = None
        for match in _PIECE.finditer(self.page.article.text, start, end):
            written = match.group()
            found = self.entity_at(match.start()) if self._mentioned[match.start()] else None
            if found is None or not WORD.match(word := fold(written).removesuffix("'s")):
                read += _plain(written)
                continue
            entity, span = found
            stands_for = self.country.get(entity[1:])
            if span is not last:
                last = span
                read.append((entity, word))
                if stands_for:
                    read.append((stands_for, ""))
            if written[0].islower():
                read.append((sense(word), word))
            elif written[0].isupper() and span not in self.people and not stands_for:
                code = demonyms().get(word) or country_of(word)
                if code:
                    read.append((f"@c {code}", ""))
        return read

    def counts(self, span: Span) -> bool:
        """Whether a span gives a number."""
        at = bisect_right(self.numbers, span.start, key=itemgetter(1))
        return at < len(self.numbers) and self.numbers[at][0] < span.end

    def amounts(self, span: Span) -> Iterator[Quantity]:
        """The amounts of a span, but for times."""
        if self.counts(span):
            yield from quantities(self.page.article.text, span, self.times)

    def known(self, chains: Iterable[str]) -> frozenset[str]:
        """Chains as features: their entities and the countries that these stand for."""
        found = frozenset("@" + self.entity_of[chain] for chain in chains if chain in self.entity_of)
        return found | frozenset(code for one in found for code in self.codes.get(one[1:], ()))

    def core(self, statement: Statement) -> frozenset[str]:
        """What a statement turns on."""
        if statement.id not in self._cores:
            self._cores[statement.id] = self.grammar.core(statement.content)
        return self._cores[statement.id]

    def heads(self, span: Span) -> bool:
        """Whether a span stands in a headline, a standfirst or a caption."""
        return any(part.start <= span.start < part.end for part in self.headings)

    def sentence(self, span: Span) -> Span:
        """The sentence that a span begins in, or the span itself."""
        at = bisect_right(self.sentences, Span(span.document, span.start, 1 << 40)) - 1
        return self.sentences[at] if at >= 0 and self.sentences[at].end > span.start else span
