"""Tools to build annotations of a page by hand, from words instead of offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from firsthand.model import (
    Act,
    Article,
    Basis,
    Chain,
    EntityKind,
    EventMention,
    EventType,
    Form,
    Mention,
    MentionForm,
    Metadata,
    Part,
    PartKind,
    Span,
    Statement,
    Status,
    When,
)

NOTHING = Metadata()
PAGES = Path(__file__).parent / "pages"
_REFERENCES = {"&amp;": "&", "&#8217;": "’", "&ldquo;": "“", "&rdquo;": "”", "&nbsp;": " "}


def article(
    file: str, parts: Iterable[tuple[PartKind, str, str]], stated: Metadata = NOTHING, found: Metadata = NOTHING
) -> Article:
    """One of the pages as an article whose parts run from the first to the last words given."""
    source = (PAGES / file).read_text("utf-8")
    if file.endswith(".html"):
        pieces = re.finditer(r"<script>.*?</script>|<!--.*?-->|<[^>]+>|&#?\w+;|.", source, re.DOTALL)
        kept = [m for m in pieces if not m[0].startswith("<")]
        text = "".join(_REFERENCES.get(m[0], m[0]) for m in kept)
        starts, ends = tuple(m.start() for m in kept), tuple(m.end() for m in kept)
    else:
        text, starts, ends = source, tuple(range(len(source))), tuple(range(1, len(source) + 1))
    blocks, at = [], 0
    for kind, first, last in parts:
        start = text.index(first, at)
        at = text.index(last, start) + len(last)
        blocks.append(Part(kind, start, at))
    title = text[blocks[0].start : blocks[0].end]
    span = Span(file, blocks[0].start, blocks[0].end)
    return Article(file, file, source, 0, len(source), text, starts, ends, tuple(blocks), title, span, stated, found)


def at(page: Article, words: str, nth: int = 0) -> Span:
    """The ``nth`` place of ``words`` in a page."""
    start = -1
    for _ in range(nth + 1):
        start = page.text.index(words, start + 1)
    return page.span(start, start + len(words))


def when(first: str | None, last: str | None = None, basis: Basis = "stated", *evidence: Span) -> When:
    """An interval; one day if only that is given."""
    ends = [date.fromisoformat(each) if each else None for each in (first, last or first)]
    return When(ends[0], ends[1], basis, evidence)


def chain(page: Article, name: str, kind: EntityKind, *forms: tuple[str, int, MentionForm]) -> Chain:
    """A chain from its mentions: words, which of their places, and form."""
    mentions = tuple(Mention(at(page, words, nth), kind, form) for words, nth, form in forms)
    return Chain(f"{page.file}/{name}", kind, name, mentions)


def said(
    page: Article, who: str | None, content: Iterable[Span], form: Form = "indirect", act: Act = "says", **more: object
) -> Statement:
    """A statement; its id is the file and where its content starts."""
    words = tuple(content)
    fields: dict[str, object] = {"speaker_span": None, "cue_span": None, "said": When(), "confidence": 0.86, **more}
    speaker = f"{page.file}/{who}" if who else None
    number = f"s-{page.file.partition('.')[0]}-{words[0].start}"
    return Statement(id=number, speaker=speaker, content=words, form=form, act=act, **fields)  # type: ignore[arg-type]


def event(page: Article, words: str, kind: EventType, status: Status, **more: object) -> EventMention:
    """An event whose id is its file and place."""
    span = at(page, words)
    fields: dict[str, object] = {
        "mode": None,
        "actors": (),
        "targets": (),
        "where": None,
        "when": When(),
        "statement": None,
        "confidence": 0.7,
        **more,
    }
    number = f"ev-{page.file.partition('.')[0]}-{span.start}"
    return EventMention(id=number, span=span, type=kind, status=status, **fields)  # type: ignore[arg-type]
