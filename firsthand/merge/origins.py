"""Where the chains of some reports begin: a speaker, an outlet's own word, a page. Carriers of one origin count once.

What A says that B said begins with A where B is heard through A alone. It does not know the unnamed source behind two
pages that word one thing quite differently: they count as two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from firsthand.merge.groups import Groups
from firsthand.merge.names import outlet_key
from firsthand.merge.reports import Report
from firsthand.merge.ties import Ties
from firsthand.merge.words import words
from firsthand.model import Annotations, Entity, Origin, Statement, Utterance

SHINGLE = 8
"""Words in a row that two pages share only by copying; set by hand, after the usual shingles of 5 to 10 words."""
COPIED = 0.3
"""Share of the shorter page's shingles in the other from which on the two are one text; set by hand."""

OWN = "the page's own voice"
UNNAMED, UNTOLD = "an unnamed source", "a source that the page does not tell"
ENTITY = "entity "

Placed = tuple[Report, str, str | None, str]
"""A report with the key, the entity and the basis of its origin."""


class Pages:
    """What the reading of origins needs of a story: which pages are copies, who speaks, who carries."""

    def __init__(
        self,
        documents: Sequence[Annotations],
        entities: Sequence[Entity],
        entity_of: Mapping[str, str],
        spoken: Sequence[Utterance] = (),
    ) -> None:
        """Read the pages once; ``entity_of`` maps Chain ids to Entity ids, ``spoken`` are the story's utterances."""
        self.utterance_of = {statement: one.id for one in spoken for statement in one.statements}
        self.documents = documents
        self.entity_of = entity_of
        self.kinds = {entity.id: entity.kind for entity in entities}
        self.ties = Ties(documents, entities, entity_of)
        bodies = [entity for entity in entities if entity.kind in ("organization", "outlet")]
        self.named = {outlet_key(name): one.id for one in bodies for name in (*one.aliases, one.name)}
        self.statements = {statement.id: statement for page in documents for statement in page.statements}
        self.text_of = _copies([_shingles(words(page.article.text)) for page in documents])
        self._passages: dict[tuple[int, int, int], frozenset[str]] = {}

    def outlet(self, page: int) -> str | None:
        """The Entity id of a page's outlet, None where it is not known or is no entity of the story."""
        told = self.documents[page].outlet or self.documents[page].article.stated.outlet
        return self.named.get(outlet_key(told)) if told else None

    def passage(self, item: Report) -> frozenset[str]:
        """The shingles of a report and its surroundings; two that share one are copied word for word."""
        text = self.documents[item.page].article.text
        start = text.rfind("\n", 0, item.spans[0].start) + 1
        end = text.find("\n", item.spans[-1].end)
        place = item.page, start, end if end >= 0 else len(text)
        if place not in self._passages:
            self._passages[place] = _shingles(words(text[start : place[2]]))
        return self._passages[place]


def _shingles(told: Sequence[str]) -> frozenset[str]:
    """All words in a row, SHINGLE together."""
    return frozenset(map(" ".join, zip(*(told[at:] for at in range(SHINGLE)), strict=False)))


def _copies(pages: Sequence[frozenset[str]]) -> list[str]:
    """For every page the number of the text that it is a copy of, by shared shingles that few pages have."""
    groups = Groups(map(str, range(len(pages))))
    first: dict[str, int] = {}
    shared: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pages):
        met = Counter(first.setdefault(shingle, number) for shingle in page)
        shared.update(((one, number), count) for one, count in met.items() if one != number)
    for (one, other), count in sorted(shared.items()):
        if count >= COPIED * min(len(pages[one]), len(pages[other])):
            groups.join(str(one), str(other))
    return [groups.find(str(number)) for number in range(len(pages))]


def origins(items: Sequence[Report], pages: Pages) -> tuple[Origin, ...]:
    """The origins of the reports of one claim, in the order of their first report."""
    placed = _sourced([(item, *_origin(item, pages)) for item in items])
    groups = Groups(dict.fromkeys(key for _, key, _, _ in placed))
    own = [(pages.passage(item), key) for item, key, _, basis in placed if basis in (OWN, UNTOLD)]
    for place, (passage, key) in enumerate(own):
        for other, other_key in own[:place]:
            if groups.find(key) != groups.find(other_key) and not passage.isdisjoint(other):
                groups.join(other_key, key)
    _join_same_words(placed, groups)
    first: dict[str, str] = {}
    for item, key, _, _ in placed:
        groups.join(first.setdefault(pages.utterance_of.get(item.id, item.id), key), key)
    _join_tied(placed, groups, pages)
    gathered: dict[str, list[tuple[Report, str | None, str]]] = defaultdict(list)
    for item, key, entity, basis in placed:
        gathered[groups.find(key)].append((item, entity, basis))
    return tuple(
        Origin(
            next((entity for _, entity, _ in rows if entity), None),
            tuple(item.id for item, _, _ in rows),
            "; ".join(dict.fromkeys(basis for _, _, basis in rows)),
        )
        for rows in gathered.values()
    )


