"""The dependency tree of an article made easy to ask: words, base forms, dependants, the sentence around a word.

Relations are those of Universal Dependencies 2. It does not know names or meanings, and it trusts the arcs it is given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from firsthand.annotate.lemma import lemmas
from firsthand.model import Article, Sentence, Token


@dataclass(frozen=True, slots=True)
class Syntax:
    """The tokens of an article; row i of every field is token i.

    ``bounds`` is the token range of its sentence, ``forms`` holds the base forms of all words there.
    """

    tokens: tuple[Token, ...]
    relations: tuple[str, ...]
    words: tuple[str, ...]
    lemmas: tuple[tuple[str, ...], ...]
    children: tuple[tuple[int, ...], ...]
    bounds: tuple[tuple[int, int], ...]
    forms: tuple[frozenset[str], ...]

    def under(self, i: int, *relations: str) -> list[int]:
        """The dependants of token i in one of these relations, in text order."""
        found = []
        for j in self.children[i]:  # asked for very often, and a loop is twice as fast
            if self.relations[j] in relations:
                found.append(j)
        return found

    def case(self, i: int) -> str:
        """The preposition of token i, "" without one."""
        cases = self.under(i, "case")
        return self.words[cases[0]] if cases else ""

    def phrase(self, first: int) -> int | None:
        """The head of the noun phrase that begins with token ``first``, by the order of words alone; None: no noun."""
        found, end = None, self.bounds[first - 1][1]
        for j in range(first, end):
            pos, word = self.tokens[j].pos, self.words[j]
            if pos in ("NOUN", "PROPN"):
                found = j
            elif word == "'s":
                found = None
            elif word == "." and found == j - 1 and self.tokens[found].pos == "PROPN":
                continue
            elif pos not in ("DET", "ADJ", "NUM", "SYM") and word not in ("his", "her", "its", "their", "our", "my"):
                break
        return found

    def matches(self, i: int, forms: Collection[str]) -> bool:
        """Whether a base form of token i is among ``forms``."""
        for lemma in self.lemmas[i]:  # noqa: SIM110  asked for very often, and a loop is twice as fast
            if lemma in forms:
                return True
        return False

    def is_passive(self, i: int) -> bool:
        """Whether token i is a verb whose subject suffers it: "was hit", "the man arrested there"."""
        if self.words[i].endswith("s") or self.tokens[i].pos == "ADJ":
            return False
        if self.under(i, "nsubj:pass", "aux:pass", "obl:agent"):
            return True
        token = self.tokens[i]
        if not self.under(i, "obj", "nsubj") and any(self.case(j) == "by" for j in self.under(i, "obl", "nmod")):
            return not self.words[i].endswith("ing")
        if token.relation in ("acl", "acl:relcl"):
            return not self.words[i].endswith("ing") and not self.under(i, "obj", "mark", "nsubj")
        things = [j for j in self.under(i, "nsubj", "obj", "aux") if self.tokens[j].pos not in ("NUM", "SYM")]
        if token.relation == "conj" and token.head is not None and not things:
            return self.tokens[token.head].pos == "VERB" and self.is_passive(token.head)
        return False


def syntax(article: Article, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> Syntax:
    """Index ``tokens`` as ``blocks.tokens`` gives them: in the order of the text, their governors in no circle."""
    text = article.text.replace("’", "'")
    words = [text[token.start : token.end].lower() for token in tokens]
    known = tuple(map(lemmas, words))
    starts = [sentence.span.start for sentence in sentences]
    owner = [bisect_right(starts, token.start) for token in tokens]
    tokens = [
        token if token.head is None or owner[token.head] == owner[i] else replace(token, head=None, relation="root")
        for i, token in enumerate(tokens)
    ]
    children: list[list[int]] = [[] for _ in tokens]
    for i, token in enumerate(tokens):
        if token.head is not None:
            children[token.head].append(i)
    bounds: list[tuple[int, int]] = []
    forms: list[frozenset[str]] = []
    edges = [i for i in range(1, len(owner)) if owner[i] != owner[i - 1]]
    for first, end in pairwise([0, *edges, len(owner)]):
        bounds += [(first, end)] * (end - first)
        forms += [frozenset(chain.from_iterable(known[first:end]))] * (end - first)
    relations = tuple([token.relation for token in tokens])
    below = tuple(map(tuple, children))
    return Syntax(tuple(tokens), relations, tuple(words), known, below, tuple(bounds), tuple(forms))
