"""Who is who: every entity with its name forms, who calls it what, why these are one and what was kept apart."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from firsthand.account import AccountEntity, AccountSpan, AccountUnnamed
from firsthand.web.lines import facts, label
from firsthand.web.lookup import Lookup
from firsthand.web.markup import NOTHING, Markup, element, join, text

SOURCES = {
    "person": "named person", "office": "office", "organization": "organisation", "outlet": "outlet",
    "document": "document", "post": "post", "group": "group", "anonymous": "unnamed source",
}  # fmt: skip
PAGE = "the page"
CALLERS = 6
"""Callers that are told of one form; the rest are counted."""

Voices = Mapping[str, Sequence[tuple[int, int, str]]]


def entities(look: Lookup) -> Markup:
    """The people, organisations and places, those mentioned most first."""
    ordered = sorted(look.account.entities, key=lambda entity: (-len(entity.mentions), entity.name, entity.id))
    voices = _voices(look)
    shown = (_entity(entity, look, voices) for entity in ordered if entity.mentions or entity.reasons)
    return element("ul", *shown, class_="entities")


def _voices(look: Lookup) -> Voices:
    """By document, the contents of statements with whoever says them, in order."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for statement in look.account.statements:
        for span in statement.content:
            found[span.document].append((span.start, span.end, look.name(statement.speaker)))
    return {document: sorted(spans) for document, spans in found.items()}


def _voice(span: AccountSpan, voices: Voices) -> str:
    """Who uses the words of a span: the innermost speaker around them, or the page."""
    spans = voices.get(span.document, ())
    for start, end, speaker in reversed(spans[: bisect_right(spans, (span.start, span.end + 10**9, ""))]):
        if start <= span.start and span.end <= end:
            return speaker
    return PAGE


def _entity(entity: AccountEntity, look: Lookup, voices: Voices) -> Markup:
    first: dict[str, AccountSpan] = {}
    for span in entity.mentions:
        first.setdefault(span.document, span)
    total = Counter(span.document for span in entity.mentions)
    places = [
        element("a", text(f"{look.page(page)} {total[page]}×"), href=f"#w-{look.key(span)}", data_entity=entity.id)
        for page, span in first.items()
    ]
    told = [label(entity.kind)]
    if entity.source is not None and entity.source != entity.kind:
        told.append(label(f"heard as {SOURCES[entity.source]}"))
    told += [label(code) for code in entity.codes[:1]]
    head = element("p", element("b", text(entity.name)), text(" "), join(told, text(" ")), class_="head")
    return element(
        "li",
        head,
        _forms(entity, look, voices),
        _unnamed(entity.unnamed) if entity.unnamed else NOTHING,
        facts(places),
        _grounds(entity, look),
        class_="entity",
        id=f"entity-{entity.id}",
    )


def _forms(entity: AccountEntity, look: Lookup, voices: Voices) -> Markup:
    """The forms that are not the name, each with who uses it."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for span in entity.mentions:
        caller = _voice(span, voices)
        used[look.words(span)][f"{look.page(span.document)}" if caller == PAGE else caller] += 1
    lines = []
    for form in sorted(used, key=lambda form: (-sum(used[form].values()), form)):
        if form == entity.name:
            continue
        callers = list(used[form])
        more = f" and {len(callers) - CALLERS} more" if len(callers) > CALLERS else ""
        by = element("small", text(f"{', '.join(callers[:CALLERS])}{more}"))
        lines.append(element("li", element("i", text(form)), text(" "), by))
    return element("ul", *lines, class_="also") if lines else NOTHING


def _unnamed(told: AccountUnnamed) -> Markup:
    pairs = (("number", told.number), ("of", told.nationality), ("", told.closeness), ("", told.why))
    return facts([text(f"{name} {value}".strip()) for name, value in pairs if value])


def _grounds(entity: AccountEntity, look: Lookup) -> Markup:
    """Why the forms are one, across pages and within one, and what was not joined."""
    lines = [element("li", text(reason)) for reason in entity.reasons]
    lines += [element("li", element("i", text(one.form)), text(f": {one.reason}")) for one in entity.grounds]
    others = [
        element(
            "li",
            text("not "),
            element("a", text(look.name(other.entity)), href=f"#entity-{other.entity}"),
            text(f": {other.reason}"),
        )
        for other in entity.apart
    ]
    if not lines and not others:
        return NOTHING
    title = element("summary", text(f"why joined ({len(lines)}), why not ({len(others)})"))
    return element("details", title, element("ul", *lines, *others, class_="reasons"))
