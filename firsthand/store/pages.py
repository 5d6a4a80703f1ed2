"""Pages and their versions: what was read, from where, and which reading of a page holds now.

A page is known by its address, else by its file. Other content under the same address or file is a new version; the
old one stays. The text of a file is kept once, however many documents it holds.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.model import Annotations, Article, Failure, identity
from firsthand.store.codec import decode, encode
from firsthand.store.queries import storable


def add_documents(connection: sqlite3.Connection, documents: Sequence[Annotations], code: str) -> int:
    """Keeps ``documents`` as read by ``code``; how many pages are new or changed. The caller holds the transaction."""
    for document in documents:
        _keep_article(connection, document, code)
    held: dict[str, list[Article]] = {}
    for article in (document.article for document in documents):
        held.setdefault(article.file, []).append(article)
    for article in (document.article for document in documents):
        for file in article.copies:
            held.setdefault(file, []).append(article)
    changed = 0
    for file, inside in held.items():
        ordered = sorted(inside, key=lambda article: (article.start, article.id))
        own = [article for article in ordered if article.file == file]
        url = next((url for article in own for url in (article.stated.url, article.found.url) if url), None)
        changed += _keep_version(connection, file, url, tuple(dict.fromkeys(article.id for article in ordered)))
    return changed


def known(connection: sqlite3.Connection, article: str, code: str) -> Annotations | None:
    """What ``code`` read from ``article``; None where it has not, or where another version of the program has."""
    found = _read(connection, "articles.id = ? AND articles.code = ?", (article, code))
    return found[0][0] if found and found[0][0] else None


def documents(connection: sqlite3.Connection, current: bool) -> tuple[Annotations, ...]:
    """The articles of the current versions of all pages, or of every version, in the order of first reading."""
    return tuple(document for document, _ in _read(connection, _only(current), ()) if document)


def unreadable(connection: sqlite3.Connection) -> tuple[Failure, ...]:
    """The current pages whose annotations an older program made in a shape that this one cannot read."""
    reason = "an older version of the program read this page into the store; read it again"
    rows = _read(connection, _only(True), ())
    return tuple(Failure(files[0], "store", reason) for document, files in rows if document is None)


def sources(connection: sqlite3.Connection, articles: Iterable[str]) -> dict[str, str]:
    """The decoded text of the file that each of ``articles`` stands in; unknown ids are left out."""
    query = "SELECT sources.text FROM articles JOIN sources ON digest = source WHERE articles.id = ?"
    found: dict[str, str] = {}
    for article in articles:
        row = connection.execute(query, (article,)).fetchone()
        if row:
            found[article] = decode(str, row[0])
    return found


def _only(current: bool) -> str:
    return "current = 1" if current else "1"


def _read(
    connection: sqlite3.Connection, condition: str, parameters: tuple[str, ...]
) -> list[tuple[Annotations | None, list[str]]]:
    """Articles with the files that hold them, first reading first; None for one that cannot be decoded."""
    query = (
        "SELECT articles.id, annotations, sources.text, file FROM articles JOIN sources ON sources.digest = source"  # noqa: S608 - conditions are words of this file
        " JOIN version_articles ON article = articles.id JOIN versions USING (page, version)"
        f" WHERE {condition} ORDER BY current DESC, page, version, position"
    )
    rows: dict[str, tuple[bytes, bytes, list[str]]] = {}
    for article, blob, text, file in connection.execute(query, parameters):
        files = rows.setdefault(article, (blob, text, []))[2]
        if file not in files:
            files.append(file)
    return [(_restored(*row), row[2]) for row in rows.values()]


def _restored(blob: bytes, text: bytes, files: list[str]) -> Annotations | None:
    try:
        annotations: Annotations = decode(Annotations, blob)
    except ValueError:
        return None
    article = replace(annotations.article, source=decode(str, text), file=files[0], copies=tuple(files[1:]))
    return replace(annotations, article=article)


def _keep_article(connection: sqlite3.Connection, annotations: Annotations, code: str) -> None:
    article = annotations.article
    digest = identity("t", article.source)
    row = connection.execute("SELECT source, code, annotations FROM articles WHERE id = ?", (article.id,)).fetchone()
    bare = encode(replace(annotations, article=replace(article, source="", file="", copies=())))
    if row == (digest, code, bare):
        return
    text = encode(article.source)
    connection.execute("INSERT INTO sources VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, text))
    connection.execute(
        "INSERT INTO articles VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
        " SET source = excluded.source, code = excluded.code, annotations = excluded.annotations",
        (article.id, digest, code, bare),
    )
    if row and row[0] != digest:
        connection.execute("DELETE FROM sources WHERE digest NOT IN (SELECT source FROM articles)")


def _keep_version(connection: sqlite3.Connection, file: str, url: str | None, articles: tuple[str, ...]) -> int:
    """1 where the page is new or has changed, else 0."""
    path, mark, rest = file.partition("#")
    place = storable(os.path.abspath(path) + mark + rest)  # noqa: PTH100 - Path.resolve would follow links
    digest = identity("v", *articles)
    page = _page(connection, place, storable(url))
    now = connection.execute("SELECT place, digest FROM versions WHERE page = ? AND current = 1", (page,)).fetchone()
    if now and now[1] == digest:
        return 0
    seen = connection.execute(
        "SELECT version FROM versions WHERE page = ? AND place = ? AND digest = ?", (page, place, digest)
    ).fetchone()
    if seen and now and now[0] != place:
        return 0  # another file with the same address was read after this one and holds now
    connection.execute("UPDATE versions SET current = 0 WHERE page = ? AND current = 1", (page,))
    if seen:
        connection.execute("UPDATE versions SET current = 1 WHERE page = ? AND version = ?", (page, seen[0]))
        return 1
    (version,) = connection.execute("SELECT count(*) + 1 FROM versions WHERE page = ?", (page,)).fetchone()
    connection.execute(
        "INSERT INTO versions (page, version, place, file, digest, current) VALUES (?, ?, ?, ?, ?, 1)",
        (page, version, place, storable(file), digest),
    )
    connection.executemany(
        "INSERT INTO version_articles VALUES (?, ?, ?, ?)",
        [(page, version, position, article) for position, article in enumerate(articles)],
    )
    return 1


def _page(connection: sqlite3.Connection, place: str, url: str | None) -> int:
    """The id of the page with that address, else of one in that place with no other address, else of a new one."""
    for (page,) in connection.execute("SELECT id FROM pages WHERE url = ?", (url,)):
        return int(page)
    query = "SELECT id, url FROM pages JOIN versions ON page = id WHERE place = ? ORDER BY current DESC, id DESC"
    for page, address in connection.execute(query, (place,)).fetchall():
        if url and address is None:
            connection.execute("UPDATE pages SET url = ? WHERE id = ?", (url, page))
        if url is None or address is None:
            return int(page)
    cursor = connection.execute("INSERT INTO pages (url) VALUES (?)", (url,))
    return int(cursor.lastrowid or 0)
