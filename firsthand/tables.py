"""The account as flat tables: one row an observation, names in place of ids, its words re-read from the source.

A row stands alone: it carries the words, who speaks, the outlet, the days and the place in the file. Several values in
one cell are joined with "; ". It does not know where a table goes: the store keeps these rows, the exporters write
them, the command line shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from firsthand.account import (
    Account,
    AccountDate,
    AccountDocument,
    AccountEvent,
    AccountOrigin,
    AccountSpan,
    AccountStatement,
    AccountUnnamed,
    AccountWhen,
)
from firsthand.rows import (
    ClaimRow,
    ConflictRow,
    DocumentRow,
    EntityRow,
    EventRow,
    MentionRow,
    MomentRow,
    StatementRow,
    Tables,
)

JOIN = "; "
GAP = " … "


@dataclass(frozen=True, slots=True)
class _Lookup:
    """What a row needs beside its own observation."""

    documents: Mapping[str, AccountDocument]
    names: Mapping[str, str]
    sources: Mapping[str, str]

    def words(self, span: AccountSpan | None) -> str:
        """The source under ``span``; "" for None."""
        return self.sources[span.document][span.start : span.end] if span else ""

    def name(self, entity: str | None) -> str | None:
        return self.names.get(entity, entity) if entity else None

    def joined(self, entities: Iterable[str]) -> str:
        return JOIN.join(self.names.get(entity, entity) for entity in entities)


def tables(account: Account, sources: Mapping[str, str]) -> Tables:
    """The flat tables of ``account``; ``sources`` maps each document id to the decoded text of its file.

    Raises KeyError where the source of a quoted document is not given.

    >>> tables(Account(), {}).statements
    ()
    """
    look = _Lookup(
        {document.id: document for document in account.documents},
        {entity.id: entity.name for entity in account.entities},
        sources,
    )
    statements = {statement.id: _statement(statement, look) for statement in account.statements}
    events = {event.id: _event(event, look) for event in account.events}
    reports: dict[str, StatementRow | EventRow] = {**statements, **events}
    return Tables(
        documents=tuple(_document(document, look) for document in account.documents),
        entities=_entities(account, look),
        mentions=_mentions(account, look),
        statements=tuple(statements.values()),
        events=tuple(events.values()),
        claims=_claims(account, look, reports),
        conflicts=_conflicts(account, reports),
        timeline=_timeline(account, reports),
    )


def _document(document: AccountDocument, look: _Lookup) -> DocumentRow:
    return DocumentRow(
        id=document.id,
        title=document.title,
        outlet=look.name(document.outlet),
        published_earliest=document.published.earliest,
        published_latest=document.published.latest,
        published_basis=document.published.basis,
        updated_earliest=document.updated.earliest,
        updated_latest=document.updated.latest,
        url=document.url,
        copies=JOIN.join(document.copies),
        disagreements=JOIN.join(document.disagreements),
        outlet_id=document.outlet,
        file=document.file,
        start=document.start,
        end=document.end,
        dates=JOIN.join(_dating(found) for found in document.dates),
    )


def _dating(found: AccountDate) -> str:
    days = found.earliest if found.earliest == found.latest else f"{found.earliest or '..'} to {found.latest or '..'}"
    return f"{found.kind} {days} ({found.where})"


def _evidence(when: AccountWhen, look: _Lookup) -> str:
    """The words that an interval rests on."""
    return JOIN.join(dict.fromkeys(look.words(span) for span in when.evidence))


def _entities(account: Account, look: _Lookup) -> tuple[EntityRow, ...]:
    return tuple(
        EntityRow(
            id=entity.id,
            kind=entity.kind,
            name=entity.name,
            aliases=JOIN.join(entity.aliases),
            mentions=len(entity.mentions),
            documents=len({mention.document for mention in entity.mentions}),
            reasons=JOIN.join(entity.reasons),
            country=entity.country,
            codes=JOIN.join(entity.codes),
            source=entity.source,
            unnamed=JOIN.join(_told(entity.unnamed)) if entity.unnamed else "",
            grounds=JOIN.join(f"{ground.form}: {ground.reason}" for ground in entity.grounds),
            apart=JOIN.join(f"{look.name(other.entity)}: {other.reason}" for other in entity.apart),
        )
        for entity in account.entities
    )


def _told(unnamed: AccountUnnamed) -> list[str]:
    """What is said of an unnamed source, each with its heading.

    >>> _told(AccountUnnamed("two", None, "close to the talks", None))
    ['number: two', 'closeness: close to the talks']
    """
    told = ((field.name, getattr(unnamed, field.name)) for field in fields(AccountUnnamed))
    return [f"{name}: {value}" for name, value in told if value]


def _mentions(account: Account, look: _Lookup) -> tuple[MentionRow, ...]:
    return tuple(
        MentionRow(
            entity=entity.id,
            name=entity.name,
            text=look.words(span),
            document=span.document,
            file=look.documents[span.document].file,
            start=span.start,
            end=span.end,
        )
        for entity in account.entities
        for span in entity.mentions
    )


def _statement(statement: AccountStatement, look: _Lookup) -> StatementRow:
    document = look.documents[statement.document]
    extent = statement.content or tuple(span for span in (statement.cue_span, statement.speaker_span) if span)
    pieces = [f"{span.start}-{span.end}" for span in statement.content]
    return StatementRow(
        id=statement.id,
        speaker=look.name(statement.speaker),
        act=statement.act,
        text=GAP.join(look.words(span) for span in statement.content),
        form=statement.form,
        addressee=look.name(statement.addressee),
        via=look.joined(carrier.entity for carrier in statement.via),
        via_basis=JOIN.join(carrier.basis for carrier in statement.via),
        outlet=look.name(document.outlet),
        earliest=statement.said.earliest,
        latest=statement.said.latest,
        basis=statement.said.basis,
        published_earliest=document.published.earliest,
        published_latest=document.published.latest,
        speaker_words=look.words(statement.speaker_span),
        cue=look.words(statement.cue_span),
        medium=statement.medium,
        inside=statement.inside,
        utterance=statement.utterance,
        repaired=int(statement.repaired),
        confidence=statement.confidence,
        speaker_id=statement.speaker,
        document=statement.document,
        file=document.file,
        start=min((span.start for span in extent), default=document.start),
        end=max((span.end for span in extent), default=document.start),
        spans=JOIN.join(pieces),
        dated_by=_evidence(statement.said, look),
    )


def _event(event: AccountEvent, look: _Lookup) -> EventRow:
    document = look.documents[event.document]
    return EventRow(
        id=event.id,
        type=event.type,
        mode=event.mode,
        status=event.status,
        text=look.words(event.span),
        actors=look.joined(event.actors),
        targets=look.joined(event.targets),
        place=look.name(event.where),
        statement=event.statement,
        outlet=look.name(document.outlet),
        earliest=event.when.earliest,
        latest=event.when.latest,
        basis=event.when.basis,
        confidence=event.confidence,
        document=event.document,
        file=document.file,
        start=event.span.start,
        end=event.span.end,
        dated_by=_evidence(event.when, look),
    )


def _who(report: StatementRow | EventRow) -> str:
    return report.speaker or "" if isinstance(report, StatementRow) else report.actors


def _kind(report: StatementRow | EventRow) -> str:
    return "statement" if isinstance(report, StatementRow) else "event"


def _claims(account: Account, look: _Lookup, reports: Mapping[str, StatementRow | EventRow]) -> tuple[ClaimRow, ...]:
    return tuple(
        ClaimRow(
            claim=claim.id,
            text=claim.text,
            independent=claim.independent,
            origin=JOIN.join(_origin(origin, look) for origin in claim.origins if report.id in origin.reports),
            origin_basis=JOIN.join(origin.basis for origin in claim.origins if report.id in origin.reports),
            report=report.id,
            kind=_kind(report),
            speaker=_who(report),
            words=report.text,
            outlet=report.outlet,
            earliest=report.earliest,
            latest=report.latest,
            document=report.document,
            file=report.file,
            start=report.start,
            end=report.end,
        )
        for claim in account.claims
        for report in (reports[id_] for id_ in claim.reports if id_ in reports)
    )


def _origin(origin: AccountOrigin, look: _Lookup) -> str:
    return look.name(origin.entity) or "unknown"


def _conflicts(account: Account, reports: Mapping[str, StatementRow | EventRow]) -> tuple[ConflictRow, ...]:
    return tuple(
        ConflictRow(
            conflict=conflict.id,
            kind=conflict.kind,
            side=number,
            report=report.id,
            speaker=_who(report),
            words=report.text,
            outlet=report.outlet,
            reason=conflict.reason,
            confidence=conflict.confidence,
            document=report.document,
            file=report.file,
            start=report.start,
            end=report.end,
        )
        for conflict in account.conflicts
        for number, side in enumerate(conflict.sides, 1)
        for report in (reports[id_] for id_ in side if id_ in reports)
    )


def _timeline(account: Account, reports: Mapping[str, StatementRow | EventRow]) -> tuple[MomentRow, ...]:
    return tuple(
        MomentRow(
            moment=number,
            earliest=moment.when.earliest,
            latest=moment.when.latest,
            basis=moment.when.basis,
            kind=_kind(report),
            item=report.id,
            speaker=_who(report),
            words=report.text,
            outlet=report.outlet,
            document=report.document,
            file=report.file,
            start=report.start,
            end=report.end,
            dated_by=report.dated_by,
        )
        for number, moment in enumerate(account.timeline, 1)
        for report in (reports[id_] for id_ in (*moment.events, *moment.statements) if id_ in reports)
    )
