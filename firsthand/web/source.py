"""The pages themselves, as they read, with the words of the account marked where they stand.

Overlapping spans are flattened: each stretch of text between two edges is one ``<mark>`` that names all it belongs to.
It knows where words stand; what they mean was decided before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from firsthand.account import AccountDocument, AccountPart, AccountSpan
from firsthand.web.lookup import Lookup, count, interval
from firsthand.web.markup import NOTHING, Markup, element, join, text
from firsthand.web.readable import readable

_ELEMENTS = {"headline": "h4", "subhead": "h5"}
_ROLES = ("said", "speaker", "cue", "carrier", "event", "date", "name", "wording")


@dataclass(frozen=True, slots=True)
class Mark:
    """Source offsets with the key that a link names (``#w-key``) and what the words are to it."""

    start: int
    end: int
    key: str
    role: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark in the readable characters of one part; ``first`` where its key begins."""

    start: int
    end: int
    mark: Mark
    first: bool


def sources(look: Lookup) -> Markup:
    """Every document of the account, in its order."""
    marks = marks_by_document(look)
    return join(_document(document, marks.get(document.id, ()), look) for document in look.account.documents)


def marks_by_document(look: Lookup) -> dict[str, list[Mark]]:
    """All that is marked in each document: statements with their speakers, cues and carriers, events, dates, names."""
    found: list[tuple[AccountSpan | None, str, str, str]] = []
    for statement in look.account.statements:
        label = f"{statement.form} denied" if statement.act == "denies" else statement.form
        found += [(span, statement.id, "said", label) for span in statement.content]
        found += [(statement.speaker_span, statement.id, "speaker", ""), (statement.cue_span, statement.id, "cue", "")]
        found += [(carrier.span, statement.id, "carrier", "") for carrier in statement.via]
        found += [(span, look.key(span), "date", "") for span in statement.said.evidence]
    for event in look.account.events:
        found.append((event.span, event.id, "event", event.status))
        found += [(span, look.key(span), "date", "") for span in event.when.evidence]
    for document in look.account.documents:
        found += [
            (span, look.key(span), "date", "") for span in document.published.evidence + document.updated.evidence
        ]
        found += [
            (each.span, look.key(each.span), "date", "")
            for each in document.dates
            if each.span and each.basis == "text"
        ]
    for entity in look.account.entities:
        first: set[str] = set()
        for span in entity.mentions:
            found.append((span, entity.id, "name", ""))
            if span.document not in first:
                first.add(span.document)
                found.append((span, look.key(span), "name", ""))
    for wording in look.account.wording:
        for variant in wording.variants:
            span = AccountSpan(variant.document, variant.start, variant.end)
            found.append((span, look.key(span), "wording", ""))
    marks: dict[str, dict[Mark, None]] = {}
    for where, key, role, label in found:
        if where is not None and where.start < where.end:
            marks.setdefault(where.document, {})[Mark(where.start, where.end, key, role, label)] = None
    return {document: list(each) for document, each in marks.items()}


def _document(document: AccountDocument, marks: Iterable[Mark], look: Lookup) -> Markup:
    number = look.place(document.id)
    anchored: set[str] = set()
    blocks: list[Markup] = []
    parts = document.parts or (AccountPart("body", document.start, document.end),)
    for furniture, group in groupby(parts, key=lambda part: part.kind == "furniture"):
        shown = list(group)
        written = join(_part(part, marks, (document, look), anchored) for part in shown)
        if furniture:
            summary = element("summary", text(f"Not part of the article: {count(len(shown), 'block')}"))
            written = element("details", summary, written, class_="furniture")
        blocks.append(written)
    outside = [m for m in marks if not any(p.start < m.end and m.start < p.end for p in parts)]
    if outside:
        rest = sorted({(m.start, m.end) for m in outside})
        pieces = (_part(AccountPart("furniture", *each), outside, (document, look), anchored) for each in rest)
        summary = element("summary", text("Elsewhere in the file"))
        blocks.append(element("details", summary, join(pieces), class_="furniture"))
    return element(
        "article",
        _header(document, look),
        *blocks,
        class_="source",
        id=f"page-{number}",
        aria_labelledby=f"name-{number}",
    )


def _header(document: AccountDocument, look: Lookup) -> Markup:
    number = look.place(document.id)
    name = element(
        "h3",
        element("span", text(number[1:]), class_="number"),
        text(" "),
        text(look.page(document.id)),
        id=f"name-{number}",
        tabindex="-1",
    )
    facts = [text(interval(document.published)), element("span", text(document.file), class_="file")]
    if document.url and document.url.lower().startswith(("http://", "https://")):
        facts.append(
            element("a", text(document.url), href=document.url, rel="noopener noreferrer nofollow", class_="url")
        )
    elif document.url:
        facts.append(element("span", text(document.url), class_="url"))
    return element("header", name, element("p", join(facts, text(" · ")), class_="facts"))


def _part(part: AccountPart, marks: Iterable[Mark], of: tuple[AccountDocument, Lookup], anchored: set[str]) -> Markup:
    """One block, its text cut at every edge of a mark."""
    document, look = of
    found = readable(look.sources.get(document.id, ""), part.start, part.end, document.id in look.html)
    placed = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if mark.start < part.end and part.start < mark.end:
            words = mark.role in ("said", "event") if mark.key in look.numbers else mark.key not in look.entities
            start, end = bisect_right(found.ends, mark.start), bisect_left(found.starts, mark.end)
            if start < end:
                placed.append(_Placed(start, end, mark, words and mark.key not in anchored))
                anchored.update([mark.key] if words else [])
    edges = sorted({0, len(found.text), *(p.start for p in placed), *(p.end for p in placed)})
    pieces = []
    for start, end in pairwise(edges):
        over = [each for each in placed if each.start <= start and end <= each.end]
        pieces += [_anchor(each.mark, look) for each in over if each.start == start and each.first]
        piece = text(found.text[start:end])
        pieces.append(_mark(piece, [each.mark for each in over]) if over else piece)
    kind = None if part.kind == "body" else part.kind
    return element(_ELEMENTS.get(part.kind, "p"), *pieces, class_=kind, dir="auto")


def _anchor(mark: Mark, look: Lookup) -> Markup:
    """The place that a link leads to and, before a statement or an event, the label that leads back."""
    if mark.key not in look.numbers:
        return element("span", id=f"w-{mark.key}", class_="at")
    number = look.numbers[mark.key]
    label = element("small", text(mark.label)) if mark.label else NOTHING
    return element(
        "a",
        text(number + " "),
        label,
        href=f"#{mark.key}",
        id=f"w-{mark.key}",
        class_=f"at tag {mark.role}",
        title=f"Back to {number} in the account",
    )


def _mark(piece: Markup, marks: list[Mark]) -> Markup:
    """One stretch; ``data-ids`` holds what it is the words of, ``data-parts`` whose speaker, cue or carrier it is."""
    words = dict.fromkeys(m.key for m in marks if m.role not in ("speaker", "cue", "carrier"))
    parts = dict.fromkeys(m.key for m in marks if m.role in ("speaker", "cue", "carrier"))
    roles = [role for role in _ROLES if any(m.role == role for m in marks)]
    labels = sorted({label for m in marks if m.role == "said" for label in m.label.split()})
    depth = sum(m.role == "said" for m in marks)
    return element(
        "mark",
        piece,
        class_=" ".join([*roles, *labels, *(["nested"] if depth > 1 else [])]),
        data_ids=" ".join(words) or None,
        data_parts=" ".join(parts) or None,
    )
