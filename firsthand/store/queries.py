"""The named queries over the flat tables: what ``show`` and ``export`` ask of a store.

A name matches an entity whose name or alias it is, case and accents aside; only where there is none, one that has it
as whole words. A thing without a known day is outside every stretch of time.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from firsthand.rows import EntityRow, Tables, row_types

if TYPE_CHECKING:
    import sqlite3

_MATCHES = """
    (:entities IS NULL OR {item} IN (
        SELECT item FROM roles WHERE entity IN (SELECT value FROM json_each(:entities))))
    AND (:outlets IS NULL OR document IN (
        SELECT id FROM documents WHERE outlet_id IN (SELECT value FROM json_each(:outlets))))
    AND ((:since IS NULL AND :until IS NULL) OR (
        (earliest IS NOT NULL OR latest IS NOT NULL)
        AND (:since IS NULL OR latest IS NULL OR latest >= :since)
        AND (:until IS NULL OR earliest IS NULL OR earliest <= :until)))
"""
_SELECT = "SELECT * FROM {table} WHERE {matches} ORDER BY rowid"
_ENTITIES = """
    SELECT * FROM entities
    WHERE (:entities IS NULL OR id IN (SELECT value FROM json_each(:entities)))
    AND (:outlets IS NULL OR id IN (SELECT entity FROM mentions WHERE document IN (
        SELECT id FROM documents WHERE outlet_id IN (SELECT value FROM json_each(:outlets)))))
    ORDER BY documents DESC, mentions DESC, name, id
"""
_WHOLE_CLAIMS = "claim IN (SELECT claim FROM claims WHERE {matches})"
NAMED = "SELECT DISTINCT entity FROM entity_names WHERE folded = ? ORDER BY entity"
CONTAINING = "SELECT DISTINCT entity FROM entity_names WHERE instr(' ' || folded || ' ', ?) > 0 ORDER BY entity"

_ITEM: Mapping[str, str] = {"statements": "id", "events": "id", "claims": "report", "timeline": "item"}
"""The column of each table that holds a statement or event id."""


def folded(name: str) -> str:
    """A name without case, accents and odd spaces.

    >>> folded(" Radio  Café ")
    'radio cafe'
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def storable(value: Any) -> Any:
    """A cell that SQLite can keep: lone surrogates written out."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def select(
    connection: sqlite3.Connection,
    table: str,
    names: tuple[str | None, str | None],
    days: tuple[date | None, date | None],
) -> tuple[Any, ...]:
    """The rows of ``table`` for an entity and an outlet (None: any) and the days from, until (None: open)."""
    entity, outlet = names
    since, until = days
    matches = _MATCHES.format(item=_ITEM[table])
    if table == "claims":
        matches = _WHOLE_CLAIMS.format(matches=matches)
    row = row_types()[table]
    parameters = {
        "entities": None if entity is None else json.dumps(entities_named(connection, entity)),
        "outlets": None if outlet is None else json.dumps(entities_named(connection, outlet)),
        "since": since and since.isoformat(),
        "until": until and until.isoformat(),
    }
    return tuple(row(*cells) for cells in connection.execute(_SELECT.format(table=table, matches=matches), parameters))


def entities(connection: sqlite3.Connection, name: str | None, outlet: str | None) -> tuple[EntityRow, ...]:
    """The entities that ``name`` stands for, that a page of ``outlet`` mentions (None: any), most mentioned first."""
    parameters = {
        "entities": None if name is None else json.dumps(entities_named(connection, name)),
        "outlets": None if outlet is None else json.dumps(entities_named(connection, outlet)),
    }
    return tuple(EntityRow(*cells) for cells in connection.execute(_ENTITIES, parameters))


def entities_named(connection: sqlite3.Connection, name: str) -> list[str]:
    """The ids of the entities that ``name`` stands for, as the module says."""
    wanted = storable(folded(name))
    found = [entity for (entity,) in connection.execute(NAMED, (wanted,))]
    return found or [entity for (entity,) in connection.execute(CONTAINING, (f" {wanted} ",))]


def everything(connection: sqlite3.Connection) -> Tables:
    """All flat tables, rows in the order of the account."""
    found: dict[str, tuple[Any, ...]] = {}
    for name, row in row_types().items():
        cells = connection.execute(f"SELECT * FROM {name} ORDER BY rowid")  # noqa: S608 - a field name of Tables
        found[name] = tuple(row(*line) for line in cells)
    return Tables(**found)
