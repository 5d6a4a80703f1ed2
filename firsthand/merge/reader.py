"""One page ready to be compared: its words as features, its mentions as entities, its sentences and its grammar.

A feature is a word family ("build"), an entity ("@n-...") or a country ("@c TUR"). Names are joined elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.merge.grammar import Grammar
from firsthand.merge.pieces import Mentions, Pieces, Read, plain_things
from firsthand.merge.places import country_of, demonyms
from firsthand.merge.propositions import Proposition
from firsthand.merge.quantities import Quantity, quantities
from firsthand.merge.words import appraisals, sense, words
from firsthand.model import Annotations, Chain, Span

_SELF = re.compile(r"\b(?:I|me|my|My|myself)\b")


def _forms(chain: Chain, page: Annotations) -> list[str]:
    return [page.article.words_of(mention.span) for mention in chain.mentions if mention.form == "name"]


def _origins(chain: Chain) -> Iterator[str]:
    """The countries that a description names: "Turkish officials"."""
    return (f"@c {demonyms()[word]}" for word in words(chain.name) if word in demonyms())


def _selves(page: Annotations) -> dict[tuple[int, int], str]:
    """The words by which whoever is quoted speaks of himself, with his chain; of nested statements the inner one's."""
    return {
        match.span(): statement.speaker
        for statement in sorted(page.statements, key=lambda one: one.inside is not None)
        if statement.speaker is not None and statement.form != "indirect"
        for span in statement.content
        for match in _SELF.finditer(page.article.text, span.start, span.end)
    }


class Reader:
    """One page's text with its mentions in order, ready to be read span by span."""

    def __init__(self, page: Annotations, entity_of: Mapping[str, str], number: int = 0) -> None:
        """Index the page, the ``number``-th of the story; ``entity_of`` maps Chain ids to Entity ids."""
        self.page, self.entity_of, self.number = page, entity_of, number
        named = {chain.id for chain in page.chains if any(mention.form == "name" for mention in chain.mentions)}
        self.named = {"@" + entity_of[chain] for chain in named if chain in entity_of}
        names = {chain.id: next(filter(None, map(country_of, _forms(chain, page))), None) for chain in page.chains}
        self.country = {entity_of[chain]: f"@c {code}" for chain, code in names.items() if code and chain in entity_of}
        self.codes = {entity: {code} for entity, code in self.country.items()}
        for chain in page.chains:
            if chain.id in entity_of and chain.id not in named:
                self.codes.setdefault(entity_of[chain.id], set()).update(_origins(chain))
        mentions = [((m.span.start, m.span.end), chain) for chain in page.chains for m in chain.mentions]
        over = {**_selves(page), **{place: chain.id for place, chain in mentions}}
        self.people = {chain.id for chain in page.chains if chain.kind == "person"}
        people = {place for place, chain in mentions if chain.kind == "person"}
        entity_at = {place: entity_of.get(chain) for place, chain in over.items()}
        self._mentions = Mentions(page.article.text, entity_at, self.country, people)
        self._pieces = Pieces(page.article.text, self._mentions)
        self.sentences = [sentence.span for sentence in page.sentences]
        self._begun = [span.start for span in self.sentences]
        self._ended = [span.end for span in self.sentences]
        self.headings = [part for part in page.article.parts if part.kind in ("headline", "standfirst", "caption")]
        self.times = [time.span for time in page.times]
        self._plain: dict[tuple[int, int], tuple[str, ...]] = {}
        self._judging: dict[tuple[int, int], Sequence[Proposition]] = {}
        self.grammar = Grammar(page, self.things)

    def things(self, start: int, end: int) -> frozenset[str]:
        """The features of some words, an entity that stands for a country as that country."""
        if self._mentions.marks.find(1, start, end) < 0:
            return plain_things(self.page.article.text[start:end])
        found = {feature for feature, _ in self.features(start, end) if feature}
        return frozenset(one for one in found if one[1:] not in self.country)

    def features(self, start: int, end: int) -> list[Read]:
        """Every word between two offsets; entities but once where words of one mention follow each other."""
        found = self._pieces.between(start, end)
        return Pieces(self.page.article.text, self._mentions, start, end).all() if found is None else found

    def counts(self, span: Span) -> bool:
        """Whether a span gives a number."""
        return self._pieces.counts(span.start, span.end)

    def amounts(self, span: Span) -> Iterator[Quantity]:
        """The amounts of a span, but for times."""
        if self.counts(span):
            yield from quantities(self.page.article.text, span, self.times)

    def known(self, chains: Iterable[str]) -> frozenset[str]:
        """Chains as features: their entities and the countries that these stand for."""
        found = frozenset("@" + self.entity_of[chain] for chain in chains if chain in self.entity_of)
        return found | frozenset(code for one in found for code in self.codes.get(one[1:], ()))

    def heads(self, span: Span) -> bool:
        """Whether a span stands in a headline, a standfirst or a caption."""
        return any(part.start <= span.start < part.end for part in self.headings)

    def judging(self, sentence: Span) -> Sequence[Proposition]:
        """What a sentence says that praises or blames."""
        place = sentence.start, sentence.end
        if place not in self._judging:
            told = (self.grammar.words[number] for number in self.grammar.within(sentence))
            judges = any(sense(word) in appraisals() for word in told)
            said = self.grammar.propositions(sentence) if judges else ()
            self._judging[place] = [one for one in said if not one.predicate.isdisjoint(appraisals())]
        return self._judging[place]

    def plain(self, sentence: Span) -> tuple[str, ...]:
        """The folded words of a sentence."""
        place = sentence.start, sentence.end
        if place not in self._plain:
            self._plain[place] = tuple(words(self.page.article.words_of(sentence)))
        return self._plain[place]

    def sentences_of(self, span: Span) -> Sequence[Span]:
        """The sentences that a span shares a character with."""
        return self.sentences[bisect_right(self._ended, span.start) : bisect_left(self._begun, span.end)]

    def place(self, at: int) -> int:
        """The place of the last sentence that begins by a code point; -1 before the first."""
        return bisect_right(self._begun, at) - 1

    def sentence(self, span: Span) -> Span:
        """The sentence that a span begins in, or the span itself."""
        at = self.place(span.start)
        return self.sentences[at] if at >= 0 and self.sentences[at].end > span.start else span
