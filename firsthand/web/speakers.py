"""Who said what: every statement under its speaker, and every event, with a box that narrows both lists."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

from firsthand.account import AccountEvent, AccountStatement
from firsthand.web.lines import (
    confidence,
    dated,
    event_facts,
    facts,
    label,
    manner,
    page_link,
    quoted,
    reference,
    route,
)
from firsthand.web.lookup import UNNAMED, Lookup, count
from firsthand.web.markup import NOTHING, Markup, element, join, text

Involved = Mapping[str, tuple[str, ...]]
_WHOLE = 100_000


def said(look: Lookup) -> Markup:
    """The filter and the statements grouped by speaker."""
    involved = involved_in(look)
    return join([_controls(look, involved), _speakers(look, involved)])


def _controls(look: Lookup, involved: Involved) -> Markup:
    """The filter: words, page, person. Hidden until the script runs, for without it nothing would happen."""
    box = element("input", type="search", id="filter-words", autocomplete="off", placeholder="words, a name, an act …")
    pages = [element("option", text("every page"), value="")]
    pages += [element("option", text(look.page(d.id)), value=look.place(d.id)) for d in look.account.documents]
    people = [element("option", text("everyone and everything"), value="")]
    present = {entity for each in involved.values() for entity in each}
    named = sorted(
        (look.entities[entity] for entity in present), key=lambda entity: (entity.name.casefold(), entity.id)
    )
    people += [element("option", text(entity.name), value=entity.id) for entity in named]
    return element(
        "form",
        _field("filter-words", "Filter", box),
        _field("filter-page", "Page", element("select", *pages, id="filter-page")),
        _field("filter-entity", "About or by", element("select", *people, id="filter-entity")),
        element("button", text("Clear"), type="reset"),
        element("p", id="filter-found", role="status"),
        id="filter",
        class_="filter",
        role="search",
        aria_label="Filter the statements",
        hidden="",
    )


def _field(control: str, name: str, inner: Markup) -> Markup:
    return element("div", element("label", text(name), for_=control), inner, class_="field")


def involved_in(look: Lookup) -> Involved:
    """For each statement the entities that speak, carry, are spoken to or are mentioned in it."""
    mentioned: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for entity in look.account.entities:
        for span in entity.mentions:
            mentioned[span.document].append((span.start, entity.id))
    for places in mentioned.values():
        places.sort()
    found: dict[str, tuple[str, ...]] = {}
    for s in look.account.statements:
        present: list[str | None] = [s.speaker, s.addressee, *(carrier.entity for carrier in s.via)]
        for span in s.content:
            places = mentioned[span.document]
            inside = slice(bisect_left(places, (span.start, "")), bisect_left(places, (span.end, "")))
            present += [name for _, name in places[inside]]
        found[s.id] = tuple(name for name in dict.fromkeys(present) if name and name in look.entities)
    return found


def _speakers(look: Lookup, involved: Involved) -> Markup:
    """The statements grouped by speaker, the most widely heard first, those of unnamed speakers last."""
    groups: dict[str | None, list[AccountStatement]] = defaultdict(list)
    for statement in look.account.statements:
        groups[statement.speaker if statement.speaker in look.entities else None].append(statement)

    def order(entity: str | None) -> tuple[bool, int, int, str]:
        said = groups[entity]
        return entity is None, -len({s.document for s in said}), -len(said), look.name(entity)

    lines = {s.id: _line(s, involved[s.id], look) for s in look.account.statements}
    shown = (
        _group(entity, [lines[s.id] for s in groups[entity]], groups[entity], look)
        for entity in sorted(groups, key=order)
    )
    return element("div", *shown, class_="speakers")


def _group(entity: str | None, lines: list[Markup], statements: list[AccountStatement], look: Lookup) -> Markup:
    kind = label(look.entities[entity].kind) if entity else NOTHING
    pages = len({statement.document for statement in statements})
    tally = f"{count(len(statements), 'statement')} in {count(pages, 'page')}"
    name = text(look.name(entity) if entity else UNNAMED)
    head = element(
        "h3", name, text(" "), kind, element("small", text(tally)), id=f"by-{entity}" if entity else "by-unnamed"
    )
    return element("section", head, element("ol", *lines), class_="group")


def _line(statement: AccountStatement, involved: tuple[str, ...], look: Lookup) -> Markup:
    outer = NOTHING
    if statement.inside in look.statements:
        around = look.statements[statement.inside or ""]
        outer = element(
            "span", text(f"as told by {look.name(around.speaker)}, "), reference(around.id, look), class_="inside"
        )
    to = text(f"to {look.name(statement.addressee)}") if statement.addressee else NOTHING
    medium = text(f"by {statement.medium}") if statement.medium else NOTHING
    repaired = (
        label("quotation mark missing in the page, its place inferred", "repaired") if statement.repaired else NOTHING
    )
    pieces = [to, medium, outer, route(statement, look), dated(statement.said, look)]
    pieces += [page_link(statement.document, look), repaired, confidence(statement.confidence)]
    return element(
        "li",
        element(
            "p",
            element("span", text(look.numbers[statement.id]), class_="ref"),
            text(" "),
            manner(statement),
            class_="head",
        ),
        element("p", quoted(statement.id, look, _WHOLE), class_="said"),
        facts(pieces),
        id=statement.id,
        class_="line nested" if outer else "line",
        data_page=look.place(statement.document),
        data_entities=" ".join(involved),
        data_words=f"{look.name(statement.speaker)} {look.page(statement.document)}",
    )


def events(look: Lookup) -> Markup:
    """Every report of an event, in reading order."""
    return element("ol", *(_event(event, look) for event in look.account.events), class_="events")


def _event(event: AccountEvent, look: Lookup) -> Markup:
    said = NOTHING
    if event.statement in look.statements:
        statement = look.statements[event.statement or ""]
        said = element("span", text(f"in the words of {look.name(statement.speaker)}, "), reference(statement.id, look))
    mode = text(f"by {event.mode}") if event.mode else NOTHING
    pieces = [mode, said, dated(event.when, look)]
    pieces += [page_link(event.document, look), confidence(event.confidence)]
    head = element(
        "p",
        element("span", text(look.numbers[event.id]), class_="ref"),
        text(" "),
        event_facts(event, look),
        class_="head",
    )
    words = element("p", quoted(event.id, look, _WHOLE), class_="said")
    return element("li", head, words, facts(pieces), id=event.id, class_="line", data_page=look.place(event.document))