def independent(begun: Sequence[Origin], pages: Pages) -> int:
    """How many of the origins of a claim are surely different ones, at least one.

    Who is not told may be any of the others, and so may who is called but an official or a source; outlets are neither.
    """
    known = [one.entity for one in begun if one.entity and OWN not in one.basis]
    persons = [one for one in known if pages.kinds[one] != "outlet"]
    sure = 0
    for one in begun:
        others = [other for other in persons if other != one.entity]
        if one.basis == UNNAMED and one.entity is not None and pages.ties.may_be_any(one.entity, others):
            persons.remove(one.entity)
        else:
            sure += one.basis != UNTOLD
    return max(1, sure)


def _join_tied(placed: Sequence[Placed], groups: Groups, pages: Pages) -> None:
    """An outlet goes with those whom it carries here, and who speaks for a body, or may be of it, with that body."""
    carried: list[tuple[str, str]] = []
    bodies: dict[str, str] = {}
    for item, key, entity, basis in placed:
        carried += ((carrier, key) for carrier in _carriers(item, entity, pages))
        if entity is not None and (basis == OWN or pages.kinds[entity] == "outlet"):
            bodies.setdefault(entity, key)
    for outlet, key in carried:
        if outlet in bodies:
            groups.join(key, bodies[outlet])
    voices = [(item, key, who) for item, key, entity, basis in placed for who in _voices(item, entity, basis, pages)]
    for (said, key, one), (told, other_key, other) in combinations(voices, 2):
        if groups.find(key) != groups.find(other_key) and _one_voice((said, one), (told, other), pages):
            groups.join(key, other_key)


def _carriers(item: Report, entity: str | None, pages: Pages) -> Iterator[str]:
    """The outlets and others through whom a report is heard; of an unnamed source the page's own, if it tells none."""
    links = item.voice.via if item.voice is not None else ()
    found = [pages.entity_of[link.chain] for link in links if link.chain in pages.entity_of]
    own = pages.outlet(item.page)
    if not found and own is not None and entity is not None and pages.kinds[entity] == "anonymous":
        found.append(own)
    yield from dict.fromkeys(found)


def _voices(item: Report, entity: str | None, basis: str, pages: Pages) -> Iterator[str]:
    """Who speaks: the outermost speaker, and whoever is heard through that one."""
    inner = pages.entity_of.get(item.voice.speaker or "") if item.voice is not None else None
    outer = entity if basis != OWN else None
    yield from dict.fromkeys(who for who in (outer, inner) if who is not None)


def _one_voice(one: tuple[Report, str], other: tuple[Report, str], pages: Pages) -> bool:
    """Whether two who say the same speak with one voice; a spokesman does with the one whose word he gives."""
    if one[1] == other[1] or pages.ties.one_voice(one[1], other[1]):
        return True
    return any(
        pages.ties.speaks_for_others(who) and f"@{whom}" in item.features
        for (item, who), (_, whom) in ((one, other), (other, one))
    )


def _sourced(placed: Sequence[Placed]) -> list[Placed]:
    """A heading, or the page's own voice, that says what the page elsewhere gives a source for has that source."""
    found: dict[int, list[Placed]] = defaultdict(list)
    for row in placed:
        if row[0].voice is not None and not row[0].heading:
            found[row[0].page].append(row)
    made: list[Placed] = []
    for row in placed:
        item, sources = row[0], found[row[0].page]
        if sources and (item.voice is None or item.heading):
            named = (one for one in sources if f"@{one[2]}" in item.features)
            row = (item, *next(named, sources[0])[1:3], "the source that the page gives elsewhere")
        made.append(row)
    return made


def _join_same_words(placed: Sequence[Placed], groups: Groups) -> None:
    """Reports whose own words, or sentences, agree over a whole shingle have one origin, whoever was taken to speak."""
    holders: dict[str, str] = {}
    for item, key, _, _ in placed:
        for shingle in _shingles(item.plain):
            groups.join(holders.setdefault(shingle, key), key)


def _origin(item: Report, pages: Pages) -> tuple[str, str | None, str]:
    """Key, entity and basis of the origin of one report."""
    if item.voice is None:
        return _page_itself(item.page, pages)
    outermost = _outermost(item.voice, pages.statements)
    through = "" if outermost is item.voice else "told by another"
    speaker = pages.entity_of.get(outermost.speaker or "")
    carriers = [pages.entity_of[link.chain] for link in outermost.via if link.chain in pages.entity_of]
    outlets = [carrier for carrier in carriers if pages.kinds.get(carrier) in ("outlet", "organization")]
    if speaker is not None and pages.kinds.get(speaker) != "anonymous":
        return ENTITY + speaker, speaker, through or "the speaker"
    if outlets:
        return ENTITY + outlets[0], speaker or outlets[0], "an unnamed source through one outlet"
    if speaker is not None:
        return ENTITY + speaker, speaker, UNNAMED
    return _page_itself(item.page, pages)[0], None, UNTOLD


def _outermost(statement: Statement, statements: Mapping[str, Statement]) -> Statement:
    seen = {statement.id}
    while statement.inside is not None and statement.inside in statements and statement.inside not in seen:
        statement = statements[statement.inside]
        seen.add(statement.id)
    return statement


def _page_itself(page: int, pages: Pages) -> tuple[str, str | None, str]:
    """A page's own voice is that of its text: pages that copy one text have one."""
    return f"page {pages.text_of[page]}", pages.outlet(page), OWN
