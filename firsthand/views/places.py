"""Where the things of a story stand in its files: the one crossing from Article.text to the source.

It knows offsets, dates and reading order; it does not know what a statement means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from firsthand.account import AccountSpan, AccountWhen
from firsthand.model import Annotations, Article, EventMention, Span, Statement, Story, When

Order = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """Lookups of one story. ``documents`` are in reading order; ``orders`` holds the place of everything with evidence.

    ``orders`` maps a statement or event id to (rank of document, start, end) in the source; what is not in it has no
    words to show and is written nowhere.
    """

    documents: tuple[Annotations, ...]
    articles: Mapping[str, Article]
    ranks: Mapping[str, int]
    statements: Mapping[str, Statement]
    events: Mapping[str, EventMention]
    orders: Mapping[str, Order]

    def span(self, span: Span | None) -> AccountSpan | None:
        """``span`` in its source; None where it is None, empty, or no part of a known article."""
        return _locate(self.articles, span)

    def spans(self, spans: Iterable[Span]) -> tuple[AccountSpan, ...]:
        """The spans that can be located, without repetition, in the order given."""
        return tuple(dict.fromkeys(found for span in spans if (found := self.span(span))))

    def when(self, when: When) -> AccountWhen:
        """``when`` as ISO 8601; an interval without ends is unknown whatever its basis says."""
        known = when.earliest is not None or when.latest is not None
        basis = when.basis if known else "unknown"
        return AccountWhen(iso(when.earliest), iso(when.latest), basis, self.spans(when.evidence))

    def order(self, span: AccountSpan) -> Order:
        """A sort key: reading order of documents, then offsets."""
        return self.ranks[span.document], span.start, span.end

    def shown(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of ``ids`` that have evidence, once each, in reading order."""
        return tuple(sorted({i for i in ids if i in self.orders}, key=lambda i: (self.orders[i], i)))

    def document_of(self, report: str) -> str:
        """The document of a statement or event that has evidence. Raises KeyError for any other."""
        return self.documents[self.orders[report][0]].article.id


def places(story: Story) -> Places:
    """The lookups of ``story``: documents ordered by file name and start."""
    documents = tuple(sorted(story.documents, key=lambda d: (d.article.file, d.article.start, d.article.id)))
    articles = {d.article.id: d.article for d in documents}
    ranks = {d.article.id: rank for rank, d in enumerate(documents)}
    statements = {s.id: s for s in (*(s for d in documents for s in d.statements), *story.own)}
    events = {e.id: e for d in documents for e in d.events}
    orders: dict[str, Order] = {}
    evidence = [(s.id, s.content) for s in statements.values()] + [(e.id, (e.span,)) for e in events.values()]
    for item, spans in evidence:
        located = [found for span in spans if (found := _locate(articles, span))]
        if located:
            orders[item] = min((ranks[found.document], found.start, found.end) for found in located)
    return Places(documents, articles, ranks, statements, events, orders)


def iso(day: date | None) -> str | None:
    """A day as ISO 8601, None as None.

    >>> iso(date(2031, 3, 9))
    '2031-03-09'
    """
    return None if day is None else day.isoformat()


def _locate(articles: Mapping[str, Article], span: Span | None) -> AccountSpan | None:
    article = articles.get(span.document) if span is not None else None
    if span is None or article is None or not 0 <= span.start < span.end <= len(article.text):
        return None
    start, end = article.locate(span.start, span.end)
    return AccountSpan(span.document, start, end) if start < end else None
