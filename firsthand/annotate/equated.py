"""Nouns that say what somebody or something named is: "Ann Roe, a baker, ...", "She was the first woman to lead it".

Read off the syntax when who speaks and what happens is known, so that no statement or event is changed: a predicate
with its subject, an apposition with what it stands beside. Any noun will do. What is denied, or told in quotation marks
of "he" and "she", is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from firsthand.annotate.namechains import Words, clean
from firsthand.annotate.nominals import phrase_start
from firsthand.lexicon import of_class, table
from firsthand.model import Article, Chain, Mention, Token

PREDICATE, APPOSITION = "the page says what it is", "stands beside the name"
FARTHEST = 12
"""Words between a name and what is told of it, at most; by judgement."""
DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their"})
PAUSES = frozenset({", ", " — ", " – ", " - ", "—"})
DOUBTS = frozenset({"not", "n't", "n’t", "never", "no", "if", "whether", "like"})
Held = tuple[Chain, Mention]
Told = tuple[Chain, str]


class _Page:
    """A page with its chains by the words that their mentions cover, and the words under each of some nouns."""

    def __init__(self, page: Words, chains: Sequence[Chain], nouns: Collection[int]) -> None:
        self.page = page
        self.named = {chain.id for chain in chains if any(mention.form == "name" for mention in chain.mentions)}
        self.within: dict[int, Held] = {}
        every = ((chain, mention) for chain in chains for mention in chain.mentions)
        for chain, mention in sorted(every, key=lambda held: held[1].span.start - held[1].span.end):
            first, last = page.at(mention.span.start), page.at(mention.span.end - 1)
            self.within |= dict.fromkeys(range(first, last + 1), (chain, mention))
        self.names = {i for i, (_, mention) in self.within.items() if mention.form == "name"}
        self.below: dict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(page.tokens):
            if token.head is not None and token.head in nouns:
                self.below[token.head].append(i)

    def subject(self, noun: int) -> Told | None:
        """What a predicate is said of: a name, or somebody whom the page's own words call "he" or "she"."""
        below = self.below[noun]
        relations = {self.page.tokens[i].relation for i in below}
        if "cop" not in relations or "case" in relations or DOUBTS & {self.page.word(i).lower() for i in below}:
            return None
        subject = next((i for i in below if self.page.tokens[i].relation == "nsubj" and i < noun), None)
        if subject is None or subject not in self.within or noun - subject > FARTHEST:
            return None
        chain, mention = self.within[subject]
        person = mention.form == "pronoun" and chain.kind == "person" and not self._quoted(subject)
        return (chain, PREDICATE) if chain.id in self.named and (mention.form == "name" or person) else None

    def _quoted(self, at: int) -> bool:
        """Whether a word stands in quotation marks, as far as its line tells."""
        line = self.page.article.text[: self.page.tokens[at].start].rpartition("\n")[2]
        return line.count("“") > line.count("”") or line.count('"') % 2 == 1

    def beside(self, noun: int) -> Told | None:
        """The name that a noun with its determiner stands beside."""
        token = self.page.tokens[noun]
        others = [i for i in self.below[noun] if self.page.tokens[i].relation == "appos"]
        others += [token.head] if token.relation == "appos" and token.head is not None else []
        for other in others:
            if other not in self.names or abs(noun - other) > FARTHEST:
                continue
            chain, name = self.within[other]
            start = phrase_start(self.page.article, self.page.tokens, noun, ())
            begins, ends = self.page.tokens[start].start, token.end
            left, right = (name.span.end, begins) if other < noun else (ends, name.span.start)
            between = self.page.article.text[left:right]
            opened = self.page.word(start).lower() in DETERMINERS
            if opened and (between in PAUSES or (other > noun and between in (" ", ": "))):
                return chain, APPOSITION
        return None

    def free(self, noun: int, chain: Chain, used: Collection[str]) -> bool:
        """Whether a noun can be said of a chain: of its kind, and no mention of another that has more to it."""
        word = self.page.word(noun).lower()
        if word.endswith("s") and not word.endswith(("ss", "us")) and chain.kind in ("person", "place"):
            return False
        kind = table("role_nouns").get(word)
        if kind in ("person", "group") and (kind == "person") != (chain.kind == "person"):
            return False
        mine = self.within[noun][0] if noun in self.within else None
        return mine is None or not (mine.id in self.named or mine.id in used or len(mine.mentions) > 1)


def equated(
    article: Article, tokens: Sequence[Token], chains: Sequence[Chain], used: Collection[str]
) -> tuple[Chain, ...]:
    """The chains, those with names with the nouns that the page says of them; the chains of ids ``used`` stay whole."""
    nouns = _nouns(tokens)
    if not nouns:
        return tuple(chains)
    page = _Page(Words(article, tokens), chains, nouns)
    taken: set[str] = set()
    more: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for i in sorted(nouns):
        if i in page.names or page.page.word(i).lower() in of_class("thing_nouns", "light"):
            continue
        told = page.subject(i) or page.beside(i)
        if told is None or not page.free(i, told[0], used):
            continue
        chain, why = told
        if i in page.within:
            owner, mention = page.within[i]
            if owner.id in taken:
                continue
            taken.add(owner.id)
        else:
            first = phrase_start(article, tokens, i, page.names)
            mention = Mention(article.span(tokens[first].start, tokens[i].end), chain.kind, "nominal")
        more[chain.id].append((replace(mention, kind=chain.kind), why))
    return tuple(_grown(article, chain, more[chain.id]) for chain in chains if chain.id not in taken)


def _nouns(tokens: Sequence[Token]) -> set[int]:
    """The nouns that are predicates, appositions or stand beside one."""
    found: set[int | None] = set()
    for i, token in enumerate(tokens):
        if token.relation == "cop":
            found.add(token.head)
        elif token.relation == "appos":
            found |= {i, token.head}
    return {i for i in found if i is not None and tokens[i].pos == "NOUN"}


def _grown(article: Article, chain: Chain, more: Sequence[tuple[Mention, str]]) -> Chain:
    if not more:
        return chain
    grounds = {clean(article.words_of(mention.span)): why for mention, why in more} | dict(chain.grounds)
    mentions = sorted((*chain.mentions, *(mention for mention, _ in more)), key=lambda mention: mention.span)
    return replace(chain, mentions=tuple(mentions), grounds=tuple(grounds.items()))
