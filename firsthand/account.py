"""The account: what Firsthand promises to everybody who builds on it, key by key as it is written in JSON.

Offsets are half-open code points of the decoded text of the input file (``documents[].file``); entities, statements and
events are named by their ids. ``None`` means unknown. Field order is the order of keys in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.model import Act, Basis, ConflictKind, EntityKind, EventType, Form, PartKind, Status

SourceKind = Literal["person", "office", "organization", "outlet", "document", "post", "group", "anonymous"]
SCHEMA = "firsthand/1"


@dataclass(frozen=True, slots=True)
class AccountSpan:
    """Code points ``start`` to ``end`` of the file of ``document``."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AccountWhen:
    """Days as ISO 8601; both null means unknown."""

    earliest: str | None
    latest: str | None
    basis: Basis
    evidence: tuple[AccountSpan, ...]


@dataclass(frozen=True, slots=True)
class AccountDate:
    """One thing that dates a document: the days it gives, what it is, ``where`` it stands.

    ``span`` is null for what stands beside the page and for its address; in HTML it may lie in the mark-up.
    """

    kind: Literal["published", "updated"]
    earliest: str | None
    latest: str | None
    basis: Literal["text", "page", "sidecar", "markup", "feed", "sitemap", "address"]
    where: str
    span: AccountSpan | None


@dataclass(frozen=True, slots=True)
class AccountPart:
    """A block of a document."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AccountDocument:
    """One document; a file may hold several, and ``copies`` are files with the same content."""

    id: str
    file: str
    start: int
    end: int
    title: str | None
    outlet: str | None
    published: AccountWhen
    parts: tuple[AccountPart, ...]
    updated: AccountWhen
    url: str | None = None
    copies: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    """Where the page and what was said beside it differ, one line each."""
    dates: tuple[AccountDate, ...] = ()
    """All that dates the document, what its page shows first."""


@dataclass(frozen=True, slots=True)
class AccountGround:
    """A form that an entity is called by, as written, and why it is taken for it."""

    form: str
    reason: str


@dataclass(frozen=True, slots=True)
class AccountApart:
    """An entity that another could be taken for, and why the two were not joined."""

    entity: str
    reason: str


@dataclass(frozen=True, slots=True)
class AccountUnnamed:
    """What is said of an unnamed source, in the page's words but for ``nationality`` (ISO 3166-1 alpha-3)."""

    number: str | None
    nationality: str | None
    closeness: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class AccountEntity:
    """A person, organisation, outlet, place ...; ``reasons`` say why its mentions were joined.

    ``country`` is ISO 3166-1 alpha-3; ``codes`` are "iso3166-1:…", "geonames:…", "domain:…", "wikidata:…".
    ``source`` is what kind of source it is, None where it is heard nowhere.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[AccountSpan, ...]
    reasons: tuple[str, ...] = ()
    country: str | None = None
    codes: tuple[str, ...] = ()
    source: SourceKind | None = None
    unnamed: AccountUnnamed | None = None
    grounds: tuple[AccountGround, ...] = ()
    apart: tuple[AccountApart, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountCarrier:
    """A link between a speaker and the page."""

    entity: str
    span: AccountSpan | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """A report of an act of speaking."""

    id: str
    document: str
    speaker: str | None
    speaker_span: AccountSpan | None
    cue_span: AccountSpan | None
    content: tuple[AccountSpan, ...]
    form: Form
    act: Act
    addressee: str | None
    said: AccountWhen
    via: tuple[AccountCarrier, ...]
    inside: str | None
    utterance: str
    confidence: float
    medium: str | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """A report of an event, as a PLOVER type."""

    id: str
    document: str
    span: AccountSpan
    type: EventType
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    where: str | None
    when: AccountWhen
    statement: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class AccountOrigin:
    """Where reports begin; entity null: the pages do not name it."""

    entity: str | None
    reports: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class AccountClaim:
    """What is asserted, by whom, from how many independent origins."""

    id: str
    text: str
    reports: tuple[str, ...]
    origins: tuple[AccountOrigin, ...]
    independent: int


@dataclass(frozen=True, slots=True)
class AccountConflict:
    """Reports that disagree."""

    id: str
    kind: ConflictKind
    sides: tuple[tuple[str, ...], ...]
    confidence: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AccountMoment:
    """A step of the timeline."""

    when: AccountWhen
    events: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountVariant:
    """One wording; ``owner`` is "page" or the id of the entity whose word it is."""

    text: str
    owner: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AccountWording:
    """How the pages word one thing; ``referent`` is an entity or a claim."""

    referent: str | None
    variants: tuple[AccountVariant, ...]


@dataclass(frozen=True, slots=True)
class AccountOmission:
    """A claim that a document does not carry although it tells the same story."""

    claim: str
    document: str
    basis: str


@dataclass(frozen=True, slots=True)
class AccountFailure:
    """An input that could not be read."""

    file: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """The whole account; ``schema`` names its version."""

    schema: str = SCHEMA
    documents: tuple[AccountDocument, ...] = ()
    entities: tuple[AccountEntity, ...] = ()
    statements: tuple[AccountStatement, ...] = ()
    events: tuple[AccountEvent, ...] = ()
    claims: tuple[AccountClaim, ...] = ()
    conflicts: tuple[AccountConflict, ...] = ()
    timeline: tuple[AccountMoment, ...] = ()
    wording: tuple[AccountWording, ...] = ()
    omissions: tuple[AccountOmission, ...] = ()
    failures: tuple[AccountFailure, ...] = ()
