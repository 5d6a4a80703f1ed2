"""JSON lines: one page an object, with ``text`` or ``html`` and the keys of a sidecar.

The offsets of such a page count in the value of ``text`` or ``html`` itself. Rows are read one at a time, so a file
may be larger than memory; a row may not be larger than a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from firsthand.model import Failure, Page
from firsthand.sources.files import MAX_PAGE_BYTES, too_large, unopened
from firsthand.sources.sidecar import metadata_of, parse_object

JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})


def read_rows(path: Path, shown: str) -> Iterator[Page | Failure]:
    """The pages of a JSON lines file, named ``shown#L3`` after their line; bad rows as Failures of stage "get"."""
    found = False
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_PAGE_BYTES + 1):
                number += 1
                name = f"{shown}#L{number}"
                if len(line) > MAX_PAGE_BYTES:
                    while line and not line.endswith(b"\n"):
                        line = file.readline(MAX_PAGE_BYTES)
                    found = True
                    yield Failure(name, "get", too_large(MAX_PAGE_BYTES + 1).replace("MB is", "MB or more is", 1))
                elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                    found = True
                    yield from _read_row(line, name)
    except OSError as error:
        yield Failure(shown, "get", unopened(error))
        return
    if not found:
        yield Failure(shown, "get", "the file is empty; write one JSON object a line")


def _read_row(line: bytes, name: str) -> Iterator[Page | Failure]:
    row = parse_object(line.decode("utf-8-sig", "replace"))
    if isinstance(row, str):
        yield Failure(name, "get", f"the line {row}")
        return
    media: Literal["text", "html"] = "text" if isinstance(row.get("text"), str) else "html"
    content = row.get(media)
    if not isinstance(content, str):
        yield Failure(name, "get", 'the object has neither "text" nor "html"; one of them must hold the page')
        return
    if not content.strip():
        yield Failure(name, "get", f'"{media}" is empty; leave the line out or fill it')
        return
    said = metadata_of(row)
    for problem in said.problems:
        yield Failure(name, "get", f"the page was read, but {problem}")
    yield Page(name, content.encode("utf-8", "replace"), media, said.metadata, "utf-8")
