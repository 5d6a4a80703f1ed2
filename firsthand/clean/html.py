"""Saved HTML -> one Article: main text by trafilatura, every character traced to its place in the source.

The extractor says which blocks are the article; the words, and where they stand, are taken from the source's own text
(markup.py, align.py), so a block that cannot be found there is left out. Headline, day and author above the body, and
captions, which extractors drop, are read from the same text by the labels of text dumps. Where the extractor finds
nothing, the whole text of the page is read as a dump. A page is taken to hold one article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from firsthand.clean.align import Squeezed, align, squeeze
from firsthand.clean.furniture import furniture_scores, is_running
from firsthand.clean.lines import WORD, Line, flat, signs, split_lines
from firsthand.clean.markup import Markup, read_markup
from firsthand.clean.metadata import read_metadata
from firsthand.clean.parts import FURNITURE, SURE_FURNITURE, TITLE_WORDS, label
from firsthand.clean.patterns import is_byline, is_caption, is_dateline
from firsthand.clean.shown import DatesTold, Frame, shown_dates
from firsthand.errors import PageError
from firsthand.model import Article, DateNote, Metadata, Page, Part, PartKind, Span, identity

MAX_EXTRACTED = 3_000_000
"""Longer sources are not given to the extractor but read as dumps. The largest of 1,032 saved pages has 1.6 million."""
MAX_DEPTH = 2_000
"""Openings of one sort of container more than closings. Chosen, far above what saved pages show."""
ABOVE = 3_000
"""Characters of page text before the body in which headline, day and author are looked for. Chosen."""
TITLE_SHARED = 0.8
_SUBHEADS = frozenset({"head", "h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the article as a run of the page's text."""

    kind: PartKind
    start: int
    end: int


def read_html(page: Page, source: str) -> tuple[Article, ...]:
    """The article of a page, as a tuple of one. Raises PageError where the page holds no running text."""
    markup = read_markup(source)
    found = read_metadata(source)
    title = page.metadata.title or found.title
    body = _body(source, markup)
    blocks = _with_surroundings(markup, body, title) if body else []
    if not any(block.kind == "body" for block in blocks):
        blocks = _as_dump(markup, title)
    if not any(block.kind == "body" for block in blocks):
        raise PageError("no article text was found in the page; save the page of the article itself, or its text")
    found = replace(found, dates=(*found.dates, *_shown_days(source, markup, blocks, found)))
    return (_article(page, source, _Read(markup, blocks, found)),)


def _shown_days(source: str, markup: Markup, blocks: Sequence[Block], found: Metadata) -> Iterator[DateNote]:
    bodies = [block for block in blocks if block.kind == "body"]
    head = next((block for block in blocks if block.kind == "headline"), bodies[0])
    frame = Frame((head.start, head.end), (bodies[0].start, bodies[-1].end))
    known = frozenset(note.when.earliest for note in found.dates if note.when.earliest)
    return shown_dates(source, markup, frame, DatesTold(found.language, known))


def _body(source: str, markup: Markup) -> list[Block]:
    extracted = list(_extracted(source))
    if not extracted:
        return []
    squeezed = squeeze(markup.text)
    blocks: list[Block] = []
    for (kind, _), runs in zip(extracted, align([text for _, text in extracted], squeezed), strict=True):
        blocks += [Block(kind, start, end) for start, end in _joined(runs, squeezed)]
    return blocks


def _joined(runs: Sequence[tuple[int, int, int]], page: Squeezed) -> Iterator[tuple[int, int]]:
    """Runs of one block as stretches of the page's text; runs that touch are one."""
    start = end = -1
    for _, at, length in runs:
        if at == end:
            end = at + length
            continue
        if start >= 0:
            yield page.places[start], page.places[end - 1] + 1
        start, end = at, at + length
    if start >= 0:
        yield page.places[start], page.places[end - 1] + 1


