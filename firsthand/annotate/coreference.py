"""Coreference within one article: names, titles and roles, descriptions, pronouns, gathered in chains.

Names join by their words, descriptions by the offices that the page gave to names, pronouns by nearness, number,
gender and subjecthood. A description that the page never ties to a name stays an entity of its own; if it introduces
a source it is an anonymous one. What lies outside the page is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from firsthand.annotate.namechains import Draft, Words, clean, gender, name_chains, of_kind
from firsthand.lexicon import countries, demonyms, entries, of_class, rows, table
from firsthand.model import Article, Chain, EntityKind, Mention, Span, Token, identity

APPOSITION_WORDS = 9
"""How far to the left of ", Name" or to the right of "Name, " an office is looked for; PolNeAR train sources."""
LEAD = 500
"""Characters of a page in which an office told with "a" may be that of the first holder named; by judgement."""
SUBJECT = 4
"""How much nearer a subject counts as, in the measure of FARTHEST; by judgement."""
FARTHEST = 40
"""From where on nothing is an antecedent: a line break counts 12, eight words count 1; by judgement."""
PHRASE_POS = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "DET", "PART", "NUM"})
_ACCORDING = re.compile(r"(?i)\baccording to (?:\w+ )?$")
"""What stands before whoever is accorded to: "According to a source, Doe left" makes no source of Doe."""
INTRODUCED_WITHIN = 600
"""Characters between an office and the name that it is given to; by judgement: a lead and the start of its next."""


def chains(article: Article, mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Chain, ...]:
    """The chains of an article, by their first mention; every mention is in one chain, unresolved pronouns in none."""
    page = Words(article, tokens)
    names = [m for m in mentions if m.form == "name"]
    drafts = name_chains(page, names)
    used: set[Span] = set()
    nominals = {page.at(m.span.end - 1): m for m in mentions if m.form == "nominal"}
    for draft in drafts:
        for mention in tuple(draft.mentions):
            _describe(page, draft, mention, nominals, used)
    by_start = {m.span.start: d for d in drafts for m in d.mentions}
    for mention in mentions:
        if mention.form == "nominal" and mention.span not in used:
            draft = _description(page, mention, drafts)
            by_start[mention.span.start] = draft
            by_start = {start: owner if owner.mentions else draft for start, owner in by_start.items()}
        elif mention.form == "pronoun" and (meant := _antecedent(page, mention, by_start)) is not None:
            meant.mentions.append(mention)
            by_start[mention.span.start] = meant
    return tuple(sorted((_finish(article, d) for d in drafts if d.mentions), key=lambda c: c.mentions[0].span.start))


def _finish(article: Article, draft: Draft) -> Chain:
    ordered = tuple(sorted(draft.mentions, key=lambda m: m.span))
    return Chain(
        identity("c", article.id, ordered[0].span.start, ordered[0].span.end),
        draft.kind,
        draft.name,
        ordered,
        tuple(dict.fromkeys(draft.roles)),
        tuple(dict.fromkeys(draft.affiliations)),
        tuple(draft.grounds.items()),
    )


def _describe(page: Words, draft: Draft, mention: Mention, nominals: Mapping[int, Mention], used: set[Span]) -> None:
    """Take the offices that stand beside a name: title before it, apposition on either side."""
    if draft.kind not in ("person", "organization", "outlet"):
        return
    first, last = page.at(mention.span.start), page.at(mention.span.end - 1)
    beside = [m for m in (_left(page, first, nominals, draft.kind), _right(page, last, nominals)) if m is not None]
    if page.article.text[mention.span.end : mention.span.end + 1] != ",":
        beside = [m for m in beside if not _ACCORDING.search(page.article.text, m.span.start - 20, m.span.start)]
    if draft.kind != "person" or " " not in draft.name:
        bodies = [m.kind for m in beside if m.kind in ("organization", "outlet")]
        draft.kind = "outlet" if "outlet" in bodies else "organization" if bodies else draft.kind
    for nominal in beside:
        if not _fits(nominal.kind, draft.kind) or nominal.span in used:
            continue
        draft.take(nominal, clean(page.article.words_of(nominal.span)), "stands beside the name")
        used.add(nominal.span)
        draft.roles.append(_role(page, nominal))
        draft.affiliations += _affiliations(page, nominal)
        draft.gender = draft.gender or gender("titles", page.article.words_of(nominal.span))
    if first > 0:
        draft.gender = draft.gender or gender("titles", page.word(first - 1))


def _left(page: Words, first: int, nominals: Mapping[int, Mention], kind: EntityKind) -> Mention | None:
    """The description before a name: just before it, before a comma, or a capitalised office with its complement.

    "The envoy to Exland, Ann Example"; "Head of the Harbour Committee Ann Example".
    """
    comma = first > 1 and page.word(first - 1) == ","
    start = first - 2 if comma else first - 1
    for i in range(start, max(-1, start - APPOSITION_WORDS), -1):
        if not page.joined(i, first):
            return None
        nominal = nominals.get(i)
        near = comma or i == first - 1
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


def _fits(described: EntityKind, named: EntityKind) -> bool:
    return (described == "person") == (named == "person")


def _lone(page: Words, first: int) -> bool:
    """Whether a name is one word: what is called a company before it may be one that was taken for a person."""
    return first + 1 >= len(page.tokens) or page.tokens[first + 1].pos != "PROPN"


def _right(page: Words, last: int, nominals: Mapping[int, Mention]) -> Mention | None:
    """The description after a name and a comma."""
    if last + 2 >= len(page.tokens) or page.word(last + 1) != "," or not page.joined(last, last + 2):
        return None
    for i in range(last + 2, min(len(page.tokens), last + 2 + APPOSITION_WORDS)):
        if i in nominals:
            start = page.at(nominals[i].span.start)
            return nominals[i] if start == last + 2 or page.word(start - 1).lower() in ("the", "a", "an") else None
        if page.tokens[i].pos not in PHRASE_POS - {"ADP"} or not page.joined(last, i):
            return None
    return None


def _role(page: Words, nominal: Mention) -> str:
    """The head of a description, with a multi-word office whole."""
    words = page.article.words_of(nominal.span).lower().split()
    roles = table("role_nouns")
    for size in (3, 2):
        if len(words) >= size and " ".join(words[-size:]) in roles:
            return " ".join(words[-size:])
    return words[-1] if words else ""


def _affiliations(page: Words, nominal: Mention) -> list[str]:
    """Countries and names inside a description ("the Turkish", "Ukraine's") or right after it ("of Exware")."""
    found = []
    words = re.findall(r"[\w.-]+", page.article.words_of(nominal.span))
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    whole = [pair for pair in pairs if pair.lower() in demonyms() or pair in countries()]
    for word in (*whole, *(word for word in words if not any(word in pair.split() for pair in whole))):
        if word.lower() in demonyms():
            found.append(demonyms()[word.lower()])
        elif word in countries():
            found.append(countries()[word])
        elif (
            word[:1].isupper()
            and len(word) > 2
            and word.lower() not in table("role_nouns")
            and word.lower() not in of_class("function_words", "definite")
        ):
            found.append(word)
    after = re.match(r" (?:of|for|to|at) (?:the )?((?:[A-Z][\w.-]+ ?)+)", page.article.text[nominal.span.end :][:60])
    if after:
        found.append(after[1].strip())
    return found


def _kin(one: str, other: str) -> bool:
    """Whether two offices can be one holder's: the own class of one is among the classes of the other."""
    if one == other:
        return True
    first, second = _kinship().get(one, (one,)), _kinship().get(other, (other,))
    return first[0] in second or second[0] in first


