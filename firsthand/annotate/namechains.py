"""Chains of names within one article: a full name and the shorter forms of it, an acronym and what it stands for.

Descriptions and pronouns are added to these chains in coreference. Two full names with one surname stay two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter

from firsthand.lexicon import entries, rows, table
from firsthand.model import Article, EntityKind, Mention, Token

INTRODUCED = 32
"""Characters before a full name in which a word of kinship is looked for; set by hand."""
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
SPOUSES = frozenset({"wife", "husband", "spouse", "widow", "widower", "ex-wife", "ex-husband", "lady"})
"""Who is told by these is seldom called by the surname alone beside its other bearer."""
TWO_NAMES = 2
"""Words of a name that a page may give a second surname besides: "Ana Roe", "Ana Roe Lind"."""
OUTLETS = {
    "agency": {"agency", "news agency", "wire service"}, "magazine": {"magazine", "weekly"}, "site": {"website"},
    "newspaper": {"newspaper", "paper", "daily"}, "broadcaster": {"broadcaster", "network", "channel"},
}  # fmt: skip
"""Kinds of outlets as lexicon/outlets.txt has them, and the nouns that mean one of them alone."""


_DEFINED = re.compile(r"\s*(?:\((?=\w+\.?\))|, or (?=\w+,))([A-Z][A-Za-z.]{1,9})[),]")
"""The short form behind a name that it is of: "Long Name (LN)", "Long Name, or LN,"."""
HANDLE = re.compile(r"[^\w\n,.;]{0,4}\(@(\w+)\)")
"""What stands behind the name of whoever posts: "Ann Roe (@annroe)"."""
_FORMERLY = re.compile(
    r",? (?:who )?(?:(?:is|was|were|had been) )?(?:(?:also|once|then|formerly|previously|originally|better|born) )?"
    r"(?:known as|called|named|born|née|formerly|previously|a\.k\.a\.|aka) "
)
"""What stands between the two names of somebody who goes by both."""


@dataclass(slots=True)
class Draft:
    """A chain being gathered."""

    kind: EntityKind
    name: str
    mentions: list[Mention]
    roles: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    grounds: dict[str, str] = field(default_factory=dict)

    @property
    def named(self) -> bool:
        """Whether a name is among the mentions."""
        return any(mention.form == "name" for mention in self.mentions)

    def take(self, mention: Mention, form: str, reason: str) -> None:
        """Add a mention; the reason stands for the first time that its form is met, the chain's own name needs none."""
        self.mentions.append(mention)
        if form != self.name:
            self.grounds.setdefault(form, reason)


@dataclass(frozen=True, slots=True)
class Words:
    """An article with its tokens, as every step looks at it."""

    article: Article
    tokens: Sequence[Token]
    _ends: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", [token.end for token in self.tokens])

    def word(self, i: int) -> str:
        """Word i as written."""
        return self.article.text[self.tokens[i].start : self.tokens[i].end]

    def at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset``."""
        return bisect_right(self._ends, offset)

    def joined(self, left: int, right: int) -> bool:
        """Whether tokens ``left`` and ``right`` stand in one line."""
        return "\n" not in self.article.text[self.tokens[left].end : self.tokens[right].start]


def spelled(title: str) -> str | None:
    """The office of one person that a shortened title stands for; None for any other words.

    >>> spelled("Gov."), spelled("Lt. Gov."), spelled("Mr."), spelled("Sens."), spelled("Governor")
    ('governor', 'lieutenant governor', None, None, None)
    """
    return _short_titles().get(title)


@cache
def _short_titles() -> dict[str, str]:
    given = {row[0]: row[2] for row in rows("titles") if row[0].endswith(".") and row[2:]}
    return {title: office for title, office in given.items() if title.removesuffix("s.") + "." not in given}


def clean(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def name_chains(page: Words, names: Sequence[Mention]) -> list[Draft]:
    """Chains of names, longest forms first."""
    drafts: list[Draft] = []
    by_end: dict[str, list[Draft]] = defaultdict(list)
    for mention in sorted(names, key=lambda m: (-len(_words(page, m)), m.span.start)):
        form = clean(page.article.words_of(mention.span))
        ends = _folded(form)[0], _folded(form)[-1]
        near = {id(d): d for word in ends for d in by_end[word]}
        best = [d for d in near.values() if _same_name(form, mention.kind, d)]
        if len(best) > 1 and (told := _told_gender(page, mention)):
            best = [d for d in best if d.gender in ("", told)]
        best = _of_office(page, mention, form, best)
        if len(best) > 1 and " " not in form:
            best = [draft for draft in best if not _relative(page, draft, SPOUSES)] or best
        if best:
            chosen = min(best, key=lambda d: _distance(d, mention))
            only = (
                "the only name of the page that it fits" if len(best) == 1 else "the nearest of the names that it fits"
            )
            same = form.casefold() == chosen.name.casefold()
            chosen.take(mention, form, "same name" if same else f"shorter form of {only}")
        else:
            drafts.append(Draft(mention.kind, form, [mention], gender=_gender(mention.kind, form)))
            for word in ends:
                by_end[word].append(drafts[-1])
    _acronyms(page, drafts)
    _renamed(page, drafts)
    return drafts


def _gender(kind: EntityKind, form: str) -> str:
    first = form.split()[0].lower().rstrip(".")
    return gender("person_names", first) if kind == "person" and " " in form else ""


def _of_office(page: Words, mention: Mention, form: str, fitting: list[Draft]) -> list[Draft]:
    """Of the chains that a name fits, those with its office; without such, those of no relative."""
    office = _before(page, mention)
    if not office or any(form.casefold() == draft.name.casefold() for draft in fitting):
        return fitting
    same = [draft for draft in fitting if any(_before(page, one) == office for one in draft.mentions)]
    return same or [draft for draft in fitting if not _relative(page, draft, entries("relatives"))]


def _relative(page: Words, draft: Draft, kin: Collection[str]) -> bool:
    """Whether the page brings somebody in by a word of kinship, as another's relative: "his wife, Ann Example"."""
    before = page.article.text[: draft.mentions[0].span.start][-INTRODUCED:].rpartition("\n")[2]
    return draft.kind == "person" and not {*re.findall(r"[\w-]+", before.lower())}.isdisjoint(kin)


