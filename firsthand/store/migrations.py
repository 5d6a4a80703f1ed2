"""The shape of the store file, as the ordered steps that lead to it. A step that has been published never changes.

``user_version`` of the file counts the steps that it has been through.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def pages_and_versions(connection: sqlite3.Connection) -> None:
    """Pages, every version of each, and what was read from them."""
    for statement in (
        "CREATE TABLE sources (digest TEXT PRIMARY KEY, text BLOB NOT NULL) STRICT",
        "CREATE TABLE articles (id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES sources (digest),"
        " code TEXT NOT NULL, annotations BLOB NOT NULL) STRICT",
        "CREATE TABLE pages (id INTEGER PRIMARY KEY, url TEXT UNIQUE) STRICT",
        "CREATE TABLE versions (page INTEGER NOT NULL REFERENCES pages (id), version INTEGER NOT NULL,"
        " place TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL,"
        " current INTEGER NOT NULL CHECK (current IN (0, 1)),"
        " seen TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), PRIMARY KEY (page, version)) STRICT",
        "CREATE INDEX versions_by_place ON versions (place)",
        "CREATE UNIQUE INDEX one_current_version ON versions (page) WHERE current = 1",
        "CREATE TABLE version_articles (page INTEGER NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL,"
        " article TEXT NOT NULL REFERENCES articles (id), PRIMARY KEY (page, version, position),"
        " FOREIGN KEY (page, version) REFERENCES versions (page, version)) STRICT",
        "CREATE INDEX version_articles_by_article ON version_articles (article)",
    ):
        connection.execute(statement)


def flat_tables(connection: sqlite3.Connection) -> None:
    """The account of the current pages in plain columns, and the names and roles that it is searched by."""
    report = 'document TEXT NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL'
    for statement in (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        "CREATE TABLE documents (id TEXT PRIMARY KEY, title TEXT, outlet TEXT, published_earliest TEXT,"
        " published_latest TEXT, published_basis TEXT NOT NULL, updated_earliest TEXT, updated_latest TEXT, url TEXT,"
        " copies TEXT NOT NULL, disagreements TEXT NOT NULL, outlet_id TEXT, file TEXT NOT NULL,"
        ' start INTEGER NOT NULL, "end" INTEGER NOT NULL) STRICT',
        "CREATE TABLE entities (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL,"
        " mentions INTEGER NOT NULL, documents INTEGER NOT NULL, reasons TEXT NOT NULL) STRICT",
        f"CREATE TABLE mentions (entity TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, {report}) STRICT",
        "CREATE TABLE statements (id TEXT PRIMARY KEY, speaker TEXT, act TEXT NOT NULL, text TEXT NOT NULL,"
        " form TEXT NOT NULL, addressee TEXT, via TEXT NOT NULL, via_basis TEXT NOT NULL, outlet TEXT, earliest TEXT,"
        " latest TEXT, basis TEXT NOT NULL, published_earliest TEXT, published_latest TEXT,"
        " speaker_words TEXT NOT NULL, cue TEXT NOT NULL, medium TEXT, inside TEXT, utterance TEXT NOT NULL,"
        f" repaired INTEGER NOT NULL, confidence REAL NOT NULL, speaker_id TEXT, {report}, spans TEXT NOT NULL) STRICT",
        "CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL,"
        " text TEXT NOT NULL, actors TEXT NOT NULL, targets TEXT NOT NULL, place TEXT, statement TEXT, outlet TEXT,"
        f" earliest TEXT, latest TEXT, basis TEXT NOT NULL, confidence REAL NOT NULL, {report}) STRICT",
        "CREATE TABLE claims (claim TEXT NOT NULL, text TEXT NOT NULL, independent INTEGER NOT NULL,"
        " origin TEXT NOT NULL, origin_basis TEXT NOT NULL, report TEXT NOT NULL, kind TEXT NOT NULL,"
        f" speaker TEXT NOT NULL, words TEXT NOT NULL, outlet TEXT, earliest TEXT, latest TEXT, {report}) STRICT",
        "CREATE TABLE conflicts (conflict TEXT NOT NULL, kind TEXT NOT NULL, side INTEGER NOT NULL,"
        " report TEXT NOT NULL, speaker TEXT NOT NULL, words TEXT NOT NULL, outlet TEXT, reason TEXT NOT NULL,"
        f" confidence REAL NOT NULL, {report}) STRICT",
        "CREATE TABLE timeline (moment INTEGER NOT NULL, earliest TEXT, latest TEXT, basis TEXT NOT NULL,"
        " kind TEXT NOT NULL, item TEXT NOT NULL, speaker TEXT NOT NULL, words TEXT NOT NULL, outlet TEXT,"
        f" {report}) STRICT",
        "CREATE TABLE entity_names (entity TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (entity, folded)) STRICT",
        "CREATE TABLE roles (item TEXT NOT NULL, entity TEXT NOT NULL, role TEXT NOT NULL,"
        " PRIMARY KEY (item, entity, role)) STRICT",
        "CREATE INDEX roles_by_entity ON roles (entity)",
        "CREATE INDEX claims_by_report ON claims (report)",
    ):
        connection.execute(statement)


def codes_of_entities(connection: sqlite3.Connection) -> None:
    """The country of an entity and what others call it."""
    connection.execute("ALTER TABLE entities ADD COLUMN country TEXT")
    connection.execute("ALTER TABLE entities ADD COLUMN codes TEXT NOT NULL DEFAULT ''")


def grounds_of_entities(connection: sqlite3.Connection) -> None:
    """What kind of source an entity is, why it is called what it is, and what it was not joined with."""
    connection.execute("ALTER TABLE entities ADD COLUMN source TEXT")
    for column in ("unnamed", "grounds", "apart"):
        connection.execute(f"ALTER TABLE entities ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


def words_of_dates(connection: sqlite3.Connection) -> None:
    """What a date rests on."""
    connection.execute("ALTER TABLE documents ADD COLUMN dates TEXT NOT NULL DEFAULT ''")
    for table in ("statements", "events", "timeline"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN dated_by TEXT NOT NULL DEFAULT ''")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    pages_and_versions,
    flat_tables,
    codes_of_entities,
    grounds_of_entities,
    words_of_dates,
)
