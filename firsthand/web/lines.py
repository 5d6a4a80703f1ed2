"""The lines that every section is made of: a statement or an event with its words, its facts and the way to them."""

from __future__ import annotations

from firsthand.account import AccountEvent, AccountStatement, AccountWhen
from firsthand.web.lookup import Lookup, interval
from firsthand.web.markup import NOTHING, Markup, element, join, text

LONG = 180
LOW = 0.5
_OPENING = tuple('“"«„‘')
DOT = Markup('<span class="dot" aria-hidden="true"> · </span>')


def reference(report: str, look: Lookup) -> Markup:
    """The number of a statement or event, leading to its full line."""
    number = look.numbers[report]
    kind = "Statement" if report in look.statements else "Event"
    return element(
        "a", text(number), href=f"#{report}", class_="ref", aria_label=f"{kind} {number[1:]}: all that is known"
    )


def quoted(report: str, look: Lookup, long: int = LONG) -> Markup:
    """The words of a report as a link to where they stand; direct speech between quotation marks."""
    words = look.content(report)
    if len(words) > long:
        words = words[: long - 1].rsplit(" ", 1)[0] + " …"
    direct = report in look.statements and look.statements[report].form == "direct"
    return element(
        "a",
        text(in_quotes(words) if direct else words),
        href=f"#w-{report}",
        class_="words",
        title="Show these words in their page",
    )


def in_quotes(words: str) -> str:
    """Words between quotation marks, unless they bring their own.

    >>> in_quotes("We received none,"), in_quotes("“None.”")
    ('“We received none,”', '“None.”')
    """
    return words if words[:1] in _OPENING else f"“{words}”"


def label(word: str, kind: str = "") -> Markup:
    """A small word of classification; ``kind`` only colours it."""
    return element("span", text(word), class_=f"label {kind}".strip())


def confidence(value: float) -> Markup:
    """A confidence in per cent, called low below one half."""
    low = " (low)" if value < LOW else ""
    return element(
        "span", text(f"confidence {round(value * 100)} %{low}"), class_="confidence low" if low else "confidence"
    )


def dated(when: AccountWhen, look: Lookup) -> Markup:
    """A date with its basis and links to the words that give it; an unknown one is called that."""
    unknown = when.basis == "unknown"
    pieces = [element("span", text(interval(when)), class_="when unknown" if unknown else "when")]
    links = (
        element("a", text(f"“{look.words(span)}”"), href=f"#w-{look.key(span)}", class_="evidence")
        for span in when.evidence
    )
    notes = [text(when.basis)] if not unknown else []
    if when.evidence:
        notes.append(join(links, text(", ")))
    return join([*pieces, text(" ("), join(notes, text(": ")), text(")")]) if notes else join(pieces)


def page_link(document: str, look: Lookup) -> Markup:
    """The name of a page, leading to its text."""
    number = look.place(document)
    return element("a", text(look.page(document)), href=f"#page-{number}", class_="page")


def speaker(statement: AccountStatement, look: Lookup) -> Markup:
    """Who speaks; an unnamed speaker is shown as that, with the page's own words if there are any."""
    if statement.speaker in look.entities:
        return element("b", text(look.name(statement.speaker)), class_="speaker")
    words = f": “{look.words(statement.speaker_span)}”" if statement.speaker_span else ""
    return element("b", text(look.name(None) + words), class_="speaker unnamed")


def manner(statement: AccountStatement) -> Markup:
    """Act and form as labels."""
    return join(
        [label(statement.act, f"act {statement.act}"), text(" "), label(statement.form, f"form {statement.form}")]
    )


def route(statement: AccountStatement, look: Lookup) -> Markup:
    """The carriers from the speaker outwards; nothing where none is known."""
    if not statement.via:
        return NOTHING
    links = []
    for carrier in statement.via:
        name = text(look.name(carrier.entity))
        if carrier.span:
            name = element("a", name, href=f"#w-{statement.id}", title=f"“{look.words(carrier.span)}”")
        links.append(join([name, text(f" ({carrier.basis})")]))
    return join([text("through "), join(links, text(" → "))])


def event_facts(event: AccountEvent, look: Lookup) -> Markup:
    """Who did what to whom, as labels and names."""
    pieces = [label(event.type.lower(), "type"), text(" "), label(event.status, f"status {event.status}")]
    actors, targets = (", ".join(map(look.name, side)) for side in (event.actors, event.targets))
    if actors or targets:
        pieces.append(text(f" {actors or 'unknown'} → {targets}" if targets else f" {actors}"))
    if event.where:
        pieces.append(text(f", in {look.name(event.where)}"))
    return join(pieces)


def brief(report: str, look: Lookup) -> Markup:
    """A report in short: number, who or what, words, page."""
    if report in look.statements:
        statement = look.statements[report]
        head = join([speaker(statement, look), text(" "), manner(statement)])
    else:
        head = event_facts(look.events[report], look)
    return element(
        "div",
        element("p", reference(report, look), text(" "), head, class_="head"),
        element("p", quoted(report, look)),
        element("p", page_link(look.document_of(report), look), class_="facts"),
        class_="brief",
    )


def facts(pieces: list[Markup]) -> Markup:
    """A line of facts; empty ones are left out."""
    return element("p", join([piece for piece in pieces if piece], DOT), class_="facts")
