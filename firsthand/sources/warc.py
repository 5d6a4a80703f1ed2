"""Web archives: the HTML responses of a WARC file, through the optional package fastwarc (WARC 1.0 and 1.1, gzip).

Redirects, errors, pictures and other media are passed over. When a page was captured is not when it was published, so
the capture date is not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from firsthand.model import Failure, Metadata, Page
from firsthand.sources.files import MAX_PAGE_BYTES, too_large, unopened

WARC_SUFFIXES = (".warc", ".warc.gz")
HTML_TYPES = ("text/html", "application/xhtml+xml")


def is_warc(name: str) -> bool:
    """Whether a file name is that of a web archive.

    >>> is_warc("crawl.warc.gz")
    True
    """
    return name.lower().endswith(WARC_SUFFIXES)


def read_archive(path: Path, shown: str) -> Iterator[Page | Failure]:
    """The successful HTML responses of an archive, named ``shown#URI``; Failures of stage "get"."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield Failure(shown, "get", "reading web archives needs one more package: pip install firsthand[warc]")
        return
    found = False
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
                if not _is_html(record.http_content_type, record.http_headers):
                    continue
                found = True
                uri = (record.headers.get("WARC-Target-URI") or "").strip("<>") or str(record.record_id)
                yield _page(record.reader.read(MAX_PAGE_BYTES + 1), record.http_charset, f"{shown}#{uri}", uri)
    except OSError as error:
        yield Failure(shown, "get", unopened(error))
        return
    except (ValueError, RuntimeError, EOFError) as error:
        yield Failure(shown, "get", f"the archive is damaged here ({error}); what came before was read")
        return
    if not found:
        yield Failure(shown, "get", "the archive holds no HTML page that was answered with success; check the file")


def _is_html(content_type: str | None, headers: object) -> bool:
    status = getattr(headers, "status_code", None)
    kind = (content_type or "").partition(";")[0].strip().lower()
    return kind in HTML_TYPES and (status is None or 200 <= status < 300)


def _page(content: bytes, charset: str | None, name: str, uri: str) -> Page | Failure:
    if len(content) > MAX_PAGE_BYTES:
        return Failure(name, "get", too_large(len(content)))
    if not content.strip():
        return Failure(name, "get", "the archived page is empty")
    return Page(name, content, "html", Metadata(url=uri), charset)
