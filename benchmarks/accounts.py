"""An account as the scorers read it: its statements with their references followed to entities."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.keys import Interval, Json, Place, interval, span, word_places


@dataclass(frozen=True)
class Entity:
    """An entity with every form of its name, mention texts included."""

    kind: str
    names: tuple[str, ...]
    mentions: tuple[Place, ...]


@dataclass(frozen=True)
class Said:
    """A predicted statement, its references followed to entities."""

    id: str
    file: str
    words: frozenset[int]
    speaker: Entity | None
    form: str
    act: str
    via: tuple[Entity, ...]
    when: Interval
    own: bool = False
    """Whether it is a sentence in the page's own voice, told for a claim's sake: it attributes nothing."""


@dataclass(frozen=True)
class Account:
    """What an account holds, as far as it is scored; `places` says where a statement or event stands, by its id."""

    documents: tuple[tuple[str, Json], ...]
    entities: tuple[Entity, ...]
    statements: tuple[Said, ...]
    events: tuple[tuple[Place, Json], ...]
    claims: list[Json]
    conflicts: list[Json]
    places: dict[str, tuple[Place, ...]]


def load_account(raw: Json, texts: dict[str, str]) -> Account:
    """The account in a decoded JSON value; what stands in a file that is not in `texts` has a place and no words."""
    files = {row["id"]: Path(row["file"]).name for row in raw["documents"]}
    entities = {row["id"]: _entity(row, files, texts) for row in raw.get("entities", [])}
    events = [((files[row["document"]], span(row["span"])), row) for row in raw.get("events", [])]
    places: dict[str, tuple[Place, ...]] = {row["id"]: (place,) for place, row in events}
    for row in raw.get("statements", []):
        places[row["id"]] = tuple((files[row["document"]], span(one)) for one in row["content"])
    return Account(
        documents=tuple((files[row["id"]], row) for row in raw["documents"]),
        entities=tuple(entities.values()),
        statements=tuple(_said(row, places[row["id"]], entities, texts) for row in raw.get("statements", [])),
        events=tuple(events),
        claims=raw.get("claims", []),
        conflicts=raw.get("conflicts", []),
        places=places,
    )


def _entity(row: Json, files: dict[str, str], texts: dict[str, str]) -> Entity:
    mentions = tuple((files[mention["document"]], span(mention)) for mention in row.get("mentions", []))
    said = (words_at(texts, place) for place in mentions)
    return Entity(row["kind"], tuple(dict.fromkeys([row["name"], *row.get("aliases", []), *said])), mentions)


def _said(row: Json, places: tuple[Place, ...], entities: dict[str, Entity], texts: dict[str, str]) -> Said:
    file = places[0][0] if places else ""
    words = word_places(texts.get(file, ""), tuple(where for _, where in places))
    via = tuple(entities[one["entity"]] for one in row.get("via", []) if one.get("entity") in entities)
    speaker = entities.get(row["speaker"])
    when = interval(row.get("said")) or (None, None)
    own = row["form"] == "indirect" and all(row.get(part, "") is None for part in ("speaker_span", "cue_span"))
    return Said(row["id"], file, words, speaker, row["form"], row["act"], via, when, own)


def words_at(texts: dict[str, str], place: Place) -> str:
    """The words of a place; none in a file that is not in `texts`."""
    file, (start, end) = place
    return texts.get(file, "")[start:end]
