"""The annotations of a story made one Story: entities, utterances, claims with their origins, conflicts.

It sees only what it is given, and nothing in it depends on the order of the pages but the order of what it returns.
Knowledge of the world comes from the gazetteers of lexicon/ alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.merge.claims import alike, claims, tellable
from firsthand.merge.conflicts import conflicts
from firsthand.merge.entities import entities, told_of
from firsthand.merge.origins import Pages
from firsthand.merge.pairs import Pairs
from firsthand.merge.reports import reports
from firsthand.merge.sides import grouped
from firsthand.merge.utterances import utterances
from firsthand.model import Annotations, Failure, Story

__all__ = ["merge"]


def merge(documents: Sequence[Annotations], failures: Sequence[Failure] = ()) -> Story:
    """Join what the pages of one story say; a document that comes twice (one id) counts once.

    >>> merge(()).claims
    ()
    """
    known = {page.article.id: page for page in documents}
    pages = sorted(known.values(), key=lambda page: (page.article.file, page.article.start, page.article.id))
    joined, entity_of = told_of(pages, *entities(pages))
    items = reports(pages, entity_of)
    spoken = utterances(items)
    pairs = tellable(Pairs(items))
    made = claims(pairs, spoken, Pages(pages, joined, entity_of, spoken))
    claim_of = {report: claim.id for claim in made for report in claim.reports}
    opposed = grouped(conflicts(pairs.heard(), claim_of), claim_of, alike(pairs))
    held = {report for claim in made for report in claim.reports}
    own = tuple(item.own for item in pairs.items if item.own and item.id in held)
    return Story(tuple(known.values()), joined, entity_of, spoken, made, opposed, tuple(failures), own)
