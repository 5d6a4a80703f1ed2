"""The whole walk: get, clean, annotate, merge. What a face shows is made of its result by views.

This is the one place where a failing page or article is contained: it becomes a Failure of the story, the walk goes on.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

from firsthand.annotate import annotate
from firsthand.annotate.publication import publication
from firsthand.annotate.redating import redated
from firsthand.clean import clean
from firsthand.encoder import Encoder
from firsthand.errors import PageError, WeightsError
from firsthand.merge import merge
from firsthand.merge.anchors import anchored
from firsthand.model import Annotations, Article, Failure, Story
from firsthand.sources import open_specs

WORKERS = 4
"""Articles worked on at once, at most, and no more than there are cores (two where there is one): the encoder leaves
the interpreter free while it computes, which is two thirds of an article's time, so more could only wait."""

Progress = Callable[[str, int, int], None]
Known = Callable[[str], Annotations | None]

_log = logging.getLogger(__name__)


def read(paths: Sequence[str], *, progress: Progress | None = None, known: Known | None = None) -> Story:
    """Read the pages of ``paths`` as one story.

    ``progress(stage, done, total)`` is called as work goes on. ``known(article id)`` may supply annotations made
    before, so that a page read again costs a look-up. Raises WeightsError; what is wrong with a page is in the story.
    """
    report = progress or (lambda stage, done, total: None)
    failures: list[Failure] = []
    articles = _distinct(_articles(paths, failures, report))
    documents = tuple(_annotated(articles, failures, report, known))
    report("merge", 0, 1)
    story = merge_story(documents, failures)
    report("merge", 1, 1)
    return story


def merge_story(documents: Sequence[Annotations], failures: Sequence[Failure] = ()) -> Story:
    """Join what several articles say into one story; the order of ``documents`` does not matter."""
    return merge(sorted(_dated(documents), key=lambda d: (d.article.file, d.article.start)), failures)


def _dated(documents: Sequence[Annotations]) -> list[Annotations]:
    """The pages with the days that the others of this story give those that have none of their own."""
    own = [
        redated(page, publication(page.article)[0])
        if any(span.document != page.article.id for span in page.published.evidence)
        else page
        for page in documents
    ]
    told = anchored(own)
    return [redated(page, told[page.article.id]) if page.article.id in told else page for page in own]


def workers() -> int:
    """How many articles are worked on at once on this machine."""
    return min(WORKERS, max(2, os.cpu_count() or 1))


@cache
def encoder() -> Encoder:
    """The shipped encoder, loaded once a process."""
    return Encoder()


def _articles(paths: Sequence[str], failures: list[Failure], report: Progress) -> Iterator[Article]:
    for done, page in enumerate(open_specs(paths), 1):
        if isinstance(page, Failure):
            failures.append(page)
            continue
        try:
            yield from clean(page)
        except PageError as error:
            failures.append(Failure(page.file, "clean", str(error)))
        except Exception as error:
            _log.debug("cleaning %s failed", page.file, exc_info=True)
            failures.append(Failure(page.file, "clean", f"unexpected {type(error).__name__}: {error}"))
        report("clean", done, done)


def _distinct(articles: Iterator[Article]) -> list[Article]:
    """Articles by content: one met again, under another file name, is one article with a copy."""
    found: dict[str, Article] = {}
    for article in articles:
        first = found.get(article.id)
        if first is None:
            found[article.id] = article
        elif article.file != first.file and article.file not in first.copies:
            kept, other = sorted((first.file, article.file))
            chosen = first if first.file == kept else article
            found[article.id] = replace(chosen, copies=tuple(sorted({*first.copies, other})))
    return list(found.values())


def _annotated(
    articles: Sequence[Article], failures: list[Failure], report: Progress, known: Known | None
) -> Iterator[Annotations]:
    """Annotations in the order of the articles; while the encoder works on one, the next is worked on beside it."""

    def one(article: Article) -> Annotations | Failure:
        try:
            return annotate(article, encoder())
        except WeightsError:
            raise
        except Exception as error:
            _log.debug("annotating %s failed", article.file, exc_info=True)
            return Failure(article.file, "annotate", f"unexpected {type(error).__name__}: {error}")

    before = [_looked_up(article, known) for article in articles]
    new = [article for article, found in zip(articles, before, strict=True) if found is None]
    pool = ThreadPoolExecutor(workers())
    try:
        if new:
            encoder()
        longest_first = sorted(new, key=lambda article: -len(article.text))
        made = {article.id: pool.submit(one, article) for article in longest_first}
        for done, (article, found) in enumerate(zip(articles, before, strict=True), 1):
            result = found if found is not None else made.pop(article.id).result()
            if isinstance(result, Failure):
                failures.append(result)
            else:
                yield result
            report("annotate", done, len(articles))
    finally:
        pool.shutdown(cancel_futures=True)


def _looked_up(article: Article, known: Known | None) -> Annotations | None:
    """The annotations made before, if what is said beside the page has not changed since."""
    before = known(article.id) if known is not None else None
    if before is None or (before.article.stated, before.article.found) != (article.stated, article.found):
        return None
    return replace(before, article=article)
