"""Statements, events and what pages assert themselves in one comparable form: of what, what not, with which amounts.

A feature is a word family ("build") or an entity ("@n-..."), so that a name, its variants and its pronouns are one.
Words are compared in their order; what is said of what comes from the tree (grammar.py). Irony passes unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import NamedTuple, TypedDict

from firsthand import lexicon
from firsthand.merge.asserted import asserted
from firsthand.merge.dismissals import dismisses
from firsthand.merge.grammar import light_words
from firsthand.merge.propositions import Proposition, at_once
from firsthand.merge.quantities import Quantity
from firsthand.merge.reader import Reader
from firsthand.merge.turns import Turn, turn
from firsthand.merge.words import among, appraisals, sense, words
from firsthand.model import UNKNOWN, Act, Annotations, EventMention, Span, Statement, When

WINDOW = 10
"""Words on either side of an event's words that belong to it, within its sentence; set by hand."""
REACH = 2
"""Content words that a negation of reach "phrase" turns; set by hand."""

RUN = 5
"""Words in a row that two quotations share to be one; set by hand (free speech seldom repeats five words)."""
PARTING = frozenset({",", "and", "but", "that", "which", "who", "because", "while"})
"""What ends the reach of a negation of reach "phrase"."""
_SOLID = re.compile(r"\S+")


class Wording(NamedTuple):
    """How a reader is told a report: what can be taken alone, and whether it has a subject and a verb."""

    clause: str = ""
    whole: bool = True


@dataclass(slots=True, eq=False)
class Report:
    """One statement or event of one page. It is not frozen, for it would take twice as long to make, and never changes.

    ``line`` are its features in order, with repeats; ``negated`` those under a negation; ``trigger`` those of an
    event's own words; ``parties`` its actors, targets and place; ``speaker`` an Entity id or None; ``voice`` the
    Statement that it is or stands in.
    """

    id: str
    page: int
    spans: tuple[Span, ...]
    text: str
    line: tuple[str, ...]
    negated: frozenset[str]
    amounts: tuple[Quantity, ...]
    when: When
    speaker: str | None = None
    act: Act | None = None
    event: EventMention | None = None
    voice: Statement | None = None
    trigger: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    """Those of the parties that do it."""
    told: When = UNKNOWN
    """When the page was published."""
    sentence: Span | None = None
    """The sentence that it begins in."""
    turned_down: bool = False
    """Whether it rejects something rather than denies that it is so."""
    core: frozenset[str] = frozenset()
    """The word families that it turns on; empty without a parse."""
    propositions: tuple[Proposition, ...] = ()
    """What is said of what; none for an event within a statement, which speaks for itself."""
    targets: frozenset[str] = frozenset()
    """Those of the parties that it is done to."""
    known: frozenset[str] = frozenset()
    """Those of the parties that have a name or a country."""
    cue: tuple[str, ...] = ()
    """The folded words of its cue."""
    telling: str | None = None
    """The id of the statement that an event is the act of making."""
    plain: tuple[str, ...] = ()
    """The folded words of its text."""
    runs: frozenset[tuple[str, ...]] = frozenset()
    """All words in a row of a statement, RUN together, for comparing quotations."""
    wording: Callable[[], Wording] = Wording
    """Tells how a reader is told it: read when it is asked for, for few are told."""
    heading: bool = False
    """Whether it stands in a headline, a standfirst or a caption."""
    meaning: bytes = b""
    """As of its statement, event or sentence."""
    around: bytes = b""
    """What the sentence means that it begins in."""
    place: int = 0
    """How many sentences of its page begin before it."""
    dismissive: bool = False
    """Whether it is a statement that calls what somebody said absurd or false."""
    speaking: frozenset[str] = frozenset()
    """The speaker of a statement and the country that it stands for."""
    turn: Turn | None = None
    """The words around a statement by which the page turns to it."""
    own: Statement | None = None
    """The sentence itself where a page says it in its own voice; such a report is no event and has no ``voice``."""
    complete: Callable[[Report], Report] | None = None
    """Reads the rest of such a sentence where it is worth it."""

    features: frozenset[str] = field(init=False, repr=False, compare=False)
    """Everything that it is about."""
    words: frozenset[str] = field(init=False, repr=False, compare=False)
    """The features that are no entities."""
    refused: frozenset[str] = field(init=False, repr=False, compare=False)
    """The negated features that are no entities."""
    judgement: frozenset[str] = field(init=False, repr=False, compare=False)
    """Whether a statement praises ("good") or blames ("bad"), in its words or by its cue; an event does neither."""

    def __post_init__(self) -> None:
        features = frozenset(self.line) | self.parties
        self.features = features
        self.words = frozenset(one for one in features if one[0] != "@")
        self.refused = frozenset(one for one in self.negated if one[0] != "@")
        told = {*self.line, *map(sense, self.cue)} if self.event is None else set()
        self.judgement = frozenset(appraisals()[one] for one in told & appraisals().keys() if one)


