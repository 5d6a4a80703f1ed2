"""The account of a story: chains become entities, offsets those of the source, dates ISO 8601, order that of reading.

It adds nothing to what was found and leaves out what has no words to show, together with every reference to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from firsthand.account import (
    Account,
    AccountApart,
    AccountCarrier,
    AccountClaim,
    AccountConflict,
    AccountDate,
    AccountDocument,
    AccountEntity,
    AccountEvent,
    AccountFailure,
    AccountGround,
    AccountOrigin,
    AccountPart,
    AccountSpan,
    AccountStatement,
    AccountUnnamed,
    SourceKind,
)
from firsthand.model import Annotations, Article, DateNote, Entity, EventMention, Metadata, Statement, Story, identity
from firsthand.views.omissions import omissions
from firsthand.views.places import Places, iso, places
from firsthand.views.sources import source_kind, unnamed
from firsthand.views.timeline import timeline
from firsthand.views.wording import wording


def account(story: Story, items: Mapping[str, str] | None = None) -> Account:
    """All that ``story`` holds, as the account that is written; equal stories give equal accounts.

    ``items`` maps names, case-folded, to Wikidata items: an entity whose names have just one of them gets it as a code.

    A statement or event without located words, a claim without reports, a conflict with fewer than two sides and an
    entity that is neither mentioned nor referred to are left out. A document's outlet that no page mentions (a sidecar
    named it) becomes an entity without mentions; it speaks where a page asserts something in its own voice.
    """
    known = places(story)
    outlets = {d.article.id: _outlet(d, story) for d in known.documents}
    utterances = {member: utterance.id for utterance in story.utterances for member in utterance.statements}
    statements = tuple(
        _statement(known.statements[i], utterances.get(i) or identity("u", i), story, known)
        for i in known.shown(known.statements)
    )
    own = {statement.id for statement in story.own}
    statements = tuple(
        replace(one, speaker=outlet.id) if one.id in own and (outlet := outlets[one.document]) else one
        for one in statements
    )
    events = tuple(_event(known.events[i], story, known) for i in known.shown(known.events))
    entities = tuple(
        _with_item(entity, items or {})
        for entity in _entities(story, known, [outlet for outlet in outlets.values() if outlet])
    )
    return Account(
        documents=tuple(_document(d, outlets[d.article.id], known) for d in known.documents),
        entities=entities,
        statements=statements,
        events=events,
        claims=_claims(story, known),
        conflicts=_conflicts(story, known),
        timeline=timeline(story, known),
        wording=wording(story, known),
        omissions=omissions(story, known),
        failures=tuple(AccountFailure(*row) for row in sorted({(f.file, f.stage, f.reason) for f in story.failures})),
    )


def _document(annotations: Annotations, outlet: AccountEntity | None, known: Places) -> AccountDocument:
    article = annotations.article
    parts = []
    for part in sorted(article.parts, key=lambda part: (part.start, part.end)):
        if part.start < part.end:
            parts.append(AccountPart(part.kind, *article.locate(part.start, part.end)))
    return AccountDocument(
        id=article.id,
        file=article.file,
        start=article.start,
        end=article.end,
        title=article.title,
        outlet=outlet.id if outlet else None,
        published=known.when(annotations.published),
        parts=tuple(parts),
        updated=known.when(annotations.updated),
        url=article.stated.url or article.found.url,
        copies=tuple(sorted(article.copies)),
        disagreements=_disagreements(annotations),
        dates=tuple(_date(note, article, known) for note in annotations.dates),
    )


def _date(note: DateNote, article: Article, known: Places) -> AccountDate:
    words = known.spans(note.when.evidence)
    span = words[0] if words else AccountSpan(article.id, *note.at) if note.at else None
    return AccountDate(note.kind, iso(note.when.earliest), iso(note.when.latest), note.basis, note.where, span)


def _disagreements(annotations: Annotations) -> tuple[str, ...]:
    """Lines for what the page and its sidecar say differently; spacing and case are no difference."""
    article, lines = annotations.article, list(annotations.disagreements)
    told = {"dates", "published"} if lines else {"dates"}
    for field in fields(Metadata):
        if field.name in told:
            continue
        stated, found = getattr(article.stated, field.name), getattr(article.found, field.name)
        if field.name == "title" and found is None and article.title_span is not None:
            found = article.words_of(article.title_span)
        if stated is not None and found is not None and _plain(stated) != _plain(found):
            lines.append(f"{field.name}: the page has “{found}”, its metadata “{stated}”")
    return tuple(lines)


def _plain(value: object) -> str:
    return " ".join(str(value).split()).casefold()


def _outlet(annotations: Annotations, story: Story) -> AccountEntity | None:
    """The entity of a document's outlet, given as a chain id, an entity id or a name; None: unknown."""
    given = annotations.outlet
    if not given:
        return None
    wanted = story.entity_of.get(given, given)
    by_id = [entity for entity in story.entities if entity.id == wanted]
    by_name = [
        entity
        for entity in story.entities
        if entity.kind in ("outlet", "organization") and _plain(given) in map(_plain, (entity.name, *entity.aliases))
    ]
    for entity in by_id + sorted(by_name, key=lambda entity: (entity.kind != "outlet", entity.id)):
        return _entity(entity)
    return AccountEntity(identity("e", "outlet", _plain(given)), "outlet", given, (), ())


