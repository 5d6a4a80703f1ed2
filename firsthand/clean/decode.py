"""Bytes -> text: the decoded source in which every offset of an account counts.

Nothing is translated but the bytes: carriage returns, odd spaces and invisible characters all stay and count. (A reader
that opens the file with Python's universal newlines sees fewer characters where lines end in CR LF; open it with
``newline=""``.) A byte order mark is not part of the text. What language the text is in is not known here.
"""

from __future__ import annotations

import codecs
import re

from firsthand.errors import PageError

MAX_CHARACTERS = 20_000_000
"""Longer sources are refused; the largest of 1,032 saved pages (trafilatura's evaluation set) has 1.6 million."""
MAX_CONTROL_SHARE = 0.002
"""More control and replacement characters than this is not text: the worst of 1,032 saved pages (trafilatura's
evaluation set) has 0.0002."""
MAX_BROKEN_SHARE = 0.05
"""UTF-8 with up to this share of its multi-byte sequences broken is read as UTF-8 with replacement characters.
Chosen: text of a single-byte encoding has nearly all broken."""
FEW_HIGH, FEW_HIGH_SHARE = 10, 0.05
"""With fewer bytes above 127 than this there is nothing to guess from: Western text (curly quotation marks, accents)
is far the likeliest. Chosen, not measured: Slavic text with one byte a letter has more, English and German less."""
_GUESS_BYTES = 64_000
_HEAD_BYTES = 4096

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]*?\bencoding|<meta\b[^>]*?\bcharset)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_WESTERN = frozenset({"iso8859-1", "ascii"})


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of a page's bytes; ``declared`` is the charset that its carrier named, or None.

    Tried in turn: byte order mark; UTF-8 where it fits without error; what the carrier, then the page's own ``<meta>``
    or XML declaration says (ISO-8859-1 read as windows-1252, as browsers do); UTF-8 with a few broken bytes;
    windows-1252 where hardly a byte is above 127; a guess by charset-normalizer. Raises PageError for what is empty,
    too long or not text.

    >>> decode("Čeština".encode("iso-8859-2"), "latin2"), decode(b"caf\\xe9", "utf-8")
    ('Čeština', 'café')
    """
    text = _decoded(content, declared)
    if len(text) > MAX_CHARACTERS:
        raise PageError(f"the page is over {MAX_CHARACTERS:,} characters long; give single articles")
    if not text.strip():
        raise PageError("the page is empty; save it again, or leave it out")
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text) + 2:
        raise PageError("this is not text (a picture, a program, or a damaged file); give the page as text or HTML")
    return text


def _decoded(content: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    if wide := _unmarked_utf16(content):
        return content.decode(wide, "replace")
    found = _DECLARED.search(content[:_HEAD_BYTES])
    names = [declared, found.group(1).decode("ascii", "replace") if found else None]
    codec_names = [codec for name in names if name and (codec := _codec(name))]
    if b"\x1b" not in content[:_HEAD_BYTES] and (text := _strict(content, "utf-8")) is not None:
        return text
    for codec in codec_names:
        if codec != "utf-8" and (text := _strict(content, codec)) is not None:
            return text
    broken = content.decode("utf-8", "replace")
    if _mostly_utf8(broken):
        return broken
    return _guess(content)


def _unmarked_utf16(content: bytes) -> str | None:
    head = content[:_HEAD_BYTES]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0) / (len(head) / 2), head[1::2].count(0) / (len(head) / 2)
    if odd > 0.5 and even < 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd < 0.02 else None


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in {"utf-7", "idna", "punycode", "undefined", "unicode_escape"}:
        return None
    return "cp1252" if found.name in _WESTERN else found.name


def _strict(content: bytes, codec: str) -> str | None:
    try:
        text = content.decode(codec)
    except (UnicodeError, ValueError):
        return None
    return text if codec == "utf-8" or len(_CONTROL.findall(text)) <= MAX_CONTROL_SHARE * len(text) + 2 else None


def _mostly_utf8(text: str) -> bool:
    broken = text.count("\ufffd")
    return broken <= MAX_BROKEN_SHARE * sum(1 for character in text if character > "\x7f")


def _guess(content: bytes) -> str:
    high = sum(byte > 127 for byte in content[:_GUESS_BYTES])
    if high < max(FEW_HIGH, FEW_HIGH_SHARE * len(content[:_GUESS_BYTES])):
        text = _strict(content, "cp1252")
        if text is not None:
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_GUESS_BYTES], cp_exclusion=["utf_7"]).best()
    for codec in ([best.encoding] if best else []) + ["cp1252"]:
        if (text := _strict(content, codec)) is not None:
            return text
    return content.decode("cp1252", "replace")