def reports(documents: Sequence[Annotations], entity_of: Mapping[str, str]) -> tuple[Report, ...]:
    """Every statement, event and sentence in a page's own voice, page by page in the order of the text."""
    found: list[Report] = []
    for number, page in enumerate(documents):
        reader = Reader(page, entity_of, number)
        voices = {statement.id: statement for statement in page.statements}
        here = [_of_statement(statement, reader) for statement in page.statements]
        here += [_of_event(event, reader, voices) for event in page.events]
        here += [_of_page_itself(one, reader) for one in asserted(reader)] if len(documents) > 1 else []
        found += sorted((one for one in here if one.spans), key=lambda one: (one.spans[0], one.id))
    return tuple(found)


def _of_statement(statement: Statement, reader: Reader) -> Report:
    article = reader.page.article
    read = [pair for span in statement.content for pair in (*reader.features(span.start, span.end), ("", "."))]
    line = tuple(feature for feature, _ in read if feature)
    negated = _negated(read)
    cue = article.words_of(statement.cue_span) if statement.cue_span else ""
    cue_words = tuple(words(cue))
    turned_down = _turns_down(cue_words)
    act = statement.act
    if act == "denies" and cue and not _denies(cue_words):
        act = "other"
    if act == "denies" and not negated and not turned_down:
        negated = frozenset(line)
    amounts = tuple(amount for span in statement.content for amount in reader.amounts(span))
    line += tuple(one.feature for one in amounts if one.feature)
    text = " … ".join(article.words_of(span) for span in statement.content)
    plain = tuple(words(text))
    runs = frozenset(plain[at : at + RUN] for at in range(len(plain) - RUN + 1))
    speaker = reader.entity_of.get(statement.speaker or "")
    sentence = reader.sentence(statement.content[0]) if statement.content else None
    return Report(
        statement.id, reader.number, statement.content, text, line, negated, amounts, statement.said, speaker, act,
        None, statement, told=reader.page.published, sentence=sentence,
        turned_down=turned_down, core=reader.grammar.core(statement.content),
        propositions=_said(statement, reader, line, bool(negated)),
        heading=bool(statement.content) and reader.heads(statement.content[0]), cue=cue_words,
        wording=partial(_told, statement, act, reader),
        plain=plain, runs=runs, meaning=statement.meaning, dismissive=dismisses(line, cue_words, negated),
        speaking=reader.known((statement.speaker,)) if statement.speaker else frozenset(), turn=turn(statement, reader),
        **_where(statement.content[0] if statement.content else None, reader),
    )  # fmt: skip


def _of_page_itself(sentence: Statement, reader: Reader) -> Report:
    """What a page says itself, as far as it tells which other pages may say it: of most such sentences none does.

    It may turn on every word of it, negates none, and has no text, until ``complete`` has read on.
    """
    (span,) = sentence.content
    amounts = tuple(reader.amounts(span))
    read = [feature for feature, _ in reader.features(span.start, span.end) if feature]
    line = (*read, *(one.feature for one in amounts if one.feature))
    return Report(
        sentence.id, reader.number, sentence.content, "", line, frozenset(), amounts, sentence.said,
        told=reader.page.published, sentence=span, core=frozenset(line), own=sentence, meaning=sentence.meaning,
        heading=reader.heads(span), plain=reader.plain(span), **_where(span, reader),
        wording=partial(_told, sentence, sentence.act, reader), complete=partial(_read_on, sentence, reader),
    )  # fmt: skip


def _read_on(sentence: Statement, reader: Reader, begun: Report) -> Report:
    """Less than of what somebody says: it is held against others for claims alone."""
    (span,) = sentence.content
    return replace(
        begun, text=reader.page.article.words_of(span), negated=_negated(reader.features(span.start, span.end)),
        core=reader.grammar.core((span,)),
    )  # fmt: skip


def _told(statement: Statement, act: Act, reader: Reader) -> Wording:
    """A denial with who denies it; any other statement by its content alone."""
    denied = _as_denied(statement, reader) if act == "denies" else ""
    return Wording(denied, bool(denied) or reader.grammar.whole(statement.content))


def _said(statement: Statement, reader: Reader, line: Sequence[str], negated: bool) -> tuple[Proposition, ...]:
    """What a statement says of what; of a page without a parse all at once, of no predicate."""
    if reader.page.tokens:
        return tuple(one for span in statement.content for one in reader.grammar.propositions(span))
    return (at_once(frozenset(), line, negated),)


