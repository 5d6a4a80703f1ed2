"""Coreference within one article: names, titles and roles, descriptions, pronouns, gathered in chains.

Names join by their words, descriptions by the offices that the page gave to names, pronouns by nearness, number,
gender and subjecthood. A description that the page never ties to a name stays an entity of its own; if it introduces
a source it is an anonymous one. What lies outside the page is not known here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from firsthand.annotate.antecedents import antecedent, told_by
from firsthand.annotate.beside import affiliations_of, describe, role_of
from firsthand.annotate.namechains import Draft, Words, clean, gender, name_chains, of_kind
from firsthand.lexicon import countries, country_names, demonyms, entries, of_class, rows
from firsthand.model import Article, Chain, EntityKind, Mention, Span, Token, identity

LEAD = 500
"""Characters of a page in which an office told with "a" may be that of the first holder named; by judgement."""
COMPANY = "company"
COMPANIES = frozenset({"company", "firm", "manufacturer", "maker"})
LEADER = "leader"
"""The class of those whom anybody who leads is called by."""
AGENCY = "administration"
"""What an agency may be called and yet is not meant by: "the administration" is a government's."""
INTRODUCED_WITHIN = 600
"""Characters between an office and the name that it is given to; by judgement: a lead and the start of its next."""

Resolve = Callable[[Words, Mention, Mapping[int, Draft]], Draft | None]
"""From a page, a pronoun and the chains by where each of their mentions begins to the chain that the pronoun means."""


def chains(
    article: Article, mentions: Sequence[Mention], tokens: Sequence[Token], resolve: Resolve = antecedent
) -> tuple[Chain, ...]:
    """The chains of an article, by their first mention; every mention is in one chain, unresolved pronouns in none.

    ``resolve`` gives the chain that a pronoun takes up, None for none.
    """
    page = Words(article, tokens)
    names = [m for m in mentions if m.form == "name"]
    drafts = name_chains(page, names)
    used: set[Span] = set()
    nominals = {page.at(m.span.end - 1): m for m in mentions if m.form == "nominal"}
    for draft in drafts:
        for mention in tuple(draft.mentions):
            describe(page, draft, mention, nominals, used)
    by_start = {m.span.start: d for d in drafts for m in d.mentions}
    for mention in mentions:
        if mention.form == "nominal" and mention.span not in used:
            draft = _description(page, mention, drafts)
            by_start[mention.span.start] = draft
            if not all(one.mentions for one in drafts):
                by_start = {start: owner if owner.mentions else draft for start, owner in by_start.items()}
                drafts = [one for one in drafts if one.mentions]
        elif mention.form == "pronoun" and (meant := resolve(page, mention, by_start)) is not None:
            meant.mentions.append(mention)
            meant.gender = meant.gender or told_by(page.article.words_of(mention.span).lower())
            by_start[mention.span.start] = meant
    return tuple(sorted((_finish(article, d) for d in drafts), key=lambda c: c.mentions[0].span.start))


def _finish(article: Article, draft: Draft) -> Chain:
    ordered = tuple(sorted(draft.mentions, key=lambda m: (m.span.start, m.span.end)))
    return Chain(
        identity("c", article.id, ordered[0].span.start, ordered[0].span.end),
        draft.kind,
        draft.name,
        ordered,
        tuple(dict.fromkeys(draft.roles)),
        tuple(dict.fromkeys(draft.affiliations)),
        tuple(draft.grounds.items()),
    )


def _kin(one: str, other: str) -> bool:
    """Whether two offices can be one holder's: the own class of one is among the classes of the other."""
    if one == other:
        return True
    first, second = _kinship().get(one, (one,)), _kinship().get(other, (other,))
    return first[0] in second or second[0] in first


@cache
def _kinship() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[2].split(",")) for row in rows("role_nouns") if len(row) > 2}


class _Office(NamedTuple):
    """A description: its words in lower case, its office, the countries and names in it, whether "the" opens it."""

    mention: Mention
    words: list[str]
    role: str
    ties: list[str]
    definite: bool


