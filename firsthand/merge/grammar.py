"""What the dependency tree of a page tells about a passage: its predicates, what each is said of, which are negated.

It trusts the arcs that it is given, which go in no circle, and knows no senses. A page without tokens has no
propositions and no cores.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from firsthand import lexicon
from firsthand.merge.propositions import Passage, Proposition
from firsthand.merge.words import KEPT, fold, sense
from firsthand.model import Annotations, Span

Feature = Callable[[int, int], frozenset[str]]

NEAR = 6
"""Tokens on either side of an asserted predicate that count as said with it, lest one wrong arc hide them; by hand."""
LEAST_WORDS = 3
"""Words after its first of the shortest clause that is told for an event; set by hand."""
CLAUSE_WORDS = 30
"""Words of the longest clause that is told for an event; set by hand."""
PREDICATES = frozenset({"VERB", "NOUN", "ADJ"})
BESIDE = frozenset({"conj", "parataxis", "cc", "punct", "discourse", "vocative"})
"""Relations of what stands beside a predicate, not under it."""
DOWN = ("xcomp", "ccomp", "obj", "nsubj", "nsubj:pass", "acl", "obl", "nmod")
"""Where the sense of a light verb is looked for, best first."""
UP = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "nmod", "compound", "amod", "xcomp", "iobj", "det", "nmod:poss"})
ASIDE = frozenset({"compound", "nmod", "nmod:poss", "obl", "appos", "amod"})
IF = frozenset({"if", "unless", "whether"})
WILL = frozenset({"will", "'ll", "wo", "would", "shall", "could", "may", "might", "should", "must"})
PARTING = frozenset({"where", "when", "while", "which", "that", "because", "if", "as", "after", "before"})
MAIN = frozenset({"conj", "ccomp", "xcomp", "parataxis"})
"""Relations by which what is said goes on."""
NOBODY = frozenset({"nobody", "nothing", "none"})
PARTIES = frozenset({"obj", "nsubj", "nsubj:pass"})


class Grammar:
    """The tokens of one page, ready to be asked."""

    def __init__(self, page: Annotations, feature: Feature) -> None:
        """Index the tokens; ``feature`` tells the features of the words between two offsets."""
        self.text = page.article.text
        self.tokens = page.tokens
        self.starts = [token.start for token in self.tokens]
        self.words = [fold(self.text[token.start : token.end]) for token in self.tokens]
        self.features = _Features(page, feature)
        children: dict[int, list[int]] = {}
        for number, token in enumerate(self.tokens):
            if token.head is not None and token.head != number:
                children.setdefault(token.head, []).append(number)
        self.children: list[Sequence[int]] = [children.get(number, ()) for number in range(len(self.tokens))]
        self.supposed: set[int] = set()
        self.negated: set[int] = set()
        for number, word in enumerate(self.words):
            if word in _turning():
                self._turn(number, word)

    def _turn(self, number: int, word: str) -> None:
        """Note what a word turns: "if" supposes, "not" negates its governor, "no" also that of which it is a part."""
        relation, head = self.tokens[number].relation, self.tokens[number].head
        if head is None or head == number:
            return
        if word in IF and relation in ("mark", "advmod"):
            self.supposed.add(head)
        if word in _negations() and relation in ("advmod", "det", "neg", "aux", "mark"):
            follows = self.words[number + 1] if number + 1 < len(self.words) else ""
            if follows not in lexicon.entries("merge_negation_exceptions"):
                self.negated.add(head)
        if word in NOBODY and relation in PARTIES:
            self.negated.add(head)
        above = self.tokens[head]
        if word == "not" and above.relation in ("nummod", "det") and above.head is not None:
            head, above = above.head, self.tokens[above.head]
        party = above.head is not None and above.head != head and above.relation in PARTIES
        if party and (word == "no" or (word == "not" and above.pos == "NOUN")):
            self.negated.add(above.head or 0)

    def _light(self, number: int) -> bool:
        """Whether a token has no sense of its own: no content, or a verb that carries its noun."""
        return _is_light(self.features[number])

    def within(self, span: Span) -> range:
        """The tokens of a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def under(self, number: int, inside: range) -> list[int]:
        """A token and what depends on it within some tokens, without what stands beside it, in text order."""
        found, waiting = {number}, [number]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child in found or child not in inside or self.tokens[child].relation in BESIDE:
                    continue
                if self.tokens[child].relation == "advcl" and self._subjects(child):
                    continue
                found.add(child)
                waiting.append(child)
        return sorted(found)

    def roots(self, span: Span) -> list[int]:
        """The tokens of a span whose governors are outside it."""
        inside = self.within(span)
        return [
            number
            for number in inside
            if ((head := self.tokens[number].head) is None or head not in inside) and self.tokens[number].pos != "PUNCT"
        ]

    def whole(self, spans: Iterable[Span]) -> bool:
        """Whether a passage has a word with a subject at its root; a page without a parse is not asked."""
        roots = [root for span in spans for root in self.roots(span)]
        return not self.tokens or any(self._subjects(root) for root in roots)

    def core(self, spans: Iterable[Span]) -> frozenset[str]:
        """The features of the words that passages turn on: their roots, light verbs followed to what they carry."""
        found: set[str] = set()
        for span in spans:
            inside = self.within(span)
            for root in self.roots(span):
                found |= self._carried(root, inside, 3)
        return frozenset(one for one in found if not one.startswith("@"))

    def _carried(self, number: int, inside: range, depth: int) -> frozenset[str]:
        below = [one for one in self.children[number] if one in inside] if depth and self._light(number) else ()
        for relation in DOWN if below else ():
            carrying = [one for one in below if self.tokens[one].relation == relation]
            found = frozenset().union(*(self._carried(one, inside, depth - 1) for one in carrying))
            if _families(found):
                return found
        return self.features[number]

    def propositions(self, span: Span, around: Span | None = None) -> tuple[Proposition, ...]:
        """Every predicate of a span with what is said with it there, or in the wider ``around``."""
        inside, light = self.within(around or span), light_words("merge_light_words")
        turned = not self.negated.isdisjoint(inside)
        found: list[Proposition] = []
        for number in self.within(span):
            pos = self.tokens[number].pos
            if pos not in PREDICATES or (pos == "NOUN" and _names_a_doer(self.words[number])):
                continue
            predicate = _families(self.features[number])
            if predicate and predicate.isdisjoint(light):
                negated = turned and self._negated(number, inside)
                main = not negated or self._main(number, inside)
                found.append(Proposition(predicate, negated, pos == "VERB", main, self, number, inside))
        return tuple(found)

    def _main(self, number: int, inside: range) -> bool:
        """Whether a token is what its passage says, or is coordinated with that, carried by it or its content."""
        for _ in range(6):
            head = self.tokens[number].head
            if head is None or head not in inside:
                return True
            relation = self.tokens[number].relation
            if relation not in MAIN and not (relation in ("obj", "nsubj") and self._light(head)):
                return False
            number = head
        return False

    def passage(self, number: int, inside: range) -> Passage:
        """What the predicate at a token is said of within some tokens."""
        token = self.tokens[number]
        under = self.under(number, inside)
        if token.pos == "ADJ" and token.relation == "amod" and token.head in inside:
            under = sorted({*under, *self.under(token.head or 0, inside)})
        near = {*under, *range(max(inside.start, number - NEAR), min(inside.stop, number + NEAR + 1))}
        own = dict.fromkeys(self.features[one] for one in under if self.features[one])
        return Passage(
            tuple(own),
            frozenset().union(*(self.features[one] for one in near)),
            self._agent(number),
            self._coming(number),
            token.pos == "NOUN" and token.relation in ASIDE and not self._subjects(number),
        )

    def _coming(self, number: int) -> bool | None:
        helpers = {self.words[one] for one in self.children[number] if self.tokens[one].relation.startswith("aux")}
        if helpers & WILL:
            return True
        return False if helpers or self._subjects(number) else None

    def _negated(self, number: int, inside: range) -> bool:
        """Whether a predicate is negated itself, or through a light verb that carries it."""
        for _ in range(3):
            if number in self.negated:
                return True
            head = self.tokens[number].head
            if head is None or head not in inside or not self._light(head):
                return False
            if self.tokens[number].relation not in ("xcomp", "ccomp", "obj"):
                return False
            number = head
        return False

    def supposes(self, number: int) -> bool:
        """Whether a predicate stands after "if", or under a word that is negated or tells that it is not so."""
        beside = False
        for _ in range(4):
            if number in self.supposed:
                return True
            head = self.tokens[number].head
            if head is None:
                return False
            beside = beside or self.tokens[number].relation in BESIDE
            if not beside and (head in self.negated or bool(self.features[head] & light_words("merge_failures"))):
                return True
            number = head
        return False

    def _subjects(self, number: int) -> list[int]:
        return [one for one in self.children[number] if self.tokens[one].relation.startswith("nsubj")]

    def _agent(self, number: int) -> frozenset[str]:
        """Who or what does what a predicate says, as far as the tree tells."""
        below = self.children[number]
        by = [one for one in below if any(self.words[case] == "by" for case in self.children[one])]
        passive = any(self.tokens[one].relation in ("nsubj:pass", "aux:pass") for one in below)
        chosen = by or ([] if passive else self._subjects(number))
        head = self.tokens[number].head
        if not chosen and not passive and self.tokens[number].relation == "xcomp" and head is not None:
            chosen = self._subjects(head)
        return frozenset(one for number in chosen for one in self.features[number])

    def _parted(self, one: int, other: int) -> bool:
        """Whether words, not only stops, stand between two tokens."""
        return any(self.tokens[between].pos != "PUNCT" for between in range(one + 1, other))

    def _leads(self, number: int) -> bool:
        return self.tokens[number].relation.partition(":")[0] in ("aux", "advmod", "expl", "cop")

    def clause(self, span: Span) -> Span | None:
        """The clause around some words that a reader can take alone; None where there is none of fitting length."""
        inside = self.within(span)
        if not inside:
            return None
        number = next(iter(self.roots(span)), inside.start)
        for _ in range(4):
            head = self.tokens[number].head
            if self.tokens[number].pos == "VERB" or head is None or self.tokens[number].relation not in UP:
                break
            number = head
        found = self.under(number, range(len(self.tokens)))
        subjects = [under for one in self._subjects(number) for under in self.under(one, range(len(self.tokens)))]
        first = min([number, *subjects, *(one for one in self.children[number] if self._leads(one))])
        found = [one for one in found if one >= first]
        gap = next(
            (at for at in range(1, len(found)) if found[at] > number and self._parted(found[at - 1], found[at])), None
        )
        found = found[:gap]
        while found and (self.tokens[found[0]].relation in ("mark", "cc", "punct") or self.words[found[0]] in PARTING):
            found = found[1:]
        if self.tokens[number].pos != "VERB" or not found or not LEAST_WORDS <= found[-1] - found[0] < CLAUSE_WORDS:
            return None
        return Span(span.document, min(self.starts[found[0]], span.start), max(self.tokens[found[-1]].end, span.end))


