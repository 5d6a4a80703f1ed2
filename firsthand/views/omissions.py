"""Omissions: claims of the story that a page about the same matter does not carry.

It says only that the claim was not found; whether a page had reason to carry it, or carries it in words that were not
recognised, it does not know. So it speaks seldom: of claims that several pages carry, and pages that name the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from firsthand.account import AccountOmission
from firsthand.model import Annotations, Span, Story
from firsthand.views.places import Places, places

Name = tuple[str, Span]
"""An entity and where a page names it."""

# Set by hand, on no data: two pages make a claim the story's own, two names in common make a page one about it.
CARRIED_BY = 2
SHARED_ENTITIES = 2
NOT_FOUND = "not found in this page"
NOT_FOUND_UNDATED = "not found in this page, whose date is unknown"


def omissions(story: Story, known: Places | None = None) -> tuple[AccountOmission, ...]:
    """For each claim carried by several documents, those documents about the same matter where it was not found.

    A document counts as about the same matter if it names at least two entities that the claim's reports name; one
    published before any report of the claim was made is passed over. ``known`` are the places of the
    story, where they were found before.
    """
    known = known or places(story)
    outlets = {entity.id for entity in story.entities if entity.kind == "outlet"}
    names = {document.article.id: _names(document, story.entity_of) for document in known.documents}
    named = {document: {entity for entity, _ in found} - outlets for document, found in names.items()}
    found = []
    for claim in sorted(story.claims, key=lambda claim: claim.id):
        reports = known.shown(claim.reports)
        carriers = {known.document_of(report) for report in reports}
        if len(carriers) < CARRIED_BY:
            continue
        entities = _entities(reports, known, names, story.entity_of) - outlets
        for document in known.documents:
            identifier = document.article.id
            about = len(entities & named[identifier]) >= SHARED_ENTITIES
            if identifier not in carriers and about and not _earlier(document, reports, known):
                undated = document.published.latest is None
                found.append(AccountOmission(claim.id, identifier, NOT_FOUND_UNDATED if undated else NOT_FOUND))
    return tuple(found)


def _names(document: Annotations, entity_of: Mapping[str, str]) -> list[Name]:
    return [
        (entity_of[chain.id], mention.span)
        for chain in document.chains
        if chain.id in entity_of
        for mention in chain.mentions
        if mention.form == "name"
    ]


def _entities(
    reports: Iterable[str], known: Places, names: Mapping[str, Sequence[Name]], entity_of: Mapping[str, str]
) -> set[str]:
    """Entities named inside the words of a claim's reports, with the actors and targets of its events."""
    chains: set[str] = set()
    words: list[Span] = []
    for report in reports:
        if report in known.statements:
            words += known.statements[report].content
        else:
            event = known.events[report]
            words.append(event.span)
            chains.update(event.actors, event.targets)
    found = {entity_of[chain] for chain in chains if chain in entity_of}
    found.update(entity for held in words for entity, span in names.get(held.document, ()) if held.holds(span))
    return found


def _earlier(document: Annotations, reports: Iterable[str], known: Places) -> bool:
    """Whether the document was out before the first dated report was made or its event began."""
    whens = [known.statements[r].said if r in known.statements else known.events[r].when for r in reports]
    days = [when.earliest for when in whens if when.earliest]
    published = document.published.latest
    return published is not None and bool(days) and published < min(days)