def _description(page: Words, mention: Mention, drafts: list[Draft]) -> Draft:
    """The chain of a description, the mention added: an earlier holder of the office, the name to come, a new one."""
    text = clean(page.article.words_of(mention.span))
    words, role, ties = text.lower().split(), role_of(page, mention), affiliations_of(page, mention)
    definite = words[0] in of_class("function_words", "definite") or re.search("['’]s ", text.lower()) is not None
    office = _Office(mention, words, role, ties, definite)
    known = _office_holder(page, office, drafts) if definite else None
    reason = "what the page called it before" if known is not None and not known.named else "the office that it holds"
    unnamed = known is None or not known.named
    if unnamed and mention.kind == "person":
        named = _introduced(page, mention, drafts) if definite else None
        why = "the next line begins with the name"
        if named is None and (named := _sole_holder(page, office, drafts)) is not None:
            why = (
                "the only one whom the page gives the office"
                if definite
                else "the first whom the page gives the office"
            )
        if named is not None:
            _fold_in(named, known)
            named.roles.append(role)
            named.affiliations += ties
            known, reason = named, why
    if known is not None:
        known.take(mention, text, reason)
        return known
    kind: EntityKind = "anonymous" if mention.kind in ("person", "group") and not definite else mention.kind
    name = re.sub(r"^(?:the|a|an) ", "", text, flags=re.IGNORECASE)
    plural = kind == "group" or role.endswith("s")
    told = gender("gendered_nouns", role.split()[-1]) if mention.kind == "person" and role else ""
    drafts.append(Draft(kind, name, [mention], [role], ties, gender=told, plural=plural))
    return drafts[-1]


def _fold_in(named: Draft, unnamed: Draft | None) -> None:
    """Give a named chain all that one of descriptions alone holds."""
    if unnamed is not None:
        named.roles += unnamed.roles
        named.affiliations += unnamed.affiliations
        named.mentions += unnamed.mentions
        named.grounds |= unnamed.grounds
        unnamed.mentions.clear()


def _sole_holder(page: Words, office: _Office, drafts: Sequence[Draft]) -> Draft | None:
    """Whom the page names later, with the office right before the name, as the only one or, for a lead, as the first.

    "A federal judge ... Judge Ann Example", in the first lines only; anywhere if both are told to be of one country and
    nobody else of the page is called so ("the president of Exland"). What marks an unnamed source ("an official") is
    never joined with a name.
    """
    place, role, ties, definite = office.mention.span, office.role, set(office.ties), office.definite
    lead = place.start < LEAD
    abroad = definite and bool(ties & country_names())
    if role in of_class("anonymous", "head") or not (lead or abroad) or {*office.words} & entries("apart_words"):
        return None
    holders = []
    for draft in drafts:
        titled = [m.span.start for m in draft.mentions if m.form == "name" and _titled(page, m, role)]
        lands = [each & country_names() for each in (ties, set(draft.affiliations))]
        apart = all(lands) and not lands[0] & lands[1]
        if draft.kind == "person" and " " in draft.name and titled and not apart:
            holders.append((min(m.span.start for m in draft.mentions), draft))
    if abroad and len(holders) == 1 and ties & set(holders[0][1].affiliations):
        return holders[0][1]
    near = [(at, draft) for at, draft in holders if place.end < at < place.end + INTRODUCED_WITHIN]
    if not lead or not near or (definite and len(holders) > 1):
        return None
    return min(near, key=lambda row: row[0])[1]


def _titled(page: Words, name: Mention, role: str) -> bool:
    """Whether the word before a name is that very office, with a capital ("Judge Ann Example")."""
    before = page.at(name.span.start) - 1
    if before < 0 or not page.word(before)[:1].isupper():
        return False
    own = (_kinship().get(one, (one,))[0] for one in (role, page.word(before).lower()))
    return len(set(own)) == 1


def _office_holder(page: Words, office: _Office, drafts: Sequence[Draft]) -> Draft | None:
    """The chain that a definite description takes up: the latest earlier one of its kind that holds the office.

    Bodies other than persons are taken up by the same head noun; "the company", "the paper" is the last one named.
    """
    mention, role, ties = office.mention, office.role, set(office.ties)
    fits: list[tuple[int, Draft]] = []
    for draft in drafts:
        realm = not ties and draft.kind == "place" and mention.kind == "organization" and _is_realm(role, draft.name)
        if not _alike(mention.kind, draft.kind) and not realm:
            continue
        if mention.kind == "person" and not any(_kin(role, r) for r in draft.roles):
            continue
        earlier = [m for m in draft.mentions if m.span.start < mention.span.start]
        if not earlier:
            continue
        if realm:
            holds, apart = True, False
        elif mention.kind == "person":
            met = bool(ties & set(draft.affiliations)) or _parts(ties) == _parts(draft.affiliations)
            holds, apart = True, bool(ties) and not met and bool(draft.affiliations or ties & country_names())
        elif mention.kind in ("organization", "outlet") and role in entries("institutions"):
            holds, apart = any(m.form == "name" for m in earlier), bool(ties) or not of_kind(role, draft)
        else:
            own = ties <= {*draft.name.split(), *draft.affiliations} if ties else not _national(draft)
            bears = own and role != AGENCY and _is_such(role, draft.name.lower())
            bears = bears or (draft.named and _bears_name(page, mention, draft))
            holds = bears or (role in draft.roles and not any(m.form == "name" for m in earlier))
            bare = not ties and role not in entries("national_bodies")
            apart = not bare and ties != set(draft.affiliations) and not bears
            apart = apart or (holds and entries("apart_words").isdisjoint(office.words) == _told_apart(page, draft))
        if holds and not apart:
            free = [m for m in earlier if page.article.text[m.span.end : m.span.end + 2] not in ("'s", "’s")]
            fits.append((max(m.span.start for m in free or earlier), draft))
    own_class = _kinship().get(role, (role,))[0]
    very = [row for row in fits if " " in role and role in row[1].roles]
    if mention.kind == "person" and not very and own_class != LEADER:
        very = [row for row in fits if any(_kinship().get(each, (each,))[0] == own_class for each in row[1].roles)]
    fits = very or fits
    if mention.kind == "person" and not ties:
        present = [row for row in fits if not _told_apart(page, row[1])] or fits
        native = [row for row in present if not set(row[1].affiliations) & country_names()]
        fits = native if any(draft.named for _, draft in native) else present
    chosen = max(fits, key=lambda row: row[0])[1] if fits else None
    return None if chosen is not None and role in COMPANIES and _no_company(chosen) else chosen


