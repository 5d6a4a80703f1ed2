"""Wording: how the pages, and those who speak in them, word one thing.

It compares forms, not meanings: which word is fair it does not know. Whose a word is follows from where it stands:
for a name, inside whose statement; for a claim, whether it is between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from firsthand import lexicon
from firsthand.account import AccountVariant, AccountWording
from firsthand.model import Annotations, Claim, Mention, Span, Statement, Story
from firsthand.views.places import Places, places

PAGE = "page"
_QUOTED = re.compile(r"“[^“”\n]+”|«[^«»\n]+»|„[^„“”\n]+[“”]|\"[^\"\n]+\"")
_EDGES = re.compile(r"^\W+|\W+$")
_POSSESSIVE = re.compile(r"['’]s?$")


def wording(story: Story, known: Places | None = None) -> tuple[AccountWording, ...]:
    """Entities with several name forms, then claims with several wordings, each with its variants in reading order.

    One variant a form, owner and document; case, articles and possessives make no form of their own; pronouns are
    left out. ``owner`` is "page" or the id of the entity whose word it is. ``known`` are the places of the
    story, where they were found before.
    """
    known = known or places(story)
    variants: dict[str, list[AccountVariant]] = {entity.id: [] for entity in story.entities}
    for document in known.documents:
        held = _held(document, story)
        for entity, mention in _mentions(document, story):
            if located := _variant(mention.whole, _holder(mention, held), known):
                variants.setdefault(entity, []).append(located)
    for claim in sorted(story.claims, key=lambda claim: claim.id):
        variants[claim.id] = list(filter(None, _of_claim(claim, story, known)))
    distinct = ((referent, _distinct(told)) for referent, told in variants.items())
    return tuple(
        AccountWording(referent, tuple(first.values()))
        for referent, first in distinct
        if len({form for form, _, _ in first}) > 1
    )


def _mentions(document: Annotations, story: Story) -> list[tuple[str, Mention]]:
    """The names and descriptions of one document with their entities, in reading order."""
    found = [
        (story.entity_of[chain.id], mention)
        for chain in document.chains
        if chain.id in story.entity_of
        for mention in chain.mentions
        if mention.form != "pronoun"
    ]
    return sorted(found, key=lambda each: (each[1].span.start, each[1].span.end, each[0]))


def _held(document: Annotations, story: Story) -> list[tuple[int, int, str]]:
    """Where something is said in a document, the shortest first, with whose word it is."""
    found = [
        (span.start, span.end, story.entity_of.get(statement.speaker or "", PAGE))
        for statement in document.statements
        for span in statement.content
    ]
    return sorted(found, key=lambda each: each[1] - each[0])


def _holder(mention: Mention, held: Iterable[tuple[int, int, str]]) -> str:
    """The speaker of the innermost statement around a mention, or "page"."""
    first, last = mention.span.start, mention.span.end
    return next((speaker for start, end, speaker in held if start <= first and last <= end), PAGE)


def _of_claim(claim: Claim, story: Story, known: Places) -> Iterator[AccountVariant | None]:
    for report in known.shown(claim.reports):
        if report in known.events:
            yield _variant(known.events[report].span, PAGE, known)
        else:
            statement = known.statements[report]
            speaker = story.entity_of.get(statement.speaker or "", PAGE)
            yield from (_variant(span, speaker if own else PAGE, known) for span, own in _voices(statement, known))


def _voices(statement: Statement, known: Places) -> Iterator[tuple[Span, bool]]:
    """The content, each piece with whether it is the speaker's own words.

    Direct: all of it. Indirect: none. Mixed: the whole is the page's, and what stands in quotation marks the speaker's.
    """
    for span in statement.content:
        if span.document not in known.articles:
            continue
        yield span, statement.form == "direct"
        if statement.form == "mixed":
            words = known.articles[span.document].words_of(span)
            for quoted in _QUOTED.finditer(words):
                yield Span(span.document, span.start + quoted.start() + 1, span.start + quoted.end() - 1), True


def _variant(span: Span, owner: str, known: Places) -> AccountVariant | None:
    located = known.span(span)
    if located is None:
        return None
    text = " ".join(known.articles[span.document].words_of(span).split())
    return AccountVariant(text, owner, located.document, located.start, located.end)


def _distinct(variants: Iterable[AccountVariant]) -> dict[tuple[str, str, str], AccountVariant]:
    """The first variant of each form, owner and document."""
    first: dict[tuple[str, str, str], AccountVariant] = {}
    for variant in variants:
        if form := _form(variant.text):
            first.setdefault((form, variant.owner, variant.document), variant)
    return first


def _form(text: str) -> str:
    """What makes a form distinct: case, outer punctuation, a leading article and a final possessive do not.

    >>> _form("The Lower Tarn's") == _form("lower tarn")
    True
    """
    bare = _POSSESSIVE.sub("", text)
    words = _EDGES.sub("", bare).casefold().split()
    if len(words) > 1 and words[0] in lexicon.entries("articles"):
        words = words[1:]
    return " ".join(words)
