"""The nouns: every value that passes between rooms. Frozen, standard library only; long because they stay in one file.

Two coordinate systems exist, and one place joins them. A Page's decoded text is the *source*; an Article's ``text`` is
what is read (for a text dump the same characters with odd spaces made plain, for HTML the text without mark-up).
Everything up to and including Story counts code points of Article.text; the account counts code points of the source.
``Article.locate`` is the bridge.

| in one article                         | across articles                                          |
|----------------------------------------|----------------------------------------------------------|
| Mention, gathered in a Chain           | Entity                                                   |
| EventMention                           | (events stay mentions; claims and the timeline join them)|
| Statement (source, cue, content)       | Utterance (one act of speaking), Claim (what is asserted)|
| Article, Annotations                   | Story                                                    |
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PartKind = Literal["headline", "standfirst", "byline", "dateline", "subhead", "body", "caption", "furniture"]
EntityKind = Literal["person", "organization", "outlet", "place", "group", "product", "anonymous", "other"]
MentionForm = Literal["name", "nominal", "pronoun"]
Form = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "says", "denies", "threatens", "promises", "demands", "accuses", "asks", "confirms", "announces", "estimates",
    "other",
]  # fmt: skip
Basis = Literal["stated", "inferred", "unknown"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "threatened", "alleged", "denied", "hypothetical", "ended"]
ConflictKind = Literal["polarity", "quantity", "actor", "characterisation", "time", "position"]


def identity(tag: str, *parts: object) -> str:
    """A tagged content hash: the same parts have the same id on every machine.

    >>> identity("s", "d1", 10, 20)
    's-2c594de470d8'
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{tag}-{digest[:12]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code points of the text of the article ``document``."""

    document: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.document == other.document and self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.document == other.document and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included; None is an open end; both None: unknown.

    ``evidence`` are the words that it rests on; empty for what a sidecar says.
    """

    earliest: date | None = None
    latest: date | None = None
    basis: Basis = "unknown"
    evidence: tuple[Span, ...] = ()


UNKNOWN = When()


@dataclass(frozen=True, slots=True)
class DateNote:
    """One thing that dates a page: what it says (``when``), what sort of thing it is and ``where`` it stands.

    ``at`` are code points of the page's source, None for what stands beside the page or in its address; what words of
    the text say has them as evidence of ``when``. ``page`` is what readers see around that text. ``clock``: it gives a
    time of day as well.
    """

    kind: Literal["published", "updated"]
    when: When
    basis: Literal["text", "page", "sidecar", "markup", "feed", "sitemap", "address"]
    where: str
    at: tuple[int, int] | None = None
    clock: bool = False


# --- get ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a sidecar, a JSONL row or a page's own mark-up says of a page; None where it says nothing."""

    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: date | None = None
    updated: date | None = None
    language: str | None = None
    dates: tuple[DateNote, ...] = ()
    """All that dates the page, most trusted first; ``published`` and ``updated`` are the first of their kind."""


@dataclass(frozen=True, slots=True)
class Page:
    """One input as it came. ``file`` names it in the account; ``encoding`` is what its carrier declared, or None."""

    file: str
    content: bytes
    media: Literal["text", "html"]
    metadata: Metadata = Metadata()
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap says of the page at an address; ``file`` is the page that its entry makes, if it does."""

    file: str
    url: str
    dates: tuple[DateNote, ...]


# --- clean ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A block of an article's text, offsets in Article.text."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One document cut out of a page.

    ``source[start:end]`` is its extent in the decoded source. ``starts[i]`` and ``ends[i]`` are the source offsets of
    character i of ``text``. ``stated`` is metadata from outside the text (sidecar), ``found`` from the page's mark-up.
    ``copies`` are other files with the same content.
    """

    id: str
    file: str
    source: str
    start: int
    end: int
    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range
    parts: tuple[Part, ...]
    title: str | None = None
    title_span: Span | None = None
    stated: Metadata = Metadata()
    found: Metadata = Metadata()
    copies: tuple[str, ...] = ()

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of ``text[start:end]``; an empty range sits before its character."""
        if start >= end:
            at = self.starts[start] if start < len(self.text) else self.end
            return at, at
        return self.starts[start], self.ends[end - 1]

    def span(self, start: int, end: int) -> Span:
        """A Span of this article."""
        return Span(self.id, start, end)

    def words_of(self, span: Span) -> str:
        """The text that a span of this article covers."""
        return self.text[span.start : span.end]


# --- annotate -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the part it stands in (index into Article.parts); ``meaning`` as of a statement."""

    span: Span
    part: int
    meaning: bytes = b""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its analysis; ``head`` is the index of its governor in Annotations.tokens, None for a root."""

    start: int
    end: int
    pos: str
    head: int | None
    relation: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name, describe or point at someone or something."""

    span: Span
    kind: EntityKind
    form: MentionForm
    phrase: Span | None = None
    """The whole phrase, where it goes on behind ``span``: "the envoy" of "the envoy to Exland"."""

    @property
    def whole(self) -> Span:
        """All the words of the mention: its phrase, or else its span."""
        return self.phrase or self.span


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one entity within one article. ``name`` is its fullest form as written."""

    id: str
    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...]
    roles: tuple[str, ...] = ()
    """Offices and descriptions that the page gives it: "defence minister", "press secretary"."""
    affiliations: tuple[str, ...] = ()
    """Names that the page ties it to ("Ukraine's defence minister": "Ukraine")."""
    grounds: tuple[tuple[str, str], ...] = ()
    """Why a form, as written, is taken for this entity: form and reason, for every form but ``name`` and pronouns."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 of type DATE, TIME, DURATION or SET and the days it means; ``value`` as far as the words give it.

    A ``value`` of "": the words are a time that no rule reads.
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    when: When


@dataclass(frozen=True, slots=True)
class Carrier:
    """A link of a relay chain; ``chain`` is the Chain id of the carrier."""

    chain: str
    span: Span | None
    basis: Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: a source said, by a cue, a content. ``speaker`` and ``addressee`` are Chain ids, None if unknown.

    ``via`` runs from the speaker outwards. ``inside`` is the id of the statement that contains this one.
    ``scope`` is the sentence or passage that the statement was read from.
    """

    id: str
    speaker: str | None
    speaker_span: Span | None
    cue_span: Span | None
    content: tuple[Span, ...]
    form: Form
    act: Act
    said: When
    confidence: float
    addressee: str | None = None
    via: tuple[Carrier, ...] = ()
    inside: str | None = None
    medium: str | None = None
    repaired: bool = False
    """Whether a quotation mark was missing and its place inferred."""
    meaning: bytes = b""
    """What the content means: 128 signed bytes, 127 times a unit vector, near for like meanings; b"": unknown."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that report an event. ``actors``, ``targets`` and ``where`` are Chain ids."""

    id: str
    span: Span
    type: EventType
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    where: str | None
    when: When
    statement: str | None
    confidence: float
    meaning: bytes = b""
    """As of a statement, of the event with the words around it."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that is read from one article alone."""

    article: Article
    published: When
    outlet: str | None
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    chains: tuple[Chain, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[EventMention, ...] = ()
    updated: When = UNKNOWN
    disagreements: tuple[str, ...] = ()
    """Where the page and what was said beside it differ, one line each."""
    dates: tuple[DateNote, ...] = ()
    """All that dates the page, the deciding first."""


# --- merge ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place ... across the story; ``chains`` are the ids of its Chains."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    chains: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    """Why chains were joined, one line a join."""
    country: str | None = None
    """ISO 3166-1 alpha-3 of the country that a place, body or seat of government is, lies in or governs."""
    codes: tuple[str, ...] = ()
    """What others call it: "iso3166-1:NLD", "geonames:2755003", "domain:example.org"."""
    grounds: tuple[tuple[str, str], ...] = ()
    """Forms that it is called by, as written, each with a reason why it is meant."""
    apart: tuple[tuple[str, str], ...] = ()
    """Ids of entities that it could be taken for, each with the reason why it was not joined with them."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of speaking and the statements that report it."""

    id: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the chains of some reports begin; ``entity`` None is an origin that the pages do not name."""

    entity: str | None
    reports: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asserted; ``text`` is the wording of its plainest report. ``independent`` counts distinct origins."""

    id: str
    text: str
    reports: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reports that cannot both hold, or positions that oppose each other; sides are statement or event ids."""

    id: str
    kind: ConflictKind
    sides: tuple[tuple[str, ...], ...]
    confidence: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, where and why."""

    file: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that a set of articles says, joined. ``entity_of`` maps Chain ids to Entity ids."""

    documents: tuple[Annotations, ...]
    entities: tuple[Entity, ...] = ()
    entity_of: Mapping[str, str] = field(default_factory=dict)
    utterances: tuple[Utterance, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    failures: tuple[Failure, ...] = ()
    own: tuple[Statement, ...] = ()
    """What pages say in their own voice, as far as a claim holds it; these stand in no Annotations."""
