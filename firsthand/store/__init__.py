"""One file that keeps pages, every version of them, what was read from each, and the account of them all.

The only importer of the database. It stores what it is given: it reads no page and joins no reports itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any

from firsthand.account import Account
from firsthand.errors import StoreError
from firsthand.model import Annotations, Failure, Story, identity
from firsthand.rows import ClaimRow, EntityRow, EventRow, MomentRow, StatementRow, Tables, row_types
from firsthand.store import pages, queries
from firsthand.store.code import fingerprint
from firsthand.store.codec import encode
from firsthand.store.opening import connect, told, transaction
from firsthand.tables import tables

__all__ = ["Store"]


class Store:
    """A store file, open until ``close`` or the end of its ``with`` block; every error of it is a StoreError.

    ``create`` false refuses a path where no store is. ``code`` names the program that reads the pages (None: this one).

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "story.db") as store:
    ...     store.documents()
    ()
    """

    def __init__(self, path: str | PathLike[str], *, create: bool = True, code: str | None = None) -> None:
        """Opens ``path`` and brings an older file up to date."""
        self.path = Path(path)
        self._code = code
        self._connection = connect(self.path, create)

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the file."""
        self.close()

    def close(self) -> None:
        """Closes the file; closing twice is no error."""
        self._connection.close()

    def known(self, article_id: str) -> Annotations | None:
        """What this program has read from that article before; None: it has to be read (again)."""
        with told(self.path):
            return pages.known(self._connection, article_id, self._reader())

    def add(self, story: Story) -> int:
        """Keeps the documents of ``story``; how many pages are new or have a new version. All or none are kept."""
        with told(self.path), transaction(self._connection):
            return pages.add_documents(self._connection, story.documents, self._reader())

    def documents(self, current: bool = True) -> tuple[Annotations, ...]:
        """What was read from the present version of every page, or with ``current`` false from every version."""
        with told(self.path):
            return pages.documents(self._connection, current)

    def unreadable(self) -> tuple[Failure, ...]:
        """Pages that ``documents`` leaves out because an older program kept them in a shape that is gone."""
        with told(self.path):
            return pages.unreadable(self._connection)

    def save_account(self, account: Account) -> None:
        """Puts the flat tables of ``account`` in place of the old ones; a saved account saved again changes nothing.

        Raises StoreError where a document of ``account`` has not been added.
        """
        with told(self.path), transaction(self._connection):
            found = pages.sources(self._connection, (document.id for document in account.documents))
            missing = [document.file for document in account.documents if document.id not in found]
            if missing:
                raise StoreError(f"{', '.join(missing)}: not in the store {self.path}; add the story first")
            rows = {**_rows(tables(account, found)), **_search_rows(account)}
            digest = identity("a", encode(tuple(rows.items())))
            if self._connection.execute("SELECT 1 FROM meta WHERE (key, value) = ('tables', ?)", (digest,)).fetchone():
                return
            for name, lines in rows.items():
                self._replace(name, lines)
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('tables', ?)", (digest,))

    def tables(self) -> Tables:
        """The flat tables of the last account saved; empty ones where there is none."""
        with told(self.path):
            return queries.everything(self._connection)

    def entities_named(self, name: str) -> tuple[str, ...]:
        """The ids of the entities that a filter by ``name`` matches."""
        with told(self.path):
            return tuple(queries.entities_named(self._connection, name))

    def entities(self, entity: str | None = None, outlet: str | None = None) -> tuple[EntityRow, ...]:
        """People, bodies and places, those of most documents first: that ``entity`` names, that ``outlet`` mentions."""
        with told(self.path):
            return queries.entities(self._connection, entity, outlet)

    def statements(
        self, entity: str | None = None, outlet: str | None = None, since: date | None = None, until: date | None = None
    ) -> tuple[StatementRow, ...]:
        """Statements by, to or through ``entity``, in pages of ``outlet``, that may fall in the days given."""
        return self._select("statements", (entity, outlet), (since, until))

    def events(
        self, entity: str | None = None, outlet: str | None = None, since: date | None = None, until: date | None = None
    ) -> tuple[EventRow, ...]:
        """Events with ``entity`` as actor, target or place; the rest as for ``statements``."""
        return self._select("events", (entity, outlet), (since, until))

    def claims(
        self, entity: str | None = None, outlet: str | None = None, since: date | None = None, until: date | None = None
    ) -> tuple[ClaimRow, ...]:
        """All reports of the claims of which one report matches."""
        return self._select("claims", (entity, outlet), (since, until))

    def timeline(
        self, entity: str | None = None, outlet: str | None = None, since: date | None = None, until: date | None = None
    ) -> tuple[MomentRow, ...]:
        """The steps of the timeline whose reports match, oldest first."""
        return self._select("timeline", (entity, outlet), (since, until))

    def _select(
        self, table: str, names: tuple[str | None, str | None], days: tuple[date | None, date | None]
    ) -> tuple[Any, ...]:
        with told(self.path):
            return queries.select(self._connection, table, names, days)

    def _replace(self, name: str, lines: tuple[tuple[Any, ...], ...]) -> None:
        self._connection.execute(f"DELETE FROM {name}")  # noqa: S608 - a name of a table of this package
        if lines:
            places = ", ".join("?" * len(lines[0]))
            self._connection.executemany(f"INSERT INTO {name} VALUES ({places})", lines)  # noqa: S608

    def _reader(self) -> str:
        return self._code if self._code is not None else fingerprint()


def _rows(found: Tables) -> dict[str, tuple[tuple[Any, ...], ...]]:
    return {
        name: tuple(tuple(map(queries.storable, astuple(row))) for row in getattr(found, name)) for name in row_types()
    }


def _search_rows(account: Account) -> dict[str, tuple[tuple[str, ...], ...]]:
    names = {
        (entity.id, queries.storable(queries.folded(name)))
        for entity in account.entities
        for name in (entity.name, *entity.aliases)
    }
    return {"entity_names": tuple(sorted(names)), "roles": tuple(sorted(set(_roles(account))))}


def _roles(account: Account) -> Iterator[tuple[str, str, str]]:
    for statement in account.statements:
        yield from ((statement.id, entity, "speaker") for entity in (statement.speaker,) if entity)
        yield from ((statement.id, entity, "addressee") for entity in (statement.addressee,) if entity)
        yield from ((statement.id, carrier.entity, "via") for carrier in statement.via)
    for event in account.events:
        yield from ((event.id, entity, "actor") for entity in event.actors)
        yield from ((event.id, entity, "target") for entity in event.targets)
        yield from ((event.id, entity, "place") for entity in (event.where,) if entity)
