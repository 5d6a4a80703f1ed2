"""The rows of the flat tables: plain columns in reading order, ids last; None is unknown, days are ISO 8601.

Several values in one cell are joined with "; ". Every row with ``start`` and ``end`` counts code points of the decoded
text of ``file``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, get_args, get_type_hints


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document; ``start`` and ``end`` bound it in its file."""

    id: str
    title: str | None
    outlet: str | None
    published_earliest: str | None
    published_latest: str | None
    published_basis: str
    updated_earliest: str | None
    updated_latest: str | None
    url: str | None
    copies: str
    disagreements: str
    outlet_id: str | None
    file: str
    start: int
    end: int
    dates: str = ""
    """All that dates it, one after the other."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity and how often it is mentioned, in how many documents."""

    id: str
    kind: str
    name: str
    aliases: str
    mentions: int
    documents: int
    reasons: str
    country: str | None = None
    codes: str = ""
    source: str | None = None
    unnamed: str = ""
    grounds: str = ""
    apart: str = ""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """Words that stand for an entity."""

    entity: str
    name: str
    text: str
    document: str
    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A report of an act of speaking; ``earliest`` to ``latest`` is when it was said, ``repaired`` 0 or 1.

    ``start`` and ``end`` bound the content; ``spans`` are its pieces where it has several.
    """

    id: str
    speaker: str | None
    act: str
    text: str
    form: str
    addressee: str | None
    via: str
    via_basis: str
    outlet: str | None
    earliest: str | None
    latest: str | None
    basis: str
    published_earliest: str | None
    published_latest: str | None
    speaker_words: str
    cue: str
    medium: str | None
    inside: str | None
    utterance: str
    repaired: int
    confidence: float
    speaker_id: str | None
    document: str
    file: str
    start: int
    end: int
    spans: str
    dated_by: str = ""
    """The words that its days rest on."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A report of an event; ``earliest`` to ``latest`` is when it happened."""

    id: str
    type: str
    mode: str | None
    status: str
    text: str
    actors: str
    targets: str
    place: str | None
    statement: str | None
    outlet: str | None
    earliest: str | None
    latest: str | None
    basis: str
    confidence: float
    document: str
    file: str
    start: int
    end: int
    dated_by: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One report of a claim; ``claim`` gathers the rows of one claim and ``independent`` counts its origins."""

    claim: str
    text: str
    independent: int
    origin: str
    origin_basis: str
    report: str
    kind: str
    speaker: str
    words: str
    outlet: str | None
    earliest: str | None
    latest: str | None
    document: str
    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One report on one ``side`` (1, 2 ...) of a conflict."""

    conflict: str
    kind: str
    side: int
    report: str
    speaker: str
    words: str
    outlet: str | None
    reason: str
    confidence: float
    document: str
    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MomentRow:
    """One report at one step (1, 2 ...) of the timeline; ``item`` is a statement or event id, as ``kind`` tells."""

    moment: int
    earliest: str | None
    latest: str | None
    basis: str
    kind: str
    item: str
    speaker: str
    words: str
    outlet: str | None
    document: str
    file: str
    start: int
    end: int
    dated_by: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table under its name."""

    documents: tuple[DocumentRow, ...] = ()
    entities: tuple[EntityRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    conflicts: tuple[ConflictRow, ...] = ()
    timeline: tuple[MomentRow, ...] = ()


def row_types() -> dict[str, Any]:
    """The name of every flat table, in order, and the class of its rows.

    >>> list(row_types())[:3]
    ['documents', 'entities', 'mentions']
    """
    return {name: get_args(hint)[0] for name, hint in get_type_hints(Tables).items()}


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table, in order. Raises KeyError for a name that is none.

    >>> columns("mentions")
    ('entity', 'name', 'text', 'document', 'file', 'start', 'end')
    """
    return tuple(field.name for field in fields(row_types()[table]))