@cache
def _kinship() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[2].split(",")) for row in rows("role_nouns") if len(row) > 2}


def _description(page: Words, mention: Mention, drafts: list[Draft]) -> Draft:
    """The chain of a description, the mention added: an earlier holder of the office, the name to come, a new one."""
    text = clean(page.article.words_of(mention.span))
    role = _role(page, mention)
    definite = text.lower().split()[0] in of_class("function_words", "definite") or "'s" in text or "’s" in text
    known = _office_holder(page, mention, role, drafts) if definite else None
    reason = "what the page called it before" if known is not None and not known.named else "the office that it holds"
    unnamed = known is None or not known.named
    if unnamed and mention.kind == "person":
        named = _introduced(page, mention, drafts) if definite else None
        why = "the next line begins with the name"
        if named is None and (named := _sole_holder(page, mention, drafts, definite)) is not None:
            why = (
                "the only one whom the page gives the office"
                if definite
                else "the first whom the page gives the office"
            )
        if named is not None:
            _fold_in(named, known)
            named.roles.append(role)
            named.affiliations += _affiliations(page, mention)
            known, reason = named, why
    if known is not None:
        known.take(mention, text, reason)
        return known
    kind: EntityKind = "anonymous" if mention.kind in ("person", "group") and not definite else mention.kind
    name = re.sub(r"^(?:the|a|an) ", "", text, flags=re.IGNORECASE)
    plural = kind == "group" or role.endswith("s")
    drafts.append(Draft(kind, name, [mention], [role], _affiliations(page, mention), plural=plural))
    return drafts[-1]


