"""Descriptions that stand beside a name and are its bearer's: a title before it, an apposition on either side.

What a description tells besides, its office and the countries and bodies in it, is read here too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from firsthand.annotate.namechains import OUTLETS, Draft, Words, clean, gender, of_kind, spelled
from firsthand.lexicon import countries, demonyms, of_class, table
from firsthand.model import EntityKind, Mention, Span

APPOSITION_WORDS = 9
"""How far to the left of ", Name" or to the right of "Name, " an office is looked for; PolNeAR train sources."""
KINDS = frozenset({"company", "firm"})
"""Nouns that say of a body's name before them what it is, as those of OUTLETS do of an outlet's."""
_ACCORDING = re.compile(r"(?i)\baccording to (?:\w+ )?$")
"""What stands before whoever is accorded to: "According to a source, Doe left" makes no source of Doe."""
NAMING = frozenset({"named", "called", "known", "nicknamed", "dubbed", "identified"})
HAVING = frozenset({"had", "has", "have"})
PHRASE_POS = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "DET", "PART", "NUM"})


def describe(page: Words, draft: Draft, mention: Mention, nominals: Mapping[int, Mention], used: set[Span]) -> None:
    """Take the offices that stand beside a name: title before it, apposition on either side."""
    if draft.kind not in ("person", "organization", "outlet"):
        return
    first, last = page.at(mention.span.start), page.at(mention.span.end - 1)
    sides = [m for m in (_left(page, first, nominals, draft.kind), _right(page, last, nominals)) if m is not None]
    if page.article.text[mention.span.end : mention.span.end + 1] != ",":
        sides = [m for m in sides if not _ACCORDING.search(page.article.text, m.span.start - 20, m.span.start)]
    around = _around(page, draft, last, nominals)
    beside = [*sides, around] if around is not None else sides
    if draft.kind != "person" or " " not in draft.name:
        bodies = [m.kind for m in beside if m.kind in ("organization", "outlet")]
        draft.kind = "outlet" if "outlet" in bodies else "organization" if bodies else draft.kind
    for nominal in beside:
        bare = page.word(page.at(nominal.span.start)).lower() not in of_class("function_words", "definite")
        several = nominal.kind == "group" and bare and nominal.span.start > mention.span.start
        if not _fits(nominal.kind, draft.kind) or nominal.span in used or several:
            continue
        draft.take(nominal, clean(page.article.words_of(nominal.span)), "stands beside the name")
        used.add(nominal.span)
        draft.roles += roles_of(page, nominal)
        draft.affiliations += affiliations_of(page, nominal)
        draft.gender = draft.gender or gender("titles", page.article.words_of(nominal.span))
        draft.gender = draft.gender or gender("gendered_nouns", role_of(page, nominal))
    if beside and draft.kind == "person" and (country := _country_after(page, mention)) is not None:
        draft.affiliations.append(country)
    if first > 0:
        draft.gender = draft.gender or gender("titles", page.word(first - 1))


def _country_after(page: Words, name: Mention) -> str | None:
    """The country right after a name with an office ("President Ann Example of Exland")."""
    after = re.match(r" of (?:the )?((?:[A-Z][\w.-]+ ?){1,3})", page.article.text[name.span.end :][:40])
    words = after[1].split() if after else []
    return next((countries()[form] for size in (3, 2, 1) if (form := " ".join(words[:size])) in countries()), None)


def _around(page: Words, draft: Draft, last: int, nominals: Mapping[int, Mention]) -> Mention | None:
    """The description that a name stands in, if its head only says what kind of body that is: "the Exware company"."""
    nominal = nominals.get(last + 1)
    if nominal is None or nominal.span.start > page.tokens[last].start or draft.kind not in ("outlet", "organization"):
        return None
    role = role_of(page, nominal)
    kinds = {one for names in OUTLETS.values() for one in names}
    return (
        nominal if role in (KINDS | kinds if draft.kind == "organization" else kinds) and of_kind(role, draft) else None
    )


def _left(page: Words, first: int, nominals: Mapping[int, Mention], kind: EntityKind) -> Mention | None:
    """The description before a name: just before it, before a comma, or a capitalised office with its complement.

    "The envoy to Exland, Ann Example"; "Head of the Harbour Committee Ann Example".
    """
    called = _called(page, first, nominals)
    if called is not None and _fits(called.kind, kind):
        return called
    comma = first > 1 and page.word(first - 1) == ","
    start = first - 2 if comma else first - 1
    for i in range(start, max(-1, start - APPOSITION_WORDS), -1):
        if not page.joined(i, first):
            return None
        nominal = nominals.get(i)
        near = comma or i == first - 1
        if nominal is not None and kind != "person" and (not near or page.word(i)[:1].isupper()):
            return None
        if nominal is not None and i == first - 1 and (outer := _outer(page, nominal, nominals)) is not None:
            nominal = outer
        if i == first - 1 and (_tells_more(page, first, i) or (nominal is not None and _had(page, first, nominal))):
            return None
        if nominal is not None and not near and page.tokens[i + 1].pos not in ("ADP", "CCONJ"):
            return None
        if nominal is not None and _fits(nominal.kind, kind) and (near or page.word(i)[:1].isupper()):
            return nominal
        if (
            nominal is not None
            and near
            and kind == "person"
            and nominal.kind in ("organization", "outlet")
            and _lone(page, first)
        ):
            return nominal
        if page.tokens[i].pos not in PHRASE_POS and not (page.tokens[i].pos == "CCONJ" and not comma):
            return None
    return None


def _called(page: Words, first: int, nominals: Mapping[int, Mention]) -> Mention | None:
    """The description that is said to bear a name: "a lawyer named Ann Example", "troops, known as the Roe Force"."""
    at = first - 1
    while at > 0 and page.word(at).lower() in ("the", "as", "a", "an", "“", '"', "‘"):
        at -= 1
    if at < 1 or page.word(at).lower() not in NAMING or not page.tokens[at].relation.startswith("acl"):
        return None
    told = at - 1 if at - 1 in nominals else page.tokens[at].head
    if told is None or told not in nominals or told >= at or not page.joined(told, first):
        return None
    if any(i in nominals for i in range(told + 1, at)):
        return None
    plural = nominals[told].kind == "group" and page.word(at).lower() != "known"
    return None if plural else nominals[told]


def _outer(page: Words, nominal: Mention, nominals: Mapping[int, Mention]) -> Mention | None:
    """The description that another with an article belongs to: "the counsel to the mayor Ann Example" is no mayor."""
    start = page.at(nominal.span.start)
    told = start > 1 and page.word(start).lower() == "the" and page.word(start - 1).lower() in ("to", "of", "for")
    outer = nominals.get(start - 2) if told else None
    return outer if outer is not None and outer.kind == nominal.kind == "person" else None


def _tells_more(page: Words, name: int, head: int) -> bool:
    """Whether a name begins a clause about the description before it ("the envoy Ann Example had sent")."""
    verb = page.tokens[name].head if page.tokens[name].relation == "nsubj" else None
    return verb is not None and page.tokens[verb].relation.startswith("acl") and page.tokens[verb].head == head


def _had(page: Words, name: int, nominal: Mention) -> bool:
    """Whether a bare surname after "the" and an office begins what its bearer did with the holder ("had sent")."""
    definite = page.word(page.at(nominal.span.start)).lower() in of_class("function_words", "definite")
    return (
        nominal.kind == "person" and definite and name + 1 < len(page.tokens) and page.word(name + 1).lower() in HAVING
    )


def _fits(described: EntityKind, named: EntityKind) -> bool:
    return (described == "person") == (named == "person")


def _lone(page: Words, first: int) -> bool:
    """Whether a name is one word: what is called a company before it may be one that was taken for a person."""
    return first + 1 >= len(page.tokens) or page.tokens[first + 1].pos != "PROPN"


def _right(page: Words, last: int, nominals: Mapping[int, Mention]) -> Mention | None:
    """The description after a name and a comma, a short form in brackets between them left out."""
    if last + 4 < len(page.tokens) and (page.word(last + 1), page.word(last + 3)) == ("(", ")"):
        last += 3
    if last + 2 >= len(page.tokens) or page.word(last + 1) != "," or not page.joined(last, last + 2):
        return None
    for i in range(last + 2, min(len(page.tokens), last + 2 + APPOSITION_WORDS)):
        if i in nominals and i + 1 < len(page.tokens) and page.word(i + 1).lower() in ("'s", "’s"):
            continue
        if i in nominals and nominals[i].kind == "person" and _titles(page, i):
            continue
        if i in nominals and _begins(page, i):
            return None
        if i in nominals:
            start = page.at(nominals[i].span.start)
            return nominals[i] if start == last + 2 or page.word(start - 1).lower() in ("the", "a", "an") else None
        if page.tokens[i].pos not in PHRASE_POS - {"ADP"} or not page.joined(last, i):
            return None
    return None


def _begins(page: Words, head: int) -> bool:
    """Whether a description after a name and a comma begins the main clause: "At talks with Roe, the envoy said"."""
    verb = page.tokens[head].head if page.tokens[head].relation.startswith("nsubj") else None
    return verb is not None and verb > head and all(page.tokens[i].pos in ("AUX", "ADV") for i in range(head + 1, verb))


def _titles(page: Words, office: int) -> bool:
    """Whether a capitalised office is the title of the name behind it: "Ann Roe, President Lind's envoy"."""
    after = office + 1
    return (
        after < len(page.tokens)
        and page.word(office)[:1].isupper()
        and page.tokens[after].pos == "PROPN"
        and page.article.text[page.tokens[office].end : page.tokens[after].start] == " "
    )


def role_of(page: Words, nominal: Mention) -> str:
    """The head of a description, with a multi-word office whole."""
    told = page.article.words_of(nominal.span).split()
    if told and told[-1].endswith("."):
        return spelled(" ".join(told[-2:])) or spelled(told[-1]) or told[-1].lower()
    words = [word.lower() for word in told]
    roles = table("role_nouns")
    for size in (3, 2):
        if len(words) >= size and " ".join(words[-size:]) in roles:
            return " ".join(words[-size:])
    return words[-1] if words else ""


def roles_of(page: Words, nominal: Mention) -> list[str]:
    """The office of a description and, where that is a form of address, the one before it: "Prime Minister Sheikh"."""
    last = role_of(page, nominal)
    words = page.article.words_of(nominal.span).split()
    before = " ".join(words[: -len(last.split())])
    ends = (" ".join(before.split()[-size:]).lower() for size in (3, 2, 1))
    offices = [form for form in ends if form in table("role_nouns")]
    return [last, offices[0]] if offices and words[-1] in table("titles") else [last]


def affiliations_of(page: Words, nominal: Mention) -> list[str]:
    """Countries and names inside a description ("the Turkish", "Ukraine's") or right after it ("of Exware")."""
    found = []
    words = re.findall(r"[\w.-]+", page.article.words_of(nominal.span))
    words = [word.title() if word.isupper() and word.title() in countries() else word for word in words]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    whole = [pair for pair in pairs if pair.lower() in demonyms() or pair in countries()]
    known = {word for pair in whole for word in pair.split()}
    for word in (*whole, *(word for word in words if word not in known)):
        low = word.lower()
        if low in demonyms():
            found.append(demonyms()[low])
        elif word in countries():
            found.append(countries()[word])
        elif (
            word[:1].isupper()
            and len(word) > 2
            and low not in table("role_nouns")
            and low not in role_of(page, nominal).split()
            and low not in of_class("function_words", "definite")
        ):
            found.append(word)
    after = re.match(r" (?:of|for|to|at) (?:the )?((?:[A-Z][\w.-]+ ?)+)", page.article.text[nominal.span.end :][:60])
    if after:
        found.append(after[1].strip())
    return found
