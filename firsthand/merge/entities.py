"""The chains of many pages gathered into entities, every join with its reason.

Two chains of one person need more than a surname: a full name that agrees, or no second bearer of it in the story. A
description without a name stays in its own page; an office, a spokesman and a holder are three. A capital or a palace
that stands for a government is an entity of its own: figures of speech are not resolved here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from firsthand.merge.bodies import missions
from firsthand.merge.copied import copied
from firsthand.merge.groups import Groups
from firsthand.merge.holders import tied
from firsthand.merge.joins import joins
from firsthand.merge.lands import lands
from firsthand.merge.named import Named
from firsthand.merge.names import NAMED_AFTER, OFFICES, bare_name, describes, outlet_key, thing_key
from firsthand.merge.offices import described
from firsthand.merge.owned import owned
from firsthand.merge.places import demonyms, domain_of, known
from firsthand.merge.refusals import kept_apart
from firsthand.merge.things import things
from firsthand.merge.words import fold, strip_frame
from firsthand.model import Annotations, Chain, Entity, EntityKind, Mention, identity

Ground = tuple[str, str]
"""A form that an entity is called by, and why it is meant."""
NAME_WEIGHT = 3
"""How many descriptions a name outweighs when chains of one entity differ in kind; set by hand."""


class Joined(NamedTuple):
    """All chains with their pages, those of one entity in one group; lines and grounds of the joins by Chain id."""

    chains: list[tuple[Chain, Annotations]]
    groups: Groups
    reasons: Mapping[str, list[str]]
    grounds: Mapping[str, list[Ground]]


def entities(documents: Sequence[Annotations]) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """The entities of a story, by name, and the map from Chain ids to Entity ids.

    A chain without any name (a description, an anonymous source) is an entity of its own page.
    """
    chains, groups, reasons, grounds = joined(documents)
    by_id = {chain.id: (chain, page) for chain, page in chains}
    found: list[Entity] = []
    for group in groups.all():
        members = [by_id[chain] for chain in group]
        told = [ground for chain in group for ground in grounds[chain]]
        found.append(_entity(members, [line for chain in group for line in reasons[chain]], told))
    found = kept_apart([*_apart(found), *_outlets(documents, found)])
    found.sort(key=lambda entity: (entity.name.casefold(), entity.kind, entity.id))
    return tuple(found), {chain: entity.id for entity in found for chain in entity.chains}


def joined(documents: Sequence[Annotations]) -> Joined:
    """The chains of a story with their pages, the groups that are one entity each, and why."""
    chains = [(chain, page) for page in documents for chain in page.chains]
    groups = Groups(chain.id for chain, _ in chains)
    named = [Named(chain, page, names) for chain, page in chains if (names := _names(chain, page))]
    reasons: dict[str, list[str]] = defaultdict(list)
    grounds: dict[str, list[Ground]] = defaultdict(list)
    for one, other, reason in joins(named):
        if groups.join(one.chain.id, other.chain.id):
            reasons[one.chain.id].append(_line(one, other, reason))
            grounds[other.chain.id] += [(name, reason) for name in other.names]
            grounds[one.chain.id] += [(name, reason) for name in one.names]
    by_id = {chain.id: (chain, page) for chain, page in chains}
    held = {
        description: (holder, why) for holder, description, why in (*tied(chains, groups), *described(chains, groups))
    }
    offices = ((holder, description, why) for description, (holder, why) in held.items())
    for told in (
        (*copied(chains), *missions(chains), *offices, *lands(chains, groups)),
        owned(chains, groups),
        things(chains),
    ):
        for one_id, description, reason in told:
            if groups.join(one_id, description):
                grounds[description].append((by_id[description][0].name, reason))
    return Joined(chains, groups, reasons, grounds)


def told_of(
    documents: Sequence[Annotations], found: Sequence[Entity], entity_of: Mapping[str, str]
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """The entities that have a name, stand on several pages or are in a statement or event, and the map to these.

    What one page describes and nothing else speaks of is nobody.
    """
    said = [one for page in documents for one in page.statements]
    told = [one for page in documents for one in page.events]
    used = {c for one in said for c in (one.speaker, one.addressee, *(carrier.chain for carrier in one.via)) if c}
    used |= {c for one in told for c in (*one.actors, *one.targets, one.where) if c}
    used |= {c.id for page in documents for c in page.chains if any(mention.form == "name" for mention in c.mentions)}
    kept = {one.id for one in found if len(one.chains) != 1 or one.chains[0] in used}
    left = (one for one in found if one.id in kept)
    fitting = tuple(replace(one, apart=tuple(row for row in one.apart if row[0] in kept)) for one in left)
    return fitting, {chain: entity for chain, entity in entity_of.items() if entity in kept}


def _grounds(
    others: Collection[str], members: Sequence[tuple[Chain, Annotations]], joined: Sequence[Ground]
) -> dict[str, str]:
    """A reason for every form: that of its own page first, else that of the join across pages."""
    told: dict[str, str] = {}
    for form, reason in (*(ground for chain, _ in members for ground in chain.grounds), *joined):
        told.setdefault(strip_frame(form), reason)
    for chain, page in members:
        for mention in chain.mentions:
            if mention.phrase is not None and (why := told.get(_written(mention, page))) is not None:
                told.setdefault(strip_frame(page.article.words_of(mention.phrase)), why)
    return dict.fromkeys(others, "called so on a page") | told


def _outlets(documents: Sequence[Annotations], found: Sequence[Entity]) -> Iterator[Entity]:
    """An entity for every outlet of a page that no page mentions."""
    bodies = [entity for entity in found if entity.kind in ("outlet", "organization")]
    known = {outlet_key(name) for entity in bodies for name in (entity.name, *entity.aliases)}
    for name in sorted({page.outlet for page in documents if page.outlet}):
        if (key := outlet_key(name)) and key not in known:
            known.add(key)
            yield Entity(identity("n", "outlet", key), "outlet", name, (), ())


def _line(one: Named, other: Named, reason: str) -> str:
    first, second = (max(named.names, key=len) for named in (one, other))
    if first == second:
        return f"{first} ({_file(one)}, {_file(other)}): {reason}"
    return f"{first} ({_file(one)}) and {second} ({_file(other)}): {reason}"


def _file(one: Named) -> str:
    return one.page.article.file.rpartition("/")[2]


def _names(chain: Chain, page: Annotations) -> tuple[str, ...]:
    if chain.kind == "anonymous":
        return ()
    counted = Counter(_written(mention, page) for mention in chain.mentions if mention.form == "name")
    if not counted and chain.kind in ("organization", "group"):
        counted = Counter(form for mention in chain.mentions if _proper(form := _written(mention, page)))
    if chain.kind == "person":
        counted = Counter({name: count for name, count in counted.items() if name and not describes(name)})
    return tuple(sorted(filter(None, counted), key=lambda name: (-counted[name], name)))


def _proper(form: str) -> bool:
    """Whether a description has a name's own words in it and the kind of body after them ("the Roe family").

    A country will do for a body of which it has one ("the Dutch government").
    """
    found = form.split()
    if thing_key(form)[:3].isupper():
        return True
    named = found[0][:1].isupper() and fold(found[0]) not in demonyms()
    return named and len(found) > 1 and fold(found[-1]) in OFFICES | NAMED_AFTER


def _written(mention: Mention, page: Annotations) -> str:
    return strip_frame(page.article.words_of(mention.span))


def _entity(members: Sequence[tuple[Chain, Annotations]], reasons: Sequence[str], joined: Sequence[Ground]) -> Entity:
    kinds: dict[EntityKind, int] = defaultdict(int)
    length: dict[EntityKind, int] = defaultdict(int)
    names: dict[str, int] = defaultdict(int)
    others: dict[str, int] = defaultdict(int)
    for chain, page in members:
        for mention in chain.mentions:
            if mention.form == "pronoun":
                continue
            kinds[chain.kind] += NAME_WEIGHT if mention.form == "name" else 1
            (names if mention.form == "name" else others)[_written(mention, page)] += 1
            if mention.phrase is not None:
                others[strip_frame(page.article.words_of(mention.phrase))] += 1
        kinds[chain.kind] += 1
        length[chain.kind] = max(length[chain.kind], len(chain.name.split()))
    kind = min(kinds, key=lambda one: (-kinds[one], -length[one], one))
    forms = names if names and kind != "anonymous" else others
    proper = {form: count for form, count in forms.items() if forms is others and _owned(form)}
    name = _best(proper or forms, kind if names else "other") or strip_frame(members[0][0].name)
    aliases = sorted({form for form in (*names, *others) if form and form != name})
    chains = tuple(chain.id for chain, _ in members)
    told = identity("n", kind, fold(name)) if names and kind != "anonymous" else identity("n", min(chains))
    grounds = _grounds(aliases, members, joined)
    grounds.pop(name, None)
    return Entity(
        told, kind, name, tuple(aliases), chains, tuple(dict.fromkeys(reasons)), *_codes(kind, name, names),
        tuple(sorted(grounds.items())),
    )  # fmt: skip


def _codes(kind: EntityKind, name: str, names: Collection[str]) -> tuple[str | None, tuple[str, ...]]:
    """The country and codes of an entity, where its names stand for one thing in the gazetteers."""
    if kind == "outlet":
        domain = domain_of(name)
        return None, (f"domain:{domain}",) if domain else ()
    if kind not in ("place", "organization") or known(name) is None:
        return None, ()
    meant, *others = {place for one in (name, *names) if (place := known(one)) is not None}
    return (None, ()) if others else (meant.country, meant.codes)


def _owned(form: str) -> bool:
    """Whether a description has a name in it: "Roe administration" tells more than "administration"."""
    words = form.split()
    return len(words) > 1 and any(word[:1].isupper() for word in words)


def _apart(found: Sequence[Entity]) -> list[Entity]:
    """Entities of one kind and name keep their own ids."""
    count = Counter(entity.id for entity in found)
    return [
        replace(entity, id=identity("n", entity.id, min(entity.chains))) if count[entity.id] > 1 else entity
        for entity in found
    ]


def _best(forms: Mapping[str, int], kind: EntityKind) -> str:
    """A person's fullest form without titles, the most frequent of them; of anything else the most frequent form."""
    if kind != "person":
        return min(forms, key=lambda form: (-forms[form], -len(form), form), default="")
    bare: dict[str, int] = defaultdict(int)
    for form, count in forms.items():
        bare[bare_name(form)] += count
    return min(bare, key=lambda form: (-len(form.split()), -bare[form], form), default="")
