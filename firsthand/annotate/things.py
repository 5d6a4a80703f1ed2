"""Things without a name that a page speaks of: "a new rule ... the rule ... the measure", one chain each.

Read when who speaks and what happens is known, so that no statement or event is changed: what no chain holds yet and
has a noun of lexicon/thing_nouns.txt at its head. A description takes up the last thing of its class that no word
parts from it: another name, number or telling word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from firsthand.annotate.namechains import Words, clean
from firsthand.annotate.nominals import phrase_start
from firsthand.lexicon import countries, demonyms, of_class, parted, rows, table
from firsthand.model import Article, Chain, Mention, Span, Token, identity

OPENING = frozenset({"a", "an"})
NOTED = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB"})
AFTER = frozenset({"of", "with", "between", "on", "against", "for"})
"""What brings in words that tell one thing from another: "the deal with Exland"."""
WITHIN = 5
"""Words after the noun that are looked at for them; by judgement."""

LEAD = 600
"""Characters of a page in which "a rule" after another is still the first; by judgement."""


@dataclass(slots=True)
class Thing:
    """A thing being gathered: its class, the nouns for it, the words that tell which it is, the chain it was."""

    kind: str
    nouns: set[str]
    telling: dict[str, None]
    mentions: list[Mention] = field(default_factory=list)
    chain: Chain | None = None


def things(article: Article, tokens: Sequence[Token], chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """The chains with those of things; a chain of a source that is such a thing grows by its other mentions.

    ``roles`` of such a chain are its class and nouns, ``affiliations`` the words that tell which thing it is.
    """
    page = Words(article, tokens)
    named: dict[int, str] = {}
    taken: dict[int, Chain] = {}
    for chain in chains:
        for mention in chain.mentions:
            within = range(page.at(mention.span.start), page.at(mention.span.end - 1) + 1)
            if mention.form == "name":
                named |= dict.fromkeys(within, chain.name)
            elif mention.form == "nominal":
                taken |= dict.fromkeys(within, chain)
    found: list[Thing] = []
    for i, token in enumerate(tokens):
        kind = _kinds().get(page.word(i).lower()) if token.pos in ("NOUN", "PROPN") and i not in named else None
        if kind is None or token.relation in ("compound", "flat"):
            continue
        owner = taken.get(i)
        if owner is None or (owner.kind == "other" and len(owner.mentions) == 1):
            _take(page, i, kind, (named, owner), found)
    grown = {thing.chain.id: thing for thing in found if thing.chain is not None}
    kept = [_grown(article, grown[chain.id], chain) if chain.id in grown else chain for chain in chains]
    return (*kept, *(_made(article, thing) for thing in found if thing.chain is None))


def _take(page: Words, head: int, kind: str, known: tuple[dict[int, str], Chain | None], found: list[Thing]) -> None:
    """Add the description around the noun ``head`` to the thing that it takes up, or to a new one."""
    named, chain = known
    first = phrase_start(page.article, page.tokens, head, set())
    words = [page.word(i).lower() for i in range(first, head + 1)]
    if words[0] in of_class("thing_nouns", "open") or (words[-1] in _mass() and len(words) == 1):
        return
    telling = _telling(page, first, head, named)
    span = page.article.span(page.tokens[first].start, page.tokens[head].end)
    mention = Mention(span, "other", "nominal") if chain is None else chain.mentions[0]
    noun = words[-1]
    thing = _earlier(found, kind, noun, telling, words[0])
    if thing is None and noun in _mass() and not telling:
        return
    if thing is None or (chain is not None and thing.chain is not None):
        thing = Thing(kind, set(), {})
        found.append(thing)
    thing.nouns.add(noun)
    thing.telling |= dict.fromkeys(telling)
    thing.mentions.append(mention)
    thing.chain = thing.chain or chain


def _earlier(found: Sequence[Thing], kind: str, noun: str, telling: Sequence[str], word: str) -> Thing | None:
    """The last thing of a class that nothing parts from a description that begins with ``word``.

    Of another noun only for "the" and the like, if it tells nothing more. "A rule" is new, unless it tells the same or
    the page has just begun to speak of one.
    """
    fitting = [thing for thing in found if thing.kind == kind and not parted(telling, thing.telling)]
    same = [thing for thing in fitting if noun in thing.nouns]
    if word in OPENING:
        told = [thing for thing in same if telling and set(telling) <= set(thing.telling)]
        lead = [thing for thing in same if len(thing.mentions) == 1 and thing.mentions[0].span.start < LEAD]
        return told[-1] if told else lead[-1] if lead and not telling else None
    definite = word in of_class("function_words", "definite")
    told = [thing for thing in same if set(telling) & set(thing.telling)]
    if told or (telling and not definite):
        return told[-1] if told else None
    other = fitting and definite and not telling and noun not in _mass()
    return same[-1] if same else max(fitting, key=lambda thing: len(thing.mentions)) if other else None


def _telling(page: Words, first: int, head: int, named: dict[int, str]) -> list[str]:
    """The names, numbers and other words that tell which thing a description means."""
    light = of_class("thing_nouns", "light") | of_class("function_words", "definite") | OPENING
    found: list[str] = []
    for i in range(first, head):
        word = page.word(i)
        if (name := _name(word, named.get(i))) is not None:
            found.append(name)
        elif page.tokens[i].pos in NOTED and word.lower() not in light and word[:1].isalnum():
            found.append(word.lower())
    at = head + 1
    if at < len(page.tokens) and page.word(at).lower() in AFTER and page.joined(head, at):
        for i in range(at + 1, min(at + 1 + WITHIN, len(page.tokens))):
            if not page.joined(i - 1, i) or page.tokens[i].pos in ("VERB", "AUX", "PUNCT", "SCONJ"):
                break
            if (name := _name(page.word(i), named.get(i))) is not None:
                found.append(name)
    return list(dict.fromkeys(found))


def _name(word: str, chain: str | None) -> str | None:
    """What a word of a name names: a country for its demonym, else the name of its chain."""
    country = demonyms().get(word.lower()) or countries().get(word) or countries().get(chain or "")
    return country or (chain if chain is None else chain.title() if chain.islower() else chain)


def _grown(article: Article, thing: Thing, chain: Chain) -> Chain:
    mentions = tuple(sorted({m.span: m for m in thing.mentions}.values(), key=lambda m: m.span))
    return replace(chain, mentions=mentions, roles=_roles(thing), affiliations=tuple(thing.telling))


def _made(article: Article, thing: Thing) -> Chain:
    spans: list[Span] = [m.span for m in thing.mentions]
    forms = [_bare(clean(article.words_of(span))) for span in spans]
    name = max(forms, key=lambda form: len(form.split()))
    made = identity("c", article.id, spans[0].start, spans[0].end)
    return Chain(made, "other", name, tuple(thing.mentions), _roles(thing), tuple(thing.telling))


def _bare(form: str) -> str:
    first, _, rest = form.partition(" ")
    return rest if rest and first.lower() in of_class("function_words", "definite") | OPENING else form


def _roles(thing: Thing) -> tuple[str, ...]:
    return (thing.kind, *sorted(thing.nouns))


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for word, kind in table("thing_nouns").items() if kind not in ("light", "open")}


@cache
def _mass() -> frozenset[str]:
    return frozenset(row[0] for row in rows("thing_nouns") if row[2:] == ("mass",))
