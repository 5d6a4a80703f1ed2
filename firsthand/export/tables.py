"""Flat tables as text: CSV (RFC 4180) for spreadsheets, JSON lines for programs, tab-separated lines for pipes.

A CSV cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets hide; JSON lines
keep every cell as it is. UTF-8 cannot hold a lone surrogate: it is written out as an escape.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from typing import Any, Literal

from firsthand.rows import Tables, columns

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""What spreadsheets read as the start of a formula, after OWASP's page on CSV injection."""
_BREAK = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def csv_table(rows: Iterable[Any], names: Sequence[str]) -> str:
    """A heading and one line a row, CRLF after each; None is an empty cell.

    >>> from firsthand.rows import EntityRow
    >>> csv_table([EntityRow("e-1", "other", "=1+1", "", 1, 1, "")], ["id", "kind", "name"])
    "id,kind,name\\r\\ne-1,other,'=1+1\\r\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_defused(getattr(row, name)) for name in names])
    return _encodable(out.getvalue())


def json_lines(rows: Iterable[Any], table: str | None = None) -> str:
    """One JSON object a row, with the name of its ``table`` first where that is given.

    >>> from firsthand.rows import EntityRow
    >>> json_lines([EntityRow("e-1", "other", "Oberau", "", 1, 1, "")], "entities")[:35]
    '{"table": "entities", "id": "e-1", '
    """
    head = {} if table is None else {"table": table}
    return "".join(
        _encodable(json.dumps({**head, **_cells(row)}, ensure_ascii=False, allow_nan=False)) + "\n" for row in rows
    )


def tab_lines(rows: Iterable[Any], names: Sequence[str]) -> str:
    """A heading and one line a row, cells parted by tabs; a tab or line break inside a cell becomes a space."""
    lines = [list(names), *([_BREAK.sub(" ", _text(getattr(row, name))) for name in names] for row in rows)]
    return _encodable("".join("\t".join(line) + "\n" for line in lines))


def exports(found: Tables, form: Literal["csv", "jsonl"], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The name and the text of each of the tables ``names``; an empty CSV table keeps its heading."""
    for name in names:
        rows = getattr(found, name)
        yield name, csv_table(rows, columns(name)) if form == "csv" else json_lines(rows, name)


def _cells(row: Any) -> dict[str, Any]:
    return dict(zip((field.name for field in fields(row)), astuple(row), strict=True))


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _defused(cell: Any) -> str:
    text = _text(cell)
    return f"'{text}" if isinstance(cell, str) and _FORMULA.match(text) else text


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
