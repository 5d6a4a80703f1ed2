"""A path -> a connection to a store file of the present shape, or a StoreError that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from firsthand.errors import StoreError
from firsthand.store.migrations import MIGRATIONS

APPLICATION_ID = int.from_bytes(b"1sth", "big")
BUSY_SECONDS = 5.0
OLDEST_SQLITE = (3, 38, 0)
"""STRICT tables came with 3.37, json_each in every build with 3.38."""


def connect(path: Path, create: bool) -> sqlite3.Connection:
    """A connection to the store at ``path``, brought up to date; a missing file is made where ``create`` is true.

    The file alone holds the store: no other file stays beside it once it is closed. Raises StoreError.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old for a store; use a Python with 3.38 or later")
    if not create and not path.is_file():
        raise StoreError(f"there is no store at {path}; make one with: firsthand read PATH... --store {path}")
    if create and not path.absolute().parent.is_dir():
        raise StoreError(f"there is no folder {path.absolute().parent}; make it first")
    with told(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        with told(path):
            _check(connection, path)
            connection.execute("PRAGMA foreign_keys = ON")
            if _number(connection, "user_version") < len(MIGRATIONS):
                _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns the errors of SQLite into StoreErrors in plain words."""
    try:
        yield
    except sqlite3.Error as error:
        reason = str(error)
        if "locked" in reason or "busy" in reason:
            raise StoreError(f"{path} is in use by another program; try again when it has finished") from error
        if "not a database" in reason:
            raise StoreError(f"{path} is not a Firsthand store; give another file name") from error
        if "unable to open" in reason or "readonly" in reason:
            raise StoreError(f"{path} cannot be opened for writing; check its permissions and its folder's") from error
        raise StoreError(f"the store {path} cannot be used: {reason}") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _check(connection: sqlite3.Connection, path: Path) -> None:
    with closing(connection.execute("SELECT count(*) FROM sqlite_schema")) as found:
        tables = found.fetchone()[0]
    ours = _number(connection, "application_id") == APPLICATION_ID
    version = _number(connection, "user_version")
    if not ours and (tables or version):
        raise StoreError(f"{path} is a database of another program, not a Firsthand store; give another file name")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path} was written by a newer Firsthand (shape {version}, this one knows {len(MIGRATIONS)});"
            " update Firsthand"
        )


def _migrate(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        for step in MIGRATIONS[_number(connection, "user_version") :]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