def _entities(story: Story, known: Places, outlets: Iterable[AccountEntity]) -> tuple[AccountEntity, ...]:
    chains = {chain.id: chain for document in known.documents for chain in document.chains}
    used = {chain for s in known.statements.values() for chain in (s.speaker, s.addressee) if chain}
    used |= {carrier.chain for s in known.statements.values() for carrier in s.via}
    used |= {c for e in known.events.values() for c in (*e.actors, *e.targets, *((e.where,) if e.where else ()))}
    referred = {story.entity_of[chain] for chain in used if chain in story.entity_of}
    referred |= {origin.entity for claim in story.claims for origin in claim.origins if origin.entity}
    voices = {c for s in known.statements.values() for c in (s.speaker, *(v.chain for v in s.via)) if c}
    heard = {story.entity_of[chain] for chain in voices if chain in story.entity_of}
    pages = {chain.id: document for document in known.documents for chain in document.chains}
    found = {outlet.id: outlet for outlet in outlets}
    mentioned: dict[str, tuple[AccountSpan, ...]] = {}
    for entity in story.entities:
        spans = (m.whole for chain in entity.chains if chain in chains for m in chains[chain].mentions)
        located = tuple(sorted(known.spans(spans), key=known.order))
        if located or entity.id in referred or entity.id in found:
            mentioned[entity.id] = located
    shown = found.keys() | mentioned.keys()
    for entity in (one for one in story.entities if one.id in mentioned):
        own = [chains[chain] for chain in entity.chains if chain in chains]
        found[entity.id] = _entity(
            entity,
            mentioned[entity.id],
            source=source_kind(entity, own) if entity.id in heard else None,
            told=unnamed(entity, ((pages[chain.id], chain) for chain in own)),
            apart=tuple(AccountApart(*other) for other in entity.apart if other[0] in shown),
        )

    def first(entity: AccountEntity) -> tuple[bool, tuple[int, int, int], str]:
        return not entity.mentions, known.order(entity.mentions[0]) if entity.mentions else (0, 0, 0), entity.id

    return tuple(sorted(found.values(), key=first))


def _entity(
    entity: Entity,
    mentions: tuple[AccountSpan, ...] = (),
    source: SourceKind | None = None,
    told: AccountUnnamed | None = None,
    apart: tuple[AccountApart, ...] = (),
) -> AccountEntity:
    return AccountEntity(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        aliases=tuple(sorted(set(entity.aliases) - {entity.name})),
        mentions=mentions,
        reasons=entity.reasons,
        country=entity.country,
        codes=entity.codes,
        source=source,
        unnamed=told,
        grounds=tuple(AccountGround(*ground) for ground in entity.grounds),
        apart=apart,
    )


def _with_item(entity: AccountEntity, items: Mapping[str, str]) -> AccountEntity:
    found = {items[name.casefold()] for name in (entity.name, *entity.aliases) if name.casefold() in items}
    if len(found) != 1 or entity.kind == "anonymous":
        return entity
    return replace(entity, codes=(*entity.codes, f"wikidata:{found.pop()}"))


def _one(chain: str | None, story: Story) -> str | None:
    return story.entity_of.get(chain) if chain else None


def _many(chains: Iterable[str], story: Story) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entity for chain in chains if (entity := story.entity_of.get(chain))))


def _statement(statement: Statement, utterance: str, story: Story, known: Places) -> AccountStatement:
    via = tuple(
        AccountCarrier(entity, known.span(carrier.span), carrier.basis)
        for carrier in statement.via
        if (entity := story.entity_of.get(carrier.chain))
    )
    content = known.spans(statement.content)
    return AccountStatement(
        id=statement.id,
        document=content[0].document,
        speaker=_one(statement.speaker, story),
        speaker_span=known.span(statement.speaker_span),
        cue_span=known.span(statement.cue_span),
        content=tuple(sorted(content, key=known.order)),
        form=statement.form,
        act=statement.act,
        addressee=_one(statement.addressee, story),
        said=known.when(statement.said),
        via=via,
        inside=_container(statement, known),
        utterance=utterance,
        confidence=statement.confidence,
        medium=statement.medium,
        repaired=statement.repaired,
    )


def _container(statement: Statement, known: Places) -> str | None:
    """The nearest statement around this one that is written; a ring of references has none."""
    seen = {statement.id}
    outer = statement.inside
    while outer and outer in known.statements and outer not in seen:
        if outer in known.orders:
            return outer
        seen.add(outer)
        outer = known.statements[outer].inside
    return None


def _event(event: EventMention, story: Story, known: Places) -> AccountEvent:
    span = known.span(event.span)
    if span is None:
        raise ValueError(f"event {event.id} has no words")
    return AccountEvent(
        id=event.id,
        document=span.document,
        span=span,
        type=event.type,
        mode=event.mode,
        status=event.status,
        actors=_many(event.actors, story),
        targets=_many(event.targets, story),
        where=_one(event.where, story),
        when=known.when(event.when),
        statement=event.statement if event.statement in known.orders else None,
        confidence=event.confidence,
    )


def _claims(story: Story, known: Places) -> tuple[AccountClaim, ...]:
    found = []
    for claim in story.claims:
        reports = known.shown(claim.reports)
        origins = tuple(
            AccountOrigin(origin.entity, shown, origin.basis)
            for origin in claim.origins
            if (shown := known.shown(origin.reports))
        )
        if reports:
            independent = min(claim.independent, len(origins)) if claim.origins else claim.independent
            found.append(AccountClaim(claim.id, claim.text, reports, origins, independent))
    return tuple(sorted(found, key=lambda claim: (known.orders[claim.reports[0]], claim.id)))


def _conflicts(story: Story, known: Places) -> tuple[AccountConflict, ...]:
    found = []
    for conflict in story.conflicts:
        sides = tuple(shown for side in conflict.sides if (shown := known.shown(side)))
        if len(sides) > 1:
            found.append(AccountConflict(conflict.id, conflict.kind, sides, conflict.confidence, conflict.reason))
    return tuple(sorted(found, key=lambda each: (known.orders[each.sides[0][0]], each.id)))
