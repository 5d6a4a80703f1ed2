"""The account in short lines for a terminal: who — did what — words (file). It adds nothing to the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from firsthand.account import Account
from firsthand.rows import Tables
from firsthand.tables import tables

UNKNOWN = "unknown"
SHORT = 160
"""Characters of quoted words in a line; with names and file a line then takes two or three rows of a terminal."""


def summary(account: Account, sources: Mapping[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings with their lines; ``sources`` maps document ids to the decoded text of their files.

    >>> summary(Account(), {})[0]
    ('Documents', ())
    """
    found = tables(account, sources)
    documents = (f"{row.title or row.file} — {row.outlet or 'outlet unknown'} ({row.file})" for row in found.documents)
    statements = (
        f"{row.speaker or UNKNOWN}{f' via {row.via}' if row.via else ''} — {row.act} — {_short(row.text)} ({row.file})"
        for row in found.statements
    )
    timeline = (
        f"{days(row.earliest, row.latest)} — {row.speaker or UNKNOWN} — {_short(row.words)} ({row.file})"
        for row in found.timeline
    )
    return (
        ("Documents", tuple(documents)),
        ("Statements", tuple(statements)),
        ("Claims", tuple(_claims(account, found))),
        ("Conflicts", tuple(_conflicts(found))),
        ("Timeline", tuple(timeline)),
    )


def days(earliest: str | None, latest: str | None) -> str:
    """A stretch of days in few characters.

    >>> days("2024-03-02", "2024-03-02"), days("2024-03-02", None), days(None, None)
    ('2024-03-02', '2024-03-02..', 'unknown')
    """
    if earliest == latest:
        return earliest or UNKNOWN
    return f"{earliest or ''}..{latest or ''}"


def _short(words: str) -> str:
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"


def _claims(account: Account, found: Tables) -> Iterator[str]:
    origins: dict[str, list[str]] = {}
    for row in found.claims:
        origins.setdefault(row.claim, []).append(row.origin or UNKNOWN)
    for claim in account.claims:
        named = ", ".join(dict.fromkeys(origins.get(claim.id, ())))
        yield f"{_short(claim.text)} — {claim.independent} independent: {named}"


def _conflicts(found: Tables) -> Iterator[str]:
    for (_, kind), rows in groupby(found.conflicts, key=lambda row: (row.conflict, row.kind)):
        firsts = [next(side) for _, side in groupby(rows, key=lambda row: row.side)]
        yield f"{kind}: " + " / ".join(f"{row.speaker or row.outlet or UNKNOWN}: {_short(row.words)}" for row in firsts)