def _no_company(draft: Draft) -> bool:
    """Whether a body's name says that it is of another sort than companies ("Roe University"), or all know it."""
    words = draft.name.lower().split()
    own = _kinship().get(words[-1]) or (_kinship().get(words[0]) if words[1:2] == ["of"] else None)
    return draft.name.lower() in _public() or (own is not None and own[0] != COMPANY)


@cache
def _public() -> frozenset[str]:
    return frozenset(form for row in rows("body_names") for form in row)


def _is_realm(role: str, name: str) -> bool:
    """Whether a place's name, or a country's full one, says what it is: of Oman "the sultanate"; no plural does."""
    full = any(form.lower().startswith(f"{role} of ") for form in _full_forms().get(name, ()))
    return not role.endswith("s") and (full or _is_such(role, name.lower()))


@cache
def _full_forms() -> dict[str, tuple[str, ...]]:
    """Every form of a country's name -> all of them."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form, name in countries().items():
        forms[name].append(form)
    return {form: tuple(forms[name]) for form, name in countries().items()}


def _parts(ties: Iterable[str]) -> set[str]:
    """The words of some ties: "San Juan" and "San", "Juan" are one."""
    return {word for tie in ties for word in tie.split()}


def _told_apart(page: Words, draft: Draft) -> bool:
    """Whether a description tells somebody from the holder of an office: "the former minister"."""
    words = (page.article.words_of(m.span).lower().split() for m in draft.mentions if m.form == "nominal")
    return any(not entries("apart_words").isdisjoint(each) for each in words)


def _is_such(role: str, name: str) -> bool:
    """Whether a body's name says that it is such a body: "Roe Court" a court, "Roe Supreme Court" a high court."""
    called = (role, *_kinship().get(role, ())[1:])
    return any(
        name.endswith(f" {one}") or name.startswith(f"{one} of ") or (" " in one and name == one) for one in called
    )


def _bears_name(page: Words, mention: Mention, draft: Draft) -> bool:
    """Whether a description ends in a body's name of two words or more, but for capitals, or is the end of it."""
    told = re.findall(r"[\w-]+", page.article.words_of(mention.span).casefold())
    told = told[1:] if told[:1] and told[0] in of_class("function_words", "definite") else told
    name = re.findall(r"[\w-]+", draft.name.casefold())
    size = min(len(told), len(name))
    return size > 1 and told[-size:] == name[-size:]


def _national(draft: Draft) -> bool:
    """Whether a body is told to be a country's: "the government" is not the last one of many that was told of."""
    return bool(set(draft.affiliations) & country_names()) or draft.name.split()[0].lower() in demonyms()


def _alike(one: EntityKind, other: EntityKind) -> bool:
    people = ("person", "anonymous")
    return one == other or (one in people and other in people)


def _introduced(page: Words, office: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """The full name, itself without an office, that the line after an office told without a name begins to speak of.

    The way news leads are written: "the defence minister said ... / Ann Example told a briefing ...".
    """
    people = [d for d in drafts if d.kind == "person" and " " in d.name and d.mentions]
    begins = [(min(m.span.start for m in d.mentions), d) for d in people]
    later = [(at, d) for at, d in begins if office.span.end < at < office.span.end + INTRODUCED_WITHIN]
    if not later:
        return None
    at, draft = min(later, key=lambda row: row[0])
    lines = len(re.findall(r"\n+", page.article.text[office.span.end : at]))
    subject = any(t.relation == "nsubj" for t in page.tokens[page.at(at) : page.at(at) + len(draft.name.split())])
    return draft if lines == 1 and subject and not draft.roles else None
