"""What stands beside a page: sidecar files and rows of metadata as Metadata values.

A sidecar of ``page.txt`` is ``page.txt.meta.json`` or ``page.meta.json``; a folder may instead hold one ``meta.jsonl``
or ``metadata.jsonl`` whose rows name their page under ``file``. Nothing here looks at the page or judges who is right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path

from firsthand.model import Failure, Metadata

SIDECAR_SUFFIX = ".meta.json"
FOLDER_SIDECARS = ("metadata.jsonl", "meta.jsonl")
MAX_SIDECAR_BYTES = 1_000_000
"""A sidecar holds seven short values; anything near this size is some other file. Chosen, not measured."""

NOTHING = Metadata()
_WORDS = ("outlet", "url", "title", "author", "language")
_DATES = ("published", "updated")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a sidecar says and what is wrong with it, one line each."""

    metadata: Metadata = NOTHING
    problems: tuple[str, ...] = ()


def is_sidecar(name: str) -> bool:
    """Whether a file of this name describes other files.

    >>> is_sidecar("page.txt.meta.json"), is_sidecar("metadata.jsonl"), is_sidecar("pages.jsonl")
    (True, True, False)
    """
    return name.endswith(SIDECAR_SUFFIX) or name in FOLDER_SIDECARS


def metadata_of(row: Mapping[str, object]) -> Beside:
    """The known keys of a JSON object; others are passed over, values that make no sense become problems.

    Days are kept as written (ISO 8601), no time zone is applied.

    >>> metadata_of({"outlet": "The Harbour Post", "published": "2024-05-02T23:10:00Z"}).metadata.published
    datetime.date(2024, 5, 2)
    """
    problems: list[str] = []
    words = {key: _word(row, key, problems) for key in _WORDS}
    days = {key: _day(row, key, problems) for key in _DATES}
    found = Metadata(
        outlet=words["outlet"],
        url=words["url"],
        title=words["title"],
        author=words["author"],
        published=days["published"],
        updated=days["updated"],
        language=words["language"],
    )
    return Beside(found, tuple(problems))


def beside(path: Path, folder_rows: Mapping[str, Mapping[str, object]]) -> Beside:
    """What the sidecar of ``path`` and the row of its folder say; the sidecar wins key by key."""
    row = folder_rows.get(path.name)
    found = metadata_of(row) if row is not None else Beside()
    for name in (path.stem + SIDECAR_SUFFIX, path.name + SIDECAR_SUFFIX):
        sidecar = path.with_name(name)
        if sidecar.is_file():
            nearer = _read_object(sidecar)
            found = Beside(_over(nearer.metadata, found.metadata), found.problems + nearer.problems)
    return found


def folder_rows(folder: Path, shown: str) -> tuple[dict[str, Mapping[str, object]], tuple[Failure, ...]]:
    """The rows of the folder's metadata file by file name, and what could not be read of it."""
    rows: dict[str, Mapping[str, object]] = {}
    failures: list[Failure] = []
    for name in FOLDER_SIDECARS:
        path = folder / name
        if not path.is_file():
            continue
        try:
            lines = path.read_bytes().decode("utf-8-sig", "replace").splitlines()
        except OSError as error:
            failures.append(Failure(f"{shown}/{name}", "get", f"cannot be opened ({error.strerror}); check its rights"))
            continue
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            row = parse_object(line)
            if isinstance(row, str) or not isinstance(row.get("file"), str):
                reason = row if isinstance(row, str) else 'has no "file" key that names a page'
                failures.append(Failure(f"{shown}/{name}#L{number}", "get", f"metadata row left out: it {reason}"))
                continue
            rows.setdefault(str(row["file"]).removeprefix("./"), row)
    return rows, tuple(failures)


def parse_object(text: str | bytes) -> dict[str, object] | str:
    """A JSON object, or in words why there is none.

    >>> parse_object("[1]")
    'is JSON but not an object in braces'
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return f"is not JSON ({str(error).partition(chr(10))[0][:80]}); correct it or delete it"
    return value if isinstance(value, dict) else "is JSON but not an object in braces"


def _read_object(path: Path) -> Beside:
    try:
        if path.stat().st_size > MAX_SIDECAR_BYTES:
            return Beside(problems=(f"{path.name} is larger than a sidecar can be; it was not read",))
        row = parse_object(path.read_bytes().decode("utf-8-sig", "replace"))
    except OSError as error:
        return Beside(problems=(f"{path.name} cannot be opened ({error.strerror}); check its rights",))
    if isinstance(row, str):
        return Beside(problems=(f"{path.name} {row}",))
    found = metadata_of(row)
    return replace(found, problems=tuple(f"{path.name}: {problem}" for problem in found.problems))


def _over(nearer: Metadata, farther: Metadata) -> Metadata:
    names = [field.name for field in fields(Metadata)]
    return Metadata(
        **{name: getattr(farther, name) if getattr(nearer, name) is None else getattr(nearer, name) for name in names}
    )


def _word(row: Mapping[str, object], key: str, problems: list[str]) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        return " ".join(value.encode("utf-8", "replace").decode().split()) or None
    problems.append(f'"{key}" should be text in quotation marks; it was passed over')
    return None


def _day(row: Mapping[str, object], key: str, problems: list[str]) -> date | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    try:
        return datetime.fromisoformat(value.strip()).date() if isinstance(value, str) else _refuse()
    except ValueError:
        problems.append(f'"{key}" should be a day as YYYY-MM-DD (ISO 8601); it was passed over')
        return None


def _refuse() -> date:
    raise ValueError
