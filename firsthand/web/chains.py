"""Claims and how they came to the pages: speaker → carriers → page, with what begins alike drawn as one trunk.

The drawing is nested lists, so it reads in order without a picture; the lines between are style.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from firsthand.account import AccountClaim, AccountOrigin, AccountStatement
from firsthand.web.lines import confidence, label, manner, page_link, quoted, reference
from firsthand.web.lookup import UNNAMED, Lookup, claims_in_order, count
from firsthand.web.markup import NOTHING, Markup, element, join, text


@dataclass(frozen=True, slots=True)
class Step:
    """One station of a way: an entity (None: unnamed), how it is known to stand there, the reports that end here."""

    entity: str | None
    basis: str
    next: dict[tuple[str | None, str], Step] = field(default_factory=dict)
    reports: dict[str, list[str]] = field(default_factory=dict)


def claims(look: Lookup) -> Markup:
    """All claims with the ways that they took."""
    return element("ol", *(_claim(claim, look) for claim in claims_in_order(look.account)), class_="claims")


def way(report: str, look: Lookup) -> list[tuple[str | None, str]]:
    """The stations of a report from the speaker outwards: the carriers, then whoever's statement holds it.

    An event in nobody's statement has no station: the page itself says so.
    """
    statement: AccountStatement | None
    if report in look.events:
        statement = look.statements.get(look.events[report].statement or "")
    else:
        statement = look.statements[report]
    stations: list[tuple[str | None, str]] = []
    seen: set[str] = set()
    while statement is not None and statement.id not in seen:
        seen.add(statement.id)
        stations.append((statement.speaker, "stated"))
        stations += [(carrier.entity, carrier.basis) for carrier in statement.via]
        statement = look.statements.get(statement.inside or "")
    kept: dict[str | None, str] = {}
    for entity, basis in stations:
        kept.setdefault(entity, basis)
    return list(kept.items())


def trunk(origin: AccountOrigin, look: Lookup) -> Step:
    """The ways of one origin's reports as a tree whose root is the origin."""
    root = Step(origin.entity, origin.basis)
    for report in look.known(origin.reports):
        stations = way(report, look)
        entities = [entity for entity, _ in stations]
        after = entities.index(origin.entity) + 1 if origin.entity in entities else 0
        step = root
        for entity, basis in stations[after:]:
            step = step.next.setdefault((entity, basis), Step(entity, basis))
        step.reports.setdefault(look.document_of(report), []).append(report)
    return root


def _pages(claim: AccountClaim, look: Lookup) -> int:
    return len({look.document_of(report) for report in look.known(claim.reports)})


def _claim(claim: AccountClaim, look: Lookup) -> Markup:
    number = look.numbers[claim.id]
    independent = element(
        "p",
        element("b", text(str(claim.independent)), class_="figure"),
        text(" independent "),
        text("origin" if claim.independent == 1 else "origins"),
        class_="independent",
    )
    origins = element("div", *(_origin(origin, look) for origin in claim.origins), class_="origins")
    return element(
        "li",
        element(
            "div",
            independent,
            element(
                "h3",
                element("span", text(number), class_="ref"),
                text(" "),
                element("a", text(claim.text), href=f"#w-{claim.reports[0]}", class_="words"),
            )
            if claim.reports
            else NOTHING,
            class_="claim-head",
        ),
        element("p", text(explain(claim, look)), class_="explain"),
        origins,
        class_="claim",
        id=claim.id,
    )


def explain(claim: AccountClaim, look: Lookup) -> str:
    """Why the claim has as many independent origins as it has."""
    reports, pages, origins = len(claim.reports), _pages(claim, look), len(claim.origins)
    carried = f"{count(reports, 'report')} in {count(pages, 'page')}"
    names = [look.name(o.entity) if o.entity else "an unnamed origin" for o in claim.origins]
    if not origins:
        return f"{carried}; where they begin is not known."
    verb = "goes" if reports == 1 else "go"
    back = f"{carried} {verb} back to {_and(names)}"
    if origins == 1 and reports > 1:
        return f"{back}; carriers of one origin count once."
    if claim.independent < origins:
        return f"{back}; not all of them can be shown to be independent."
    return f"{back}."


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _origin(origin: AccountOrigin, look: Lookup) -> Markup:
    root = trunk(origin, look)
    kind = look.entities[origin.entity].kind if origin.entity and origin.entity in look.entities else "unnamed"
    name = look.name(origin.entity) if origin.entity else "Origin not named"
    node = element(
        "div",
        element("span", text("origin"), class_="station"),
        element("b", text(name)),
        element("small", text(kind)),
        class_="node root" if origin.entity else "node root unnamed",
    )
    tree = element("ul", element("li", node, _branches(root, look)), class_="tree")
    basis = element("p", text(f"Why: {origin.basis}"), class_="basis") if origin.basis else NOTHING
    return element("div", tree, basis, class_="origin")


def _branches(step: Step, look: Lookup) -> Markup:
    leaves = (_leaf(document, reports, look) for document, reports in step.reports.items())
    carried = (_carrier(each, look) for each in step.next.values())
    children = [*carried, *leaves]
    return element("ul", *children) if children else NOTHING


def _carrier(step: Step, look: Lookup) -> Markup:
    inferred = step.basis == "inferred"
    node = element(
        "div",
        element("span", text("carried by"), class_="station"),
        element("b", text(look.name(step.entity) if step.entity else UNNAMED)),
        element("small", text("inferred" if inferred else "stated")),
        class_="node carrier inferred" if inferred else "node carrier",
    )
    return element("li", node, _branches(step, look), class_="inferred" if inferred else None)


def _leaf(document: str, reports: Iterable[str], look: Lookup) -> Markup:
    lines = []
    for report in reports:
        if report in look.statements:
            statement = look.statements[report]
            shown, sure = manner(statement), statement.confidence
        else:
            event = look.events[report]
            shown, sure = (
                join(
                    [
                        label("told in a statement" if event.statement else "page says", "form"),
                        text(" "),
                        label(event.status, "status"),
                    ]
                ),
                event.confidence,
            )
        head = element("p", reference(report, look), text(" "), shown, text(" "), confidence(sure), class_="head")
        lines.append(element("div", head, element("p", quoted(report, look, 130)), class_="carried"))
    station = element("span", text("page"), class_="station")
    node = element("div", station, element("b", page_link(document, look)), *lines, class_="node leaf")
    return element("li", node)