def _extracted(source: str) -> Iterator[tuple[PartKind, str]]:
    """The extractor's blocks in order; none where it finds nothing or the page is too much for it."""
    if len(source) > MAX_EXTRACTED or _too_deep(source):
        return
    import trafilatura

    try:
        found = trafilatura.bare_extraction(source, fast=True, include_comments=False, include_formatting=True)
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError):
        return
    body = getattr(found, "body", None)
    if body is None:
        return
    for element in body.iter("p", "head", "item", "quote", "cell", "code"):
        text = (
            "".join(element.itertext())
            if not len(element.xpath("descendant::p|descendant::item|descendant::cell"))
            else (element.text or "")
        )
        if text.strip():
            yield ("subhead" if element.tag in _SUBHEADS else "body"), text


def _too_deep(source: str) -> bool:
    """A cheap bound: openings of containers that are never closed."""
    return any(
        source.count(f"<{name}") - source.count(f"</{name}") > MAX_DEPTH
        for name in ("div", "span", "b", "i", "ul", "table")
    )


def _with_surroundings(markup: Markup, body: list[Block], title: str | None) -> list[Block]:
    """The body with the headline, day, author and introduction above it, and the captions within."""
    first, last = body[0].start, body[-1].end
    heading = _heading(markup, body, title)
    top = min(heading.start, first) if heading else max(0, first - ABOVE)
    blocks = _relabelled(markup, [block for block in body if heading is None or not _overlap(block, heading)])
    opening = next((block.start for block in blocks if block.kind == "body"), first)
    blocks += _head(markup, (top, max(first, opening)), markup.text[heading.start : heading.end] if heading else title)
    if heading is not None and not any(block.kind == "headline" for block in blocks):
        blocks.append(heading)
    blocks += [
        _trimmed(markup, Block("caption", start, end))
        for kind, start, end in markup.marked
        if kind == "caption" and top <= start and end <= last and markup.text[start:end].strip()
    ]
    return _in_order(blocks)


def _heading(markup: Markup, body: Sequence[Block], title: str | None) -> Block | None:
    """The last first-level heading above the body; else a block of the body that holds the stated title's words."""
    first = body[0].start
    above = [(s, e) for kind, s, e in markup.marked if kind == "title" and s <= first and markup.text[s:e].strip()]
    titled = [(s, e) for s, e in above if title and _alike(markup.text[s:e], title)]
    if titled or (above and not title):
        return _trimmed(markup, Block("headline", *(titled or above)[-1]))
    early = (block for block in body[:3] if title and _alike(markup.text[block.start : block.end], title))
    found = next(early, None)
    if found is not None:
        return Block("headline", found.start, found.end)
    wordy = [(s, e) for s, e in above if len(WORD.findall(markup.text[s:e])) >= TITLE_WORDS[0]]
    return _trimmed(markup, Block("headline", *wordy[-1])) if wordy else None


def _alike(text: str, title: str) -> bool:
    """Whether two titles share most of their words; pages add their name or a kicker to one of them."""
    left, right = ({word.lower() for word in WORD.findall(words)} for words in (text, title))
    return len(left & right) >= TITLE_SHARED * min(len(left), len(right)) > 1 and len(left) <= 2 * len(right) + 4


def _relabelled(markup: Markup, body: Sequence[Block]) -> list[Block]:
    """Body blocks that are furniture for sure told as such; subheads before all running text introduce."""
    lines = [Line(b.start, b.end, " ".join(flat(markup.text[b.start : b.end]).split()), 1) for b in body]
    seen = signs(lines)
    running = [at for at, sign in enumerate(seen) if is_running(sign)]
    blocks: list[Block] = []
    for at, (block, sign, score) in enumerate(zip(body, seen, furniture_scores(seen), strict=True)):
        kind = block.kind
        if kind == "subhead" and at == 0 and running and sign.words >= 7:
            kind = "standfirst"
        elif score >= SURE_FURNITURE or (sign.call and score >= FURNITURE) or (sign.repeats > 1 and sign.words > 1):
            kind = "furniture"
        elif kind == "body" and is_byline(lines[at].text):
            kind = "byline"
        elif kind == "body" and is_dateline(lines[at].text):
            kind = "dateline"
        elif kind == "body" and is_caption(lines[at].text, sign):
            kind = "caption"
        blocks.append(Block(kind, block.start, block.end))
    return blocks


