"""Who a source phrase means: the chain of its head, a new chain where the page only describes the source.

Possessors are not speakers ("the minister's spokesman" is the spokesman); of a name and a description in one phrase the
chain that holds both is meant. A plural or indefinite description is an anonymous source of this page alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from firsthand.annotate.lemma import lemmas
from firsthand.lexicon import entries, of_class, rows, table
from firsthand.model import Article, Chain, EntityKind, Mention, Span, Token, identity

_BESIDE = (" ", ", ")
_BARE = re.compile(r"(?i)(?:(?:the|an?|his|her|its|their)\s+)?")
_AUTHOR = re.compile(r"\b(?:from|by|of)(?: the)? $")
LONGEST = 200
"""Characters of a mention; a longer one is not looked back for."""
STOP = re.compile(r"[.!?][\"”’']?\s+[\"“]?[A-Z]")
"""Where a sentence ends and another begins."""
SUBJECT_WORDS = 30
RELATIVE_REACH = 40
"""Characters between a mention and the relative pronoun that may stand for it."""
_INDEFINITE = re.compile(
    r"^(?:an?|one|two|three|four|five|six|several|some|many|most|few|both|multiple|various|numerous|other|another|\d+)\b",
    re.I,
)
_ASIDE = re.compile(r"\s*[,(—–]")
_EXAMPLE = re.compile(r",? \b(?:including|such as|among them)\b")
"""What follows names some of those who spoke."""
_PEOPLE = re.compile(r"(?:ers|ists|ians|ants|men|people)$")
"""How words for people end, most of the time."""
_PRONOUN = re.compile(r"(?i)(?:he|she|it|they|we|i|you|one|him|her|them|his|its|their|my|our|your|us|me)")
_GENERIC = re.compile(r"^(?:the|those|these|that|this)\s+(\w+)$", re.I)


@dataclass(slots=True)
class Speakers:
    """Looks source phrases up among the chains of an article; ``chains`` grows by the sources only described."""

    article: Article
    tokens: Sequence[Token]
    chains: list[Chain]
    _owner: list[tuple[Mention, str]] = field(default_factory=list)
    _outlets: dict[tuple[str, int], bool] = field(init=False, repr=False, default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _begins: list[int] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [token.start for token in self.tokens]
        self._owner = sorted(((m, chain.id) for chain in self.chains for m in chain.mentions), key=_where)
        self._begins = [mention.span.start for mention, _ in self._owner]
        for place, chain in enumerate(self.chains):
            self._places.setdefault(chain.id, place)

    def find(self, start: int, end: int) -> str | None:
        """The chain id of the source ``text[start:end]``; None for a pronoun that stands for nobody known."""
        text = self.article.text
        if aside := _EXAMPLE.search(text, start + 1, end) or _taken().search(text, start, end):
            end = aside.start()
        text = text[start:end]
        if text.lower() in of_class("function_words", "relative"):
            return self._before(start, text.lower())
        inside = [row for row in self.near(start, end + 1) if row[0].span.end <= end + 2]
        inside = [row for row in inside if not self._possessor(row[0], end)]
        head = self._head(start, end)
        if inside and (chosen := self._chosen(inside, head, text)) is not None:
            return chosen
        if _PRONOUN.fullmatch(text):
            return None
        return self._described(start, end)

    def _before(self, start: int, pronoun: str) -> str | None:
        """Whom the relative pronoun at ``start`` means: what its clause hangs on by the tree, else what stands nearest.

        "Who" is no place, "which" no person.
        """
        barred = {"who": ("place",), "whom": ("place",), "which": ("person",)}.get(pronoun, ())
        near = [row for row in self.near(start - LONGEST, start) if 0 <= start - row[0].span.end < RELATIVE_REACH]
        near = [row for row in near if "\n" not in self.article.text[row[0].span.end : start]]
        near = [row for row in near if self.chain(row[1]).kind not in barred] or near
        word = next(iter(self.words(start, start + 1)), None)
        verb = self.tokens[word].head if word is not None else None
        noun = self.tokens[verb].head if verb is not None and self.tokens[verb].relation == "acl:relcl" else None
        if noun is not None:
            at = self.tokens[noun].start
            near = [row for row in near if row[0].span.start <= at < row[0].span.end] or near
        return max(near, key=lambda row: row[0].span.end)[1] if near else None

    def subject(self, start: int, end: int, shared: bool) -> tuple[int, int] | None:
        """The subject of the verb in ``text[start:end]``, by syntax; None if it has none of its own or is passive.

        ``shared`` also takes the subject of the verb that it is coordinated with or depends on.
        """
        inside = self.words(start, end)
        if not inside:
            return None
        verbs = {i for i in inside if self.tokens[i].pos in ("VERB", "AUX")}
        joined = ("aux", "conj", "xcomp", "advcl") if shared else ("aux",)
        verbs |= {
            h for i in verbs if (h := self.tokens[i].head) is not None and self.tokens[i].relation.startswith(joined)
        }
        near = range(max(0, inside[0] - SUBJECT_WORDS), min(len(self.tokens), inside[-1] + SUBJECT_WORDS))
        ties = [(i, token) for i in near if (token := self.tokens[i]).head in verbs]
        if any(_suffers(i, token) for i, token in ties):
            return None
        found = [i for i, token in ties if token.relation == "nsubj" and i not in inside]
        here = [i for i in found if not STOP.search(self.article.text, self.tokens[i].end, start)]
        if found:
            return self.phrase((here or found)[0])
        beside = [
            m.span
            for m, _ in self.near(start - LONGEST, start)
            if m.span.end <= start and self.article.text[m.span.end : start] in _BESIDE
        ]
        return (beside[-1].start, beside[-1].end) if beside and not shared else None

    def undergoes(self, source: tuple[int, int], start: int, end: int) -> bool:
        """Whether ``source`` is the one told by the last verb in ``text[start:end]``: "she was told"."""
        verb = next((i for i in reversed(self.words(start, end)) if self.tokens[i].pos == "VERB"), None)
        if verb is None or source[0] > start or self.word(self.tokens[verb]).endswith("ing"):
            return False
        tokens, near = self.tokens, range(max(0, verb - SUBJECT_WORDS), verb)
        ties = {tokens[i].relation: i for i in near if tokens[i].head == verb}
        subject = ties.get("nsubj:pass", ties.get("nsubj"))
        return "aux:pass" in ties and subject is not None and source[0] <= self.tokens[subject].start < source[1]

    def subject_before(self, at: int) -> str | None:
        """The chain of the last subject before ``text[at]`` in its sentence that is no pronoun; None without one."""
        text = self.article.text
        low = max(text.rfind("\n", 0, at) + 1, at - LONGEST * 2)
        ends = [match.end() for match in re.finditer(r"[.!?][\"”’']?\s+(?=[\"“A-Z])", text[low:at])]
        for i in reversed(self.words(low + (ends[-1] if ends else 0), at)):
            token = self.tokens[i]
            if token.relation == "nsubj" and token.pos != "PRON":
                near = self.near(token.start - LONGEST, token.start + 1)
                over = [row for row in near if token.end <= row[0].span.end]
                if over:
                    return max(over, key=lambda row: row[0].span.end - row[0].span.start)[1]
        return None

    def phrase(self, i: int) -> tuple[int, int]:
        """The widest mention over token i, else the token."""
        token = self.tokens[i]
        near = self.near(token.start - LONGEST, token.start + 1)
        spans = [m.span for m, _ in near if token.end <= m.span.end]
        widest = max(spans, key=lambda span: span.end - span.start, default=None)
        return (widest.start, widest.end) if widest else (token.start, token.end)

    def words(self, start: int, end: int) -> range:
        """The indices of the words that begin in ``text[start:end]``."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def thing(self, start: int, end: int) -> bool:
        """Whether a source is told by a common noun that is known neither for people nor for texts."""
        head = self._head(start, end)
        if head is None or head.pos != "NOUN":
            return False
        word = self.word(head)
        if any(form in table("role_nouns") or form in of_class("anonymous", "head") for form in (word, *lemmas(word))):
            return False
        if _PEOPLE.search(word):
            return False
        return all(self.chain(chain).kind in ("other", "group") for _, chain in self.named(start, end))

    def passive(self, start: int, end: int) -> bool:
        """Whether a verb in ``text[start:end]`` is told in the passive: "was reported"."""
        verbs = {i for i in self.words(start, end) if self.tokens[i].pos in ("VERB", "AUX")}
        near = range(max(0, min(verbs) - SUBJECT_WORDS), min(len(self.tokens), max(verbs) + 9)) if verbs else ()
        return any(self.tokens[i].relation.endswith(":pass") and self.tokens[i].head in verbs for i in near)

    def at(self, start: int) -> str | None:
        """The chain of the longest mention that begins at ``start``, but for an article, and that owns nothing."""
        text = self.article.text
        here = [
            row for row in self.near(start - LONGEST, start + 1)
            if start < row[0].span.end and _BARE.fullmatch(text[row[0].span.start : start])
            and text[row[0].span.end : row[0].span.end + 2] not in ("'s", "’s")
        ]  # fmt: skip
        return max(here, key=lambda row: row[0].span.end)[1] if here else None

    def named(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """Mentions wholly inside ``text[start:end]`` with their chain ids, in order."""
        return [row for row in self.near(start, end) if row[0].span.end <= end]

    def near(self, low: int, high: int) -> list[tuple[Mention, str]]:
        """The mentions that begin from ``low`` up to ``high``."""
        return self._owner[bisect_left(self._begins, low) : bisect_left(self._begins, high)]

    def chain(self, name: str) -> Chain:
        """The chain of that id."""
        return self.chains[self._places[name]]

    def outlet(self, name: str) -> bool:
        """Whether that chain is an outlet or an agency, by its kind or by what the page calls it."""
        chain = self.chain(name)
        known = self._outlets.get((name, len(chain.mentions)))
        if known is None:
            known = self._outlets[name, len(chain.mentions)] = self._outlet(chain)
        return known

    def _outlet(self, chain: Chain) -> bool:
        if chain.kind not in ("organization", "other"):
            return chain.kind == "outlet"
        called = {role.split()[-1].lower() for role in chain.roles} | {role.lower() for role in chain.roles}
        for mention in chain.mentions:
            after = re.findall(r"[\w-]+", self.article.text[mention.span.end : mention.span.end + LONGEST // 8])[:2]
            called |= {" ".join(after), *after[:1]}
        return bool(called & _press())

    def describes(self, mention: Mention) -> bool:
        """Whether a name only tells what a person belongs to: "the Herald columnist"."""
        last = self.words(mention.span.start, mention.span.end)[-1:]
        heads = [head for i in last if (head := self.tokens[i].head) is not None and head > i]
        return any(table("role_nouns").get(self.word(self.tokens[head])) == "person" for head in heads)

    def _possessor(self, mention: Mention, end: int) -> bool:
        after = self.article.text[mention.span.end : mention.span.end + 2]
        return after in ("'s", "’s") and mention.span.end + 2 < end

    def _authored(self, mention: Mention) -> bool:
        """Whether a name is told as the author of a document: "a report by X", not "a lawsuit filed in X"."""
        return _AUTHOR.search(self.article.text[max(0, mention.span.start - 12) : mention.span.start]) is not None

    def _apposed(self, mention: Mention) -> bool:
        """Whether a name stands beside a description, not under a preposition in it ("aide to X")."""
        before = bisect_left(self._starts, mention.span.start) - 1
        return before < 0 or self.tokens[before].pos not in ("ADP", "CCONJ", "DET")

    def word(self, token: Token) -> str:
        """The word of a token in lower case."""
        return self.article.text[token.start : token.end].lower()

    def _head(self, start: int, end: int) -> Token | None:
        first = bisect_left(self._starts, start)
        inside = range(first, max(first, bisect_left(self._starts, end)))
        for i in inside:
            head = self.tokens[i].head
            if self.tokens[i].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and (
                head is None or head not in range(inside[0], inside[-1] + 1)
            ):
                return self.tokens[i]
        return None

    def _chosen(self, inside: list[tuple[Mention, str]], head: Token | None, text: str) -> str | None:
        """The chain with both a description and a name in the phrase; else the head's; else the phrase's only name."""
        count: dict[str, set[str]] = {}
        for mention, chain in inside:
            count.setdefault(chain, set()).add(mention.form)
        people = [row for row in inside if row[0].form == "name" and row[0].kind == "person"]
        if (
            people
            and text.startswith(first := self.article.words_of(people[0][0].span))
            and _ASIDE.match(text[len(first) :])
        ):
            return people[0][1]
        both = [chain for chain, forms in count.items() if {"name", "nominal"} <= forms]
        if both and not self._under(inside, head, both[-1]):
            return both[-1]
        named = [(m, c) for m, c in people if self._apposed(m) and not self._under(inside, head, c)]
        if len({chain for _, chain in named}) == 1 and text.rstrip(" ,").endswith(
            self.article.words_of(named[0][0].span)
        ):
            return named[0][1]
        authors = [
            c for m, c in inside
            if m.form == "name" and m.kind in ("outlet", "organization") and self._authored(m)
        ]  # fmt: skip
        if head is not None and authors and table("role_nouns").get(self.word(head)) == "document":
            return authors[0]
        if head is not None:
            over = [row for row in inside if row[0].span.start <= head.start and head.end <= row[0].span.end]
            if over:
                mention, chain = over[-1]
                owner = self.chain(chain)
                if mention.form == "nominal" and owner.kind in ("anonymous", "group"):
                    return None if len(inside) > 1 else self._told_of(owner, mention, text)
                return chain
        if len({chain for _, chain in people}) == 1:
            return people[0][1]
        if _INDEFINITE.match(text) or not any(m.form == "name" for m, _ in inside):
            return inside[0][1] if inside[0][0].form == "nominal" else None
        return inside[0][1] if len(count) == 1 else None

    def _under(self, inside: list[tuple[Mention, str]], head: Token | None, chain: str) -> bool:
        """Whether a name with its office tells whose the described head is: "a spokesman for Mayor Ann Example"."""
        heads = [m for m, _ in inside if head and m.form == "nominal" and m.span.start <= head.start < m.span.end]
        owned = [m for m, owner in inside if owner == chain]
        return bool(heads) and not any(m in owned for m in heads) and not self._apposed(owned[0])

    def _told_of(self, owner: Chain, mention: Mention, text: str) -> str:
        """The chain of an unnamed source, called by all that is said of it where it is introduced."""
        if owner.mentions[0] == mention or (_INDEFINITE.match(text) and " " not in owner.name):
            name = re.sub(r"^(?:the|an?) ", "", re.sub(r"\s+", " ", text).strip(" ,"), flags=re.I)
            self.chains[self.chains.index(owner)] = replace(owner, name=name)
        return owner.id

    def _described(self, start: int, end: int) -> str | None:
        """A chain for a source that is only described; generic words take up the last such source."""
        text = re.sub(r"\s+", " ", self.article.text[start:end]).strip(" ,'\"“”")
        if not re.search(r"\w", text):
            return None
        generic = _GENERIC.match(text)
        if generic and (generic[1].lower() in of_class("anonymous", "head")):
            earlier = [c for c in self.chains if c.kind == "anonymous" and c.mentions[0].span.start < start]
            if earlier:
                last = max(earlier, key=lambda c: max(m.span.start for m in c.mentions if m.span.start < start))
                mention = Mention(self.article.span(start, end), "anonymous", "nominal")
                self.chains[self.chains.index(last)] = replace(last, mentions=(*last.mentions, mention))
                return last.id
        head = self._head(start, end)
        heads = {self.word(head) if head else text.lower().split()[-1], text.lower().split()[0]}
        people = any(table("role_nouns").get(word) in ("person", "group") for word in heads)
        kind: EntityKind = "anonymous" if people or heads & of_class("anonymous", "head") else "other"
        name = re.sub(r"^(?:the|a|an) ", "", text, flags=re.I)
        mention = Mention(Span(self.article.id, start, end), kind, "nominal")
        chain = Chain(identity("c", self.article.id, start, end), kind, name, (mention,))
        self._places.setdefault(chain.id, len(self.chains))
        self.chains.append(chain)
        insort(self._owner, (mention, chain.id), key=_where)
        self._begins = [mention.span.start for mention, _ in self._owner]
        return chain.id


def _where(row: tuple[Mention, str]) -> tuple[int, int]:
    return row[0].span.start, row[0].span.end


def _suffers(i: int, token: Token) -> bool:
    """Whether token i tells that its governor is passive; an auxiliary stands before its verb."""
    helps = token.relation == "aux:pass" and token.head is not None and i < token.head
    return helps or token.relation == "nsubj:pass"


@cache
def _taken() -> re.Pattern[str]:
    """Where it is told who did something with what speaks: "footage obtained by police"."""
    return re.compile(r"(?<=\w) (?:" + "|".join(sorted(entries("taking_verbs"))) + r") by\b")


@cache
def _press() -> frozenset[str]:
    """The nouns that describe outlets and agencies."""
    return frozenset(row[0] for row in rows("role_nouns") if "outlet" in row[1:3])
