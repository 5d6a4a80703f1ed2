"""Text and HTML files, one page a file.

Bytes are handed on as they are: encodings are the business of clean/. What is known here is a file's name, its size,
and from its first bytes whether it is HTML, text, or something that no reader of words can use.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Literal

from firsthand.model import Failure, Metadata, Page

MAX_PAGE_BYTES = 20_000_000
"""Larger inputs are refused. The largest of 1,032 saved pages (trafilatura's evaluation set) has 1.6 MB."""

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
RESOURCE_SUFFIXES = frozenset({
    ".css", ".js", ".mjs", ".json", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".woff",
    ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webm", ".download",
})  # fmt: skip
"""What a browser saves beside a page; passed over inside folders."""

_HTML_HEAD = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SNIFFED = 2048
_SIGNATURES = (
    (b"%PDF-", "a PDF; save its text as a .txt file and give that"),
    (b"PK\x03\x04", "a zip archive or office document; unpack it or save its text, and give that"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"\x89PNG", "a picture; give the text of the page instead"),
    (b"\xff\xd8\xff", "a picture; give the text of the page instead"),
    (b"GIF8", "a picture; give the text of the page instead"),
    (b"\x7fELF", "a program, not a page; leave it out"),
    (b"SQLite format 3", "a database, not a page; leave it out"),
)


def media_of(name: str, content: bytes) -> Literal["text", "html"]:
    """Whether a file is HTML, by its name or its first bytes.

    >>> media_of("a.txt", b"<!DOCTYPE html><title>A</title>"), media_of("a.txt", b"A < B")
    ('html', 'text')
    """
    head = content[:_SNIFFED].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    return "html" if Path(name).suffix.lower() in HTML_SUFFIXES or _HTML_HEAD.match(head) else "text"


def read_page(path: Path, shown: str, metadata: Metadata) -> Page | Failure:
    """The page in the file at ``path``, named ``shown``; a Failure of stage "get" says what to do about a bad one."""
    content = read_bytes(path)
    if isinstance(content, str):
        return Failure(shown, "get", content)
    for signature, meaning in _SIGNATURES:
        if content.startswith(signature):
            return Failure(shown, "get", f"the file is {meaning}")
    if not content.strip():
        return Failure(shown, "get", "the file is empty; save the page again, or leave it out")
    return Page(shown, content, media_of(path.name, content), metadata)


def read_bytes(path: Path) -> bytes | str:
    """The bytes of a regular file of at most MAX_PAGE_BYTES, or the reason why not."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return "this is neither a file nor a folder (a device, pipe or socket); give a file"
        if status.st_size > MAX_PAGE_BYTES:
            return too_large(status.st_size)
        return path.read_bytes()
    except OSError as error:
        return unopened(error)


def unopened(error: OSError) -> str:
    """Why a file or folder could not be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "no permission to open it; give yourself the right to read it"
    return f"cannot be opened ({error.strerror or error}); check the path and its rights"


def too_large(size: int) -> str:
    """The reason for an input over the limit."""
    return f"{size / 1e6:.0f} MB is over the limit of {MAX_PAGE_BYTES / 1e6:.0f} MB a page; give single articles"
