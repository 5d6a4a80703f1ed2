"""get: what the user names -> Pages. Text and HTML files, folders, feeds, sitemaps, JSON lines, web archives.

Order is the user's order, and inside a folder the order of names; so the same input gives the same pages in the same
order everywhere. Nothing is fetched, and nothing here knows what a page says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from firsthand.model import Failure, Listing, Page
from firsthand.sources.feeds import listing_kind, read_feed, read_sitemap
from firsthand.sources.files import HTML_SUFFIXES, RESOURCE_SUFFIXES, read_page, unopened
from firsthand.sources.jsonl import JSONL_SUFFIXES, read_rows
from firsthand.sources.sidecar import beside, folder_rows, is_sidecar
from firsthand.sources.warc import is_warc, read_archive

__all__ = ["open_specs"]

_URL = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_Rows = Mapping[str, Mapping[str, object]]


def open_specs(paths: Sequence[str]) -> Iterator[Page | Listing | Failure]:
    """The pages behind paths to files and folders, in order; what cannot be read comes as a Failure of stage "get".

    ``Page.file`` is the path as given, joined with the path inside a folder by "/"; a row of JSON lines adds "#L3", a
    response of a web archive and an entry of a feed "#" and its address. What feeds and sitemaps list comes as
    Listings. Folders are read to their depth without hidden files; sidecars and what a browser saves beside a page
    (styles, scripts, pictures) are never pages. Never raises for bad input.

    >>> [failure.reason for failure in open_specs(["no/such/file.txt"])]
    ['there is no such file or folder; check the path']
    """
    rows: dict[Path, _Rows] = {}
    for given in paths:
        if _URL.match(given):
            reason = "fetching pages is not built in yet; save the page in a browser (as HTML) and give that file"
            yield Failure(given, "get", reason)
            continue
        if "\0" in given:
            yield Failure(given, "get", "this is not a path; check it")
            continue
        if Path(given).is_dir():
            yield from _read_folder(Path(given), _name(given))
            continue
        folder = Path(given).parent
        if folder not in rows:
            rows[folder], failures = folder_rows(folder, _name(str(folder)))
            yield from failures
        if not is_sidecar(Path(given).name):
            yield from _read_file(Path(given), _name(given), rows[folder])
        elif not Path(given).exists():
            yield Failure(_name(given), "get", "there is no such file or folder; check the path")


def _read_folder(top: Path, shown: str) -> Iterator[Page | Listing | Failure]:
    """Depth first by name; a folder that is reached twice (a loop of links) is read once."""
    seen: set[tuple[int, int]] = set()
    found = False
    waiting: list[tuple[Path, str]] = [(top, shown.rstrip("/") or "/")]
    rows_of: dict[Path, _Rows] = {}
    while waiting:
        path, name = waiting.pop()
        try:
            if not path.is_dir():
                for item in _read_file(path, name, rows_of.get(path.parent, {})):
                    found = True
                    yield item
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            entries = sorted(path.iterdir(), key=lambda entry: os.fsencode(entry.name), reverse=True)
        except OSError as error:
            found = True
            yield Failure(name, "get", unopened(error))
            continue
        rows_of[path], failures = folder_rows(path, name)
        yield from failures
        pages = {entry.stem for entry in entries if entry.suffix.lower() in HTML_SUFFIXES}
        waiting += [
            (entry, f"{name.rstrip('/')}/{_name(entry.name)}") for entry in entries if not _passed_over(entry, pages)
        ]
    if not found:
        yield Failure(shown, "get", "the folder holds no pages; give one with text, HTML, JSON lines or WARC files")


def _passed_over(entry: Path, pages: set[str]) -> bool:
    resources = entry.name.endswith("_files") and entry.name.removesuffix("_files") in pages
    return (
        entry.name.startswith(".")
        or is_sidecar(entry.name)
        or (entry.suffix.lower() in RESOURCE_SUFFIXES and not entry.is_dir())
        or (resources and entry.is_dir())
    )


def _read_file(path: Path, name: str, rows: _Rows) -> Iterator[Page | Listing | Failure]:
    if is_warc(path.name):
        yield from read_archive(path, name)
        return
    if path.suffix.lower() in JSONL_SUFFIXES:
        yield from read_rows(path, name)
        return
    if (kind := listing_kind(path)) is not None:
        yield from read_feed(path, name) if kind == "feed" else read_sitemap(path, name)
        return
    said = beside(path, rows)
    for problem in said.problems:
        yield Failure(name, "get", f"the page was read without all of its metadata: {problem}")
    yield read_page(path, name, said.metadata)


def _name(path: str) -> str:
    """A path as it is shown: "/" between folders, and readable where it is not valid text."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
