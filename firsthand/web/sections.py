"""The sections of the page that are lists and tables: overview, conflicts, wording, entities, omissions."""

from __future__ import annotations

from collections import Counter, defaultdict

from firsthand.account import (
    AccountConflict,
    AccountDocument,
    AccountSpan,
    AccountVariant,
    AccountWhen,
    AccountWording,
)
from firsthand.web.lines import LONG, brief, confidence, dated, in_quotes, label, page_link
from firsthand.web.lookup import Lookup, claims_in_order, count, interval
from firsthand.web.markup import NOTHING, Markup, element, join, text

_HEARD = 12


def documents(look: Lookup) -> Markup:
    """The pages that were read, as a table."""
    heads = ("", "Page", "Outlet", "Published", "Statements")
    header = element("tr", *(element("th", text(each), scope="col") for each in heads))
    rows = (_document(document, look) for document in look.account.documents)
    return element("table", element("thead", header), element("tbody", *rows), class_="documents")


def _document(document: AccountDocument, look: Lookup) -> Markup:
    number = look.place(document.id)
    title = element("a", text(document.title or document.file), href=f"#page-{number}")
    notes = [f"Same content: {copy}" for copy in document.copies] + list(document.disagreements)
    shown = element("ul", *(element("li", text(note)) for note in notes), class_="notes") if notes else NOTHING
    outlet = text(look.name(document.outlet)) if document.outlet else element("i", text("outlet unknown"))
    published = join([dated(document.published, look), _dates(document, look)])
    made = sum(statement.document == document.id for statement in look.account.statements)
    return element(
        "tr",
        element("td", text(number[1:]), class_="number"),
        element("th", title, element("small", text(document.file), class_="file"), shown, scope="row"),
        element("td", outlet),
        element("td", published),
        element("td", text(str(made)), class_="figure"),
    )


def _dates(document: AccountDocument, look: Lookup) -> Markup:
    """All that dates a page, behind one click, where more than one thing does or the page says when it was changed."""
    if len(document.dates) < 2 and document.updated.basis == "unknown":
        return NOTHING
    lines = []
    for found in document.dates:
        days = interval(AccountWhen(found.earliest, found.latest, "stated", ()))
        pieces = [text(f"{found.kind} {days}: {found.where}")]
        if found.span and found.basis == "text":
            link = element(
                "a", text(f"“{look.words(found.span)}”"), href=f"#w-{look.key(found.span)}", class_="evidence"
            )
            pieces += [text(" "), link]
        elif found.span:
            raw = look.sources.get(found.span.document, "")[found.span.start : found.span.end]
            pieces += [text(" "), element("code", text(raw if len(raw) <= LONG else raw[: LONG - 1] + "…"))]
        lines.append(element("li", *pieces))
    summary = element("summary", text(count(len(lines), "date")))
    return element("details", summary, element("ul", *lines, class_="notes"), class_="dates")


def failures(look: Lookup) -> Markup:
    """What could not be read, or nothing."""
    if not look.account.failures:
        return NOTHING
    lines = (
        element("li", element("b", text(f.file)), text(f" — {f.reason} "), label(f"while: {f.stage}"))
        for f in look.account.failures
    )
    return element(
        "div", element("h3", text("Could not be read")), element("ul", *lines), class_="failures", role="note"
    )


def heard(look: Lookup) -> Markup:
    """Who is heard in which page: the most heard speakers with the number of their statements in each."""
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in look.account.statements:
        if statement.speaker and statement.speaker in look.entities:
            spoken[statement.speaker][statement.document] += 1
    if not spoken:
        return NOTHING
    most = sorted(spoken, key=lambda entity: (-len(spoken[entity]), -spoken[entity].total(), look.name(entity)))[
        :_HEARD
    ]
    pages = look.account.documents
    heads = [element("th", text("Speaker"), scope="col")]
    heads += [element("th", page_link(page.id, look), scope="col") for page in pages]
    rows = []
    for entity in most:
        cells = [element("th", element("a", text(look.name(entity)), href=f"#by-{entity}"), scope="row")]
        for page in pages:
            number = spoken[entity][page.id]
            shown = text(str(number)) if number else element("span", text("none"), class_="none")
            cells.append(element("td", shown, class_="figure"))
        rows.append(element("tr", *cells))
    caption = element("caption", text("Who is heard where: statements by speaker and page"))
    table = element("table", caption, element("thead", element("tr", *heads)), element("tbody", *rows), class_="heard")
    return element("div", table, class_="wide", tabindex="0", role="region", aria_label="Who is heard where")