def _before(page: Words, mention: Mention) -> str:
    """The capitalised office right before a name ("" for none): "President Example" is President Ann Example."""
    first = page.at(mention.span.start)
    word = page.word(first - 1) if first else ""
    return word.lower() if word[:1].isupper() and table("role_nouns").get(word.lower()) == "person" else ""


def _told_gender(page: Words, mention: Mention) -> str:
    first = page.at(mention.span.start)
    return gender("titles", page.word(first - 1)) if mention.kind == "person" and first else ""


def gender(table_name: str, word: str) -> str:
    """ "f", "m" or "" by a lexicon table."""
    return table(table_name).get(word, "").replace("u", "")


def _words(page: Words, mention: Mention) -> list[str]:
    return page.article.words_of(mention.span).split()


def _distance(draft: Draft, mention: Mention) -> int:
    earlier = [mention.span.start - m.span.start for m in draft.mentions if m.span.start <= mention.span.start]
    return min(earlier) if earlier else 10**6 + draft.mentions[0].span.start


def _same_name(form: str, kind: EntityKind, draft: Draft) -> bool:
    """Whether a form, no longer than the chain's name, can be a form of that name: its first or last word is."""
    short, long = _folded(form), _folded(draft.name)
    if short == long:
        return (
            kind == draft.kind
            or "outlet" in (kind, draft.kind)
            or {kind, draft.kind} <= {"organization", "place", "group"}
        )
    if kind == "person" and draft.kind == "person":
        if len(short) == 1:
            first = short[0] == long[0] and (len(short[0]) > 3 or short[0] in entries("surnames_first"))
            return short[0] == long[-1] or (first and len(long) == 2)
        begun = len(short) == TWO_NAMES and long[:-1] == short and long[-1].rstrip(".") not in GENERATIONS
        return begun or (short[-1] == long[-1] and (set(short) <= set(long) or _initials(short, long)))
    if kind == draft.kind == "organization":
        return long[: len(short)] == short and set(long[len(short) :]) <= entries("merge_legal_forms")
    return False


@lru_cache(1 << 12)
def _folded(name: str) -> tuple[str, ...]:
    return tuple(name.casefold().split())


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == len(long) and all(
        a[0] == b[0] and (len(a.rstrip(".")) == 1 or a == b) for a, b in zip(short, long, strict=True)
    )


def _acronyms(page: Words, drafts: list[Draft]) -> None:
    """Join "Long Name (LN)", "Long Name (@handle)" where the page defines the short form."""
    by_name = {d.name: d for d in drafts}
    for draft in list(drafts):
        for mention in draft.mentions:
            after = _DEFINED.match(page.article.text[mention.span.end :][:20])
            if after and not _shortens(after[1], draft.name):
                continue
            after = after or HANDLE.match(page.article.text, mention.span.end)
            if not after:
                continue
            if (short := by_name.get(after[1])) is not None and short is not draft and short in drafts:
                for one in short.mentions:
                    draft.take(one, short.name, f"{draft.name} ({short.name}): defined on the page")
                drafts.remove(short)
                break


def _renamed(page: Words, drafts: list[Draft]) -> None:
    """Join two full names of one person where the page says so: "Ann Roe, formerly Ann Lind"."""
    people = sorted(((m.span, d) for d in drafts if d.kind == "person" for m in d.mentions), key=itemgetter(0))
    for (before, owner), (here, draft) in pairwise(people):
        between = page.article.text[before.end : here.start]
        if draft is owner or " " not in draft.name or not _FORMERLY.fullmatch(between):
            continue
        if draft in drafts and owner in drafts and set(_folded(owner.name)) & set(_folded(draft.name)):
            for one in draft.mentions:
                owner.take(one, clean(page.article.words_of(one.span)), "the page says that the name was changed")
            drafts.remove(draft)


def _shortens(short: str, long: str) -> bool:
    """Whether the letters of an acronym begin words of the name, in order.

    >>> _shortens("UAF", "Ukrainian Armed Forces"), _shortens("Reuters", "WASHINGTON")
    (True, False)
    """
    initials = [word[0].lower() for word in re.split(r"[\s-]+", long) if word]
    letters = [c.lower() for c in short if c.isalpha()]
    at = iter(initials)
    return len(letters) > 1 and len(initials) > 1 and all(letter in at for letter in letters)


def of_kind(role: str, draft: Draft) -> bool:
    """Whether an outlet of a known kind is of the kind that is told: an agency is no magazine."""
    told = next((one for one in OUTLETS if role in OUTLETS[one]), None)
    own = (one for each in draft.roles for one in OUTLETS if each in OUTLETS[one])
    kind = table("outlets").get(draft.name) or next(own, None)
    return kind is None or told is None or kind == told
