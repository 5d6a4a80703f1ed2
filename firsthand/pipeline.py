"""The whole walk: get, clean, annotate, merge. What a face shows is made of its result by views.

This is the one place where a failing page or article is contained: it becomes a Failure of the story, the walk goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from functools import cache

from firsthand.annotate import annotate
from firsthand.annotate.publication import publication
from firsthand.annotate.redating import redated
from firsthand.clean import clean
from firsthand.encoder import Encoder
from firsthand.engines import MANY, Crew, workers
from firsthand.errors import PageError, WeightsError
from firsthand.merge import merge
from firsthand.merge.anchors import anchored
from firsthand.model import Annotations, Article, Failure, Listing, Page, Story
from firsthand.sources import open_specs
from firsthand.sources.listings import listed

Progress = Callable[[str, int, int], None]
Known = Callable[[str], Annotations | None]

_log = logging.getLogger(__name__)


def crew(many: int = MANY) -> Crew:
    """Who works where there is much to read: ``many`` calls in threads, then processes until it is closed.

    It annotates the articles of one story after the other (``read(paths, crew)``), or reads whole stories side by side
    (``crew(0).map(read, stories)``), which nothing holds up. Crew says what a program that makes one must heed.
    """
    return Crew(encoder, many)


def read(
    paths: Sequence[str],
    pool: Executor | None = None,
    *,
    progress: Progress | None = None,
    known: Known | None = None,
) -> Story:
    """Read the pages of ``paths`` as one story, several articles at once in ``pool`` or else in threads.

    ``progress(stage, done, total)`` is called as work goes on. ``known(article id)`` may supply annotations made
    before, so that a page read again costs a look-up. Raises WeightsError; what is wrong with a page is in the story.
    """
    report = progress or (lambda stage, done, total: None)
    failures: list[Failure] = []
    listings: list[Listing] = []
    articles = listed(_distinct(_articles(paths, failures, listings, report)), listings)
    with nullcontext(pool) if pool else ThreadPoolExecutor(workers()) as at_work:
        documents = tuple(_annotated(articles, at_work, failures, report, known))
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


@cache
def encoder() -> Encoder:
    """The shipped encoder, loaded once a process."""
    return Encoder()


def _articles(
    paths: Sequence[str], failures: list[Failure], listings: list[Listing], report: Progress
) -> Iterator[Article]:
    for done, page in enumerate(open_specs(paths), 1):
        if not isinstance(page, Page):
            failures.append(page) if isinstance(page, Failure) else listings.append(page)
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
    articles: Sequence[Article], pool: Executor, failures: list[Failure], report: Progress, known: Known | None
) -> Iterator[Annotations]:
    """Annotations in the order of the articles, several made at once."""
    before = [_looked_up(article, known) for article in articles]
    new = [article for article, found in zip(articles, before, strict=True) if found is None]
    if new:
        encoder()
    longest_first = sorted(new, key=lambda article: -len(article.text))
    made = {article.id: pool.submit(_annotation, article) for article in longest_first}
    try:
        for done, (article, found) in enumerate(zip(articles, before, strict=True), 1):
            result = found if found is not None else _made(article, made.pop(article.id))
            if isinstance(result, Failure):
                failures.append(result)
            else:
                yield result
            report("annotate", done, len(articles))
    finally:
        for waiting in made.values():
            waiting.cancel()


def _annotation(article: Article) -> Annotations | Failure:
    try:
        return annotate(article, encoder())
    except WeightsError:
        raise
    except Exception as error:
        _log.debug("annotating %s failed", article.file, exc_info=True)
        return Failure(article.file, "annotate", f"unexpected {type(error).__name__}: {error}")


def _made(article: Article, waited: Future[Annotations | Failure]) -> Annotations | Failure:
    try:
        return waited.result()
    except BrokenExecutor:  # the process that had it was killed
        return _annotation(article)


def _looked_up(article: Article, known: Known | None) -> Annotations | None:
    """The annotations made before, if what is said beside the page has not changed since."""
    before = known(article.id) if known is not None else None
    if before is None or (before.article.stated, before.article.found) != (article.stated, article.found):
        return None
    return replace(before, article=article)