def conflicts(look: Lookup) -> Markup:
    """Reports that disagree, side by side."""
    return element("ul", *(_conflict(each, look) for each in look.account.conflicts), class_="conflicts")


def _conflict(conflict: AccountConflict, look: Lookup) -> Markup:
    head = element(
        "p",
        element("span", text(look.numbers[conflict.id]), class_="ref"),
        text(" "),
        label(f"conflict of {conflict.kind}", "conflict"),
        text(f" {conflict.reason} "),
        confidence(conflict.confidence),
        class_="head",
    )
    sides = []
    for index, side in enumerate(conflict.sides):
        title = element("h4", text(f"Side {chr(ord('A') + index)}" if index < 26 else f"Side {index + 1}"))
        sides.append(element("div", title, *(brief(report, look) for report in look.known(side)), class_="side"))
    return element("li", head, element("div", *sides, class_="sides"), class_="conflict", id=conflict.id)


def wordings(look: Lookup) -> Markup:
    """How the pages word one thing, page beside page; claims before names."""
    claims = {claim.id: claim.text for claim in claims_in_order(look.account)}
    places = {claim: place for place, claim in enumerate(claims)}
    ordered = sorted(look.account.wording, key=lambda each: places.get(each.referent or "", len(places)))
    return element(
        "ul", *(_wording(each, claims.get(each.referent or ""), look) for each in ordered), class_="wordings"
    )


def _wording(wording: AccountWording, claim: str | None, look: Lookup) -> Markup:
    if claim is not None:
        number = look.numbers[wording.referent or ""]
        name = join([element("a", text(number), href=f"#{wording.referent}", class_="ref"), text(f" {claim}")])
    else:
        name = text(look.name(wording.referent))
    columns: dict[str, list[Markup]] = defaultdict(list)
    for variant in wording.variants:
        columns[variant.document].append(_variant(variant, claim is not None, look))
    beside = (
        element("div", element("h4", page_link(page.id, look)), *columns[page.id], class_="column")
        for page in look.account.documents
        if page.id in columns
    )
    return element("li", element("h3", name), element("div", *beside, class_="columns"), class_="wording")


def _variant(variant: AccountVariant, claim: bool, look: Lookup) -> Markup:
    """A wording and whose it is: of a claim, quoted from someone; of a name, inside what someone is reported to say."""
    key = look.key(AccountSpan(variant.document, variant.start, variant.end))
    voiced = variant.owner != "page"
    shown = text(in_quotes(variant.text) if claim and voiced else variant.text)
    voice = (
        "the page's words" if not voiced else f"{look.name(variant.owner)}{'’s words' if claim else ', as reported'}"
    )
    words = element("a", shown, href=f"#w-{key}", class_="words")
    return element(
        "p", words, text(" "), element("small", text(voice)), class_="variant voiced" if voiced else "variant"
    )


def omissions(look: Lookup) -> Markup:
    """Claims with the pages of the same story where they were not found."""
    lines: dict[str, list[Markup]] = defaultdict(list)
    for omission in look.account.omissions:
        lines[omission.claim].append(
            element("li", page_link(omission.document, look), text(" — "), element("i", text(omission.basis)))
        )
    texts = {claim.id: claim.text for claim in look.account.claims}
    items = []
    for claim, pages in lines.items():
        name = element("a", text(look.numbers.get(claim, "")), href=f"#{claim}", class_="ref")
        items.append(element("li", element("p", name, text(f" {texts.get(claim, '')}")), element("ul", *pages)))
    return element("ul", *items, class_="omissions")


def tally(look: Lookup) -> str:
    """What was read, in a sentence."""
    account = look.account
    speakers = len({s.speaker for s in account.statements if s.speaker})
    pieces = [
        count(len(account.documents), "page"), count(len(account.statements), "statement"), count(speakers, "speaker"),
        count(len(account.events), "event report"), count(len(account.claims), "claim"),
        count(len(account.conflicts), "conflict"),
    ]  # fmt: skip
    return " · ".join(pieces)