def _overlap(left: Block, right: Block) -> bool:
    return left.start < right.end and right.start < left.end


def _head(markup: Markup, place: tuple[int, int], title: str | None) -> list[Block]:
    start, end = place
    lines = split_lines(markup.text[start:end])
    moved = [Line(line.start + start, line.end + start, line.text, line.gap) for line in lines]
    kinds = label(moved, signs(moved), title) if moved else []
    wanted = ("headline", "byline", "dateline", "standfirst")
    return [Block(kind, line.start, line.end) for kind, line in zip(kinds, moved, strict=True) if kind in wanted]


def _trimmed(markup: Markup, block: Block) -> Block:
    raw = flat(markup.text[block.start : block.end])
    return Block(block.kind, block.start + len(raw) - len(raw.lstrip()), block.start + len(raw.rstrip()))


def _in_order(blocks: list[Block]) -> list[Block]:
    """By place; what overlaps an earlier block is left out, captions and heads winning over body."""
    rank = {"headline": 0, "caption": 1, "byline": 1, "dateline": 1, "standfirst": 2, "subhead": 3, "body": 4}
    taken: list[Block] = []
    for block in sorted(blocks, key=lambda block: (rank.get(block.kind, 5), block.start)):
        at = bisect_left(taken, block.start, key=lambda other: other.start)
        before, after = taken[at - 1] if at else None, taken[at] if at < len(taken) else None
        if (before is None or before.end <= block.start) and (after is None or block.end <= after.start):
            taken.insert(at, block)
    return taken


def _as_dump(markup: Markup, title: str | None) -> list[Block]:
    """Everything that the page shows, labelled like a text dump, furniture left out."""
    lines = split_lines(markup.text)
    seen = signs(lines)
    scores = furniture_scores(seen)
    if not any(is_running(sign) and score < 0.5 for sign, score in zip(seen, scores, strict=True)):
        return []
    kinds = label(lines, seen, title)
    return [Block(kind, line.start, line.end) for kind, line in zip(kinds, lines, strict=True) if kind != "furniture"]


@dataclass(frozen=True, slots=True)
class _Read:
    markup: Markup
    blocks: Sequence[Block]
    found: Metadata


def _article(page: Page, source: str, read: _Read) -> Article:
    """The blocks as one text with two line ends between them."""
    markup = read.markup
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    parts: list[Part] = []
    for block in read.blocks:
        kept = _shown(markup.text, block.start, block.end)
        if not kept:
            continue
        if parts:
            pieces.append("\n\n")
            starts += [markup.starts[kept[0]]] * 2
            ends += [markup.starts[kept[0]]] * 2
        parts.append(Part(block.kind, len(starts), len(starts) + len(kept)))
        pieces.append(flat("".join([markup.text[at] for at in kept])))
        starts += [markup.starts[at] for at in kept]
        ends += [markup.ends[at] for at in kept]
    text = "".join(pieces)
    name = identity("d", source, 0)
    headline = next((part for part in parts if part.kind == "headline"), None)
    told = page.metadata.title or read.found.title
    return Article(
        id=name,
        file=page.file,
        source=source,
        start=starts[0],
        end=ends[-1],
        text=text,
        starts=tuple(starts),
        ends=tuple(ends),
        parts=tuple(parts),
        title=text[headline.start : headline.end] if headline else told,
        title_span=Span(name, headline.start, headline.end) if headline else None,
        stated=page.metadata,
        found=read.found,
    )


def _shown(text: str, start: int, end: int) -> list[int]:
    """The places of the characters that a reader sees: white space as one space, soft hyphens not at all."""
    kept: list[int] = []
    spaced = True
    for at in range(start, end):
        if text[at] in "\u00ad\u200b\u2060\ufeff\u200e\u200f":
            continue
        blank = flat(text[at]) == " "
        if not (blank and spaced):
            kept.append(at)
        spaced = blank
    return kept[:-1] if kept and flat(text[kept[-1]]) == " " else kept
