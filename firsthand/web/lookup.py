"""What the parts of the page ask an account: names, numbers, words and places of its things.

It looks up and phrases; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from firsthand.account import (
    Account,
    AccountClaim,
    AccountDocument,
    AccountEntity,
    AccountEvent,
    AccountSpan,
    AccountStatement,
    AccountWhen,
)
from firsthand.web.readable import is_html, words

DAYS = 1
UNNAMED = "Unnamed source"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Lookup:
    """One account with its sources. ``numbers`` maps ids to the short labels that the page prints: S4, E2, C1."""

    account: Account
    sources: Mapping[str, str]
    documents: Mapping[str, AccountDocument]
    entities: Mapping[str, AccountEntity]
    statements: Mapping[str, AccountStatement]
    events: Mapping[str, AccountEvent]
    numbers: Mapping[str, str]
    html: frozenset[str]

    def name(self, entity: str | None) -> str:
        """The name of an entity, or that it has none."""
        found = self.entities.get(entity or "")
        return found.name if found else UNNAMED

    def page(self, document: str) -> str:
        """What a page is called: its outlet, or else its file."""
        found = self.documents[document]
        return self.name(found.outlet) if found.outlet in self.entities else found.file.rpartition("/")[2]

    def place(self, document: str) -> str:
        """The number of a page, as in "page 2"; the words of span keys use it too."""
        return self.numbers[document]

    def words(self, span: AccountSpan) -> str:
        """The words of a span on one line, without mark-up."""
        return words(self.sources.get(span.document, ""), span.start, span.end, span.document in self.html)

    def key(self, span: AccountSpan) -> str:
        """The key under which a bare span (a date's evidence, a wording) is marked in its page."""
        return f"{self.place(span.document)}-{span.start}-{span.end}"

    def document_of(self, report: str) -> str:
        """The document of a statement or event."""
        return self.statements[report].document if report in self.statements else self.events[report].document

    def content(self, report: str) -> str:
        """The words of a statement's content, or of an event."""
        if report in self.statements:
            return " … ".join(map(self.words, self.statements[report].content))
        return self.words(self.events[report].span)

    def known(self, reports: tuple[str, ...]) -> tuple[str, ...]:
        """Those of ``reports`` that the account holds."""
        return tuple(report for report in reports if report in self.statements or report in self.events)


def lookup(account: Account, sources: Mapping[str, str]) -> Lookup:
    """The lookups of ``account``; ``sources`` maps document ids to the decoded text of their files."""
    numbers: dict[str, str] = {}
    labelled: dict[str, Sequence[_Named]] = {
        "p": account.documents,
        "S": account.statements,
        "E": account.events,
        "C": claims_in_order(account),
        "K": account.conflicts,
    }
    for letter, things in labelled.items():
        numbers.update({thing.id: f"{letter}{count}" for count, thing in enumerate(things, 1)})
    return Lookup(
        account=account,
        sources=sources,
        documents={document.id: document for document in account.documents},
        entities={entity.id: entity for entity in account.entities},
        statements={statement.id: statement for statement in account.statements},
        events={event.id: event for event in account.events},
        numbers=numbers,
        html=frozenset(d.id for d in account.documents if is_html(d.file, sources.get(d.id, ""))),
    )


def claims_in_order(account: Account) -> list[AccountClaim]:
    """Claims as they are shown: those of most pages first, then of most origins, then of most reports."""
    pages = {statement.id: statement.document for statement in account.statements}
    pages.update({event.id: event.document for event in account.events})

    def order(claim: AccountClaim) -> tuple[int, int, int]:
        return -len({pages.get(report) for report in claim.reports}), -claim.independent, -len(claim.reports)

    return sorted(account.claims, key=order)


def day(iso: str) -> str:
    """A day as it is read.

    >>> day("2031-03-09")
    '9 March 2031'
    """
    parsed = date.fromisoformat(iso)
    return f"{parsed.day} {parsed:%B} {parsed.year}"


def interval(when: AccountWhen) -> str:
    """An interval in words, no finer than it is.

    >>> interval(AccountWhen("2031-03-01", "2031-03-31", "stated", ()))
    'March 2031'
    >>> interval(AccountWhen(None, "2031-03-09", "inferred", ()))
    'by 9 March 2031'
    """
    if when.earliest is None and when.latest is None:
        return "date unknown"
    if when.earliest is None or when.latest is None:
        return f"by {day(when.latest)}" if when.latest else f"from {day(when.earliest or '')} on"
    first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    if first == last:
        return day(when.earliest)
    after = date.fromordinal(last.toordinal() + DAYS)
    if first.day == 1 and after.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B} {first.year}"
        if (first.month, after.month) == (1, 1) and first.year == last.year:
            return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {day(when.latest)}"
    return f"between {day(when.earliest)} and {day(when.latest)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "page"), count(3, "page")
    ('1 page', '3 pages')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