def _fold_in(named: Draft, unnamed: Draft | None) -> None:
    """Give a named chain all that one of descriptions alone holds."""
    if unnamed is not None:
        named.roles += unnamed.roles
        named.affiliations += unnamed.affiliations
        named.mentions += unnamed.mentions
        named.grounds |= unnamed.grounds
        unnamed.mentions.clear()


def _sole_holder(page: Words, office: Mention, drafts: Sequence[Draft], definite: bool) -> Draft | None:
    """Whom the page names later, with the office right before the name, as the only one or, for a lead, as the first.

    "A federal judge ... Judge Ann Example", in the first lines only. What marks an unnamed source ("an official") is
    never joined with a name.
    """
    role = _role(page, office)
    words = page.article.words_of(office.span).lower().split()
    lead = office.span.start < LEAD
    if role in of_class("anonymous", "head") or not lead or {*words} & entries("apart_words"):
        return None
    ties = set(_affiliations(page, office))
    holders = []
    for draft in drafts:
        titled = [m.span.start for m in draft.mentions if m.form == "name" and _titled(page, m, role)]
        apart = ties and draft.affiliations and not ties & set(draft.affiliations)
        if draft.kind == "person" and " " in draft.name and titled and not apart:
            holders.append((min(m.span.start for m in draft.mentions), draft))
    near = [(at, draft) for at, draft in holders if office.span.end < at < office.span.end + INTRODUCED_WITHIN]
    if not near or (definite and len(holders) > 1):
        return None
    return min(near, key=lambda row: row[0])[1]


def _titled(page: Words, name: Mention, role: str) -> bool:
    """Whether the word before a name is that very office, with a capital ("Judge Ann Example")."""
    before = page.at(name.span.start) - 1
    if before < 0 or not page.word(before)[:1].isupper():
        return False
    own = (_kinship().get(one, (one,))[0] for one in (role, page.word(before).lower()))
    return len(set(own)) == 1