class _Features(dict[int, frozenset[str]]):
    """The features of each token, found when they are asked for: most tokens stand in no report."""

    def __init__(self, page: Annotations, feature: Feature) -> None:
        super().__init__()
        self._tokens, self._feature = page.tokens, feature

    def __missing__(self, number: int) -> frozenset[str]:
        token = self._tokens[number]
        self[number] = self._feature(token.start, token.end)
        return self[number]


@lru_cache(KEPT)
def _names_a_doer(word: str) -> bool:
    """ "Supplier" tells who, not that something is supplied."""
    word = word.removesuffix("s")
    return word.endswith(("er", "or")) and word not in lexicon.entries("reporting_verbs")


@lru_cache(KEPT)
def _is_light(features: frozenset[str]) -> bool:
    """Whether features are of no word, or of one without a sense of its own."""
    return not _families(features) or not features.isdisjoint(light_words("merge_light_words", "event_light_verbs"))


@lru_cache(KEPT)
def _families(features: frozenset[str]) -> frozenset[str]:
    """The features that are no entities."""
    return frozenset(one for one in features if one[0] != "@")


@cache
def light_words(*names: str) -> frozenset[str]:
    """The word families of some files of the lexicon."""
    return frozenset(filter(None, (sense(word) for name in names for word in lexicon.entries(name))))


@cache
def _turning() -> frozenset[str]:
    """Words that make a difference to what they depend on."""
    return IF | NOBODY | _negations() | {"no"}


@cache
def _negations() -> frozenset[str]:
    return lexicon.of_class("merge_negations", "phrase") | {"never", "cannot"}