def _as_denied(statement: Statement, reader: Reader) -> str:
    """The words of a denial with its cue and, where they stand together, its speaker."""
    spans = [statement.cue_span or statement.content[0], *statement.content]
    if statement.speaker_span is not None and statement.speaker_span.start < spans[0].start:
        spans.append(statement.speaker_span)
    whole = Span(spans[0].document, min(span.start for span in spans), max(span.end for span in spans))
    return reader.page.article.words_of(whole) if reader.sentence(whole).holds(whole) else ""


def _telling(event: EventMention, voices: Iterable[Statement]) -> str | None:
    return next((one.id for one in voices if one.cue_span and one.cue_span.overlaps(event.span)), None)


def _of_event(event: EventMention, reader: Reader, voices: Mapping[str, Statement]) -> Report:
    article, sentence = reader.page.article, reader.sentence(event.span)
    before = [match.start() for match in _SOLID.finditer(article.text, sentence.start, event.span.start)][-WINDOW:]
    after = [match.end() for match in islice(_SOLID.finditer(article.text, event.span.end, sentence.end), WINDOW)]
    start = before[0] if before else event.span.start
    end = after[-1] if after else event.span.end
    read = reader.features(start, end)
    own = frozenset(feature for feature, _ in reader.features(event.span.start, event.span.end) if feature)
    weighty = _weighty(own)
    negated = own if event.status == "denied" else frozenset(own & _negated(read))
    actors, targets = reader.known(event.actors), reader.known(event.targets)
    parties = actors | targets | (reader.known((event.where,)) if event.where else frozenset())
    line = tuple(feature for feature, _ in read if feature)
    voice = voices.get(event.statement or "")
    counted = Span(article.id, start, end)
    if reader.counts(counted):
        clause = reader.grammar.clause(event.span) or sentence
        counted = Span(article.id, max(start, clause.start), min(end, clause.end))
    amounts = tuple(reader.amounts(counted))
    line += tuple(one.feature for one in amounts if one.feature)
    return Report(
        event.id, reader.number, (event.span,), article.words_of(sentence), line, negated, amounts,
        event.when, reader.entity_of.get(voice.speaker or "") if voice else None, voice.act if voice else None, event,
        voice,
        weighty, parties,
        actors, reader.page.published, sentence,
        event.type == "REJECT" and event.status != "denied",
        weighty,
        _of_page(event, reader, sentence, weighty) if voice is None else (),
        targets=targets, telling=_telling(event, voices.values()),
        known=frozenset(one for one in parties if one.startswith("@c ") or one in reader.named),
        wording=partial(_happened, event, voice, reader), heading=reader.heads(event.span), meaning=event.meaning,
        plain=reader.plain(sentence), **_where(event.span, reader),
    )  # fmt: skip


class _Where(TypedDict):
    around: bytes
    place: int


def _where(span: Span | None, reader: Reader) -> _Where:
    at = reader.place(span.start) if span else -1
    return {"around": reader.page.sentences[at].meaning if at >= 0 else b"", "place": max(0, at)}


def _of_page(event: EventMention, reader: Reader, sentence: Span, weighty: frozenset[str]) -> tuple[Proposition, ...]:
    """What a page says in its own voice by an event's words, and how it judges the event ("the brave decision to")."""
    found = reader.grammar.propositions(event.span, sentence)
    return (*found, *(one for one in reader.judging(sentence) if any(weighty & part for part in one.passage.own)))


def _weighty(own: Iterable[str]) -> frozenset[str]:
    """The word families of an event's own words, without the verbs that only carry its noun ("impose sanctions")."""
    found = frozenset(one for one in own if not one.startswith("@"))
    return found - light_words("event_light_verbs") or found


def _happened(event: EventMention, voice: Statement | None, reader: Reader) -> Wording:
    """An event as a reader can take it alone: its clause (or sentence), a denied one with who denies it."""
    clause = reader.grammar.clause(event.span) or reader.sentence(event.span)
    denied = _as_denied(voice, reader) if event.status == "denied" and voice is not None else ""
    return Wording(denied or reader.page.article.words_of(clause), reader.grammar.whole([clause]))


def _denies(cue: Iterable[str]) -> bool:
    return among(cue, "merge_denials")


def _turns_down(cue: Iterable[str]) -> bool:
    return among(cue, "merge_rejections")


def _negated(read: Sequence[tuple[str | None, str]]) -> frozenset[str]:
    found: set[str] = set()
    reach = lexicon.table("merge_negations")
    for place, word in [(place, word) for place, (_, word) in enumerate(read) if word in reach]:
        if place + 1 < len(read) and read[place + 1][1] in lexicon.entries("merge_negation_exceptions"):
            continue
        left = REACH if reach[word] == "phrase" else len(read)
        for feature, later in read[place + 1 :]:
            if feature == "" or left == 0 or (reach[word] == "phrase" and later in PARTING):
                break
            if feature:
                left -= not feature.startswith("@")
                found.add(feature)
    return frozenset(found)