def _office_holder(page: Words, mention: Mention, role: str, drafts: Sequence[Draft]) -> Draft | None:
    """The chain that a definite description takes up: the latest earlier one of its kind that holds the office.

    Bodies other than persons are taken up by the same head noun; "the company", "the paper" is the last one named.
    """
    ties = set(_affiliations(page, mention))
    fits: list[tuple[int, Draft]] = []
    for draft in drafts:
        earlier = [m for m in draft.mentions if m.span.start < mention.span.start]
        if not earlier or not _alike(mention.kind, draft.kind):
            continue
        if mention.kind == "person":
            holds = any(_kin(role, r) for r in draft.roles)
            met = bool(ties & set(draft.affiliations))
            apart = bool(ties) and not met and (bool(draft.affiliations) or bool(ties & set(countries().values())))
        elif mention.kind in ("organization", "outlet") and role in entries("institutions"):
            holds, apart = any(m.form == "name" for m in earlier), bool(ties) or not of_kind(role, draft)
        else:
            bears = not ties and " " in draft.name and draft.name.lower().split()[-1] == role and not _national(draft)
            holds = bears or (role in draft.roles and not any(m.form == "name" for m in earlier))
            apart = ties != set(draft.affiliations) and not bears
        if holds and not apart:
            free = [m for m in earlier if page.article.text[m.span.end : m.span.end + 2] not in ("'s", "’s")]
            fits.append((max(m.span.start for m in free or earlier), draft))
    return max(fits, key=lambda row: row[0])[1] if fits else None


def _national(draft: Draft) -> bool:
    """Whether a body is told to be a country's: "the government" is not the last one of many that was told of."""
    return bool(set(draft.affiliations) & set(countries().values())) or draft.name.split()[0].lower() in demonyms()


def _alike(one: EntityKind, other: EntityKind) -> bool:
    people = ("person", "anonymous")
    return one == other or (one in people and other in people)


def _introduced(page: Words, office: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """The full name, itself without an office, that the line after an office told without a name begins to speak of.

    The way news leads are written: "the defence minister said ... / Ann Example told a briefing ...".
    """
    people = [(min(m.span.start for m in d.mentions), d) for d in drafts if d.kind == "person" and " " in d.name]
    later = [(at, d) for at, d in people if office.span.end < at < office.span.end + INTRODUCED_WITHIN]
    if not later:
        return None
    at, draft = min(later, key=lambda row: row[0])
    lines = len(re.findall(r"\n+", page.article.text[office.span.end : at]))
    subject = any(t.relation == "nsubj" for t in page.tokens[page.at(at) : page.at(at) + len(draft.name.split())])
    return draft if lines == 1 and subject and not draft.roles else None


def _antecedent(page: Words, pronoun: Mention, by_start: dict[int, Draft]) -> Draft | None:
    """The chain a pronoun most likely means: near, agreeing, a subject rather than an object; None if none fits."""
    word = page.article.words_of(pronoun.span).lower()
    me = page.at(pronoun.span.start)
    best: tuple[float, Draft] | None = None
    for start, draft in by_start.items():
        if start >= pronoun.span.start or not _agrees(word, draft):
            continue
        i = page.at(start)
        gap = page.article.text.count("\n", start, pronoun.span.start) * 12 + (me - i) / 8
        if SUBJECT - gap <= (best[0] if best is not None else -FARTHEST):
            continue
        mention = next((m for m in draft.mentions if m.span.start == start), None)
        last = page.at(mention.span.end - 1) if mention is not None else i
        subject = any(page.tokens[k].relation.startswith("nsubj") for k in range(i, last + 1))
        owner = last + 1 < len(page.tokens) and page.word(last + 1) in ("'s", "’s")
        if word in ("him", "her", "them") and _clause(page, i) == _clause(page, me):
            continue
        score = -gap + (SUBJECT if subject else 0) - (4 if owner else 0)
        if best is None or score > best[0]:
            best = (score, draft)
    return best[1] if best is not None and best[0] > -FARTHEST else None


def _clause(page: Words, i: int) -> int | None:
    return page.tokens[i].head


def _agrees(word: str, draft: Draft) -> bool:
    if word in of_class("function_words", "he"):
        return draft.kind in ("person", "anonymous") and draft.gender != "f" and not draft.plural
    if word in of_class("function_words", "she"):
        return draft.kind in ("person", "anonymous") and draft.gender != "m" and not draft.plural
    if word == "it":
        return draft.kind in ("organization", "outlet", "place") and not draft.plural
    return draft.plural or draft.kind == "group"
