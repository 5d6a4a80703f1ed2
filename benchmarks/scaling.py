"""How the joining of names grows with the number of pages.

    python -m benchmarks.scaling PATH... [--pages 100 1000 10000] [--whole 100 1000]

The pages at PATH are read once as one story. Copies of the story, each with its people, bodies and products renamed
(letter by letter, a name one way throughout a copy, so that every place stays where it is), are put together until
there are so many pages; countries and towns of the gazetteers keep their names. Told are seconds of processor time and
the peak of memory of the process for finding the entities, and the growth against the line before: 1.0 is linear.
Memory is that of the largest run so far, its pages included. ``--whole`` joins statements, claims and conflicts too.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from firsthand import pipeline
from firsthand.merge import merge
from firsthand.merge.entities import entities
from firsthand.merge.places import demonyms, known
from firsthand.merge.words import fold
from firsthand.model import Annotations, Chain, Span

Curve = tuple[int, float] | None
LETTERS = ("aeiou", "bcdfghjklmnpqrstvwxyz")


def word_for(word: str, copy: int) -> str:
    """A word of the same length and shape that stands for another in a copy of the story.

    >>> word_for("Roe", 1) == word_for("Roe", 1), len(word_for("Roe", 2)), word_for("Roe", 0)
    (True, 3, 'Roe')
    """
    if not copy:
        return word
    choose = random.Random(f"{copy} {word.lower()}")  # noqa: S311 - names, not secrets
    made = []
    for letter in word:
        kind = next((kind for kind in LETTERS if letter.lower() in kind), None)
        other = choose.choice(kind) if kind else letter
        made.append(other.upper() if letter.isupper() else other)
    return "".join(made)


def renamed(page: Annotations, copy: int, bare: bool) -> Annotations:
    """The page in a copy of its story, ids and names changed; ``bare`` without what no joining of names reads."""
    text = list(page.article.text)
    for chain in page.chains:
        for mention in chain.mentions:
            if mention.form == "name" and chain.kind != "place":
                words = page.article.words_of(mention.span)
                text[mention.span.start : mention.span.end] = _name_for(words, copy)
    name = f"{page.article.id}-{copy}"
    article = replace(page.article, id=name, file=f"{copy:05}/{page.article.file}", text="".join(text), source="")
    moved = _moved(
        replace(page, article=article, chains=tuple(_chain(chain, copy) for chain in page.chains)), name, copy
    )
    return replace(moved, tokens=(), sentences=(), times=(), statements=(), events=()) if bare else moved


def _name_for(words: str, copy: int) -> str:
    if known(words) is not None:
        return words
    return " ".join(word if fold(word) in demonyms() else word_for(word, copy) for word in words.split(" "))


def _chain(chain: Chain, copy: int) -> Chain:
    name = chain.name if chain.kind == "place" else _name_for(chain.name, copy)
    return replace(chain, name=name, grounds=())


def _moved(page: Annotations, name: str, copy: int) -> Annotations:
    """The page with every span in the article ``name`` and every id of its own."""
    old = {chain.id for chain in page.chains} | {s.id for s in page.statements} | {e.id for e in page.events}

    def move(value: Any) -> Any:
        if isinstance(value, Span):
            return Span(name, value.start, value.end)
        if isinstance(value, str):
            return f"{value}-{copy}" if value in old else value
        if isinstance(value, tuple):
            return tuple(map(move, value))
        if hasattr(value, "__dataclass_fields__"):
            return replace(value, **{field: move(getattr(value, field)) for field in value.__dataclass_fields__})
        return value

    parts = {field: move(getattr(page, field)) for field in ("sentences", "chains", "times", "statements", "events")}
    return replace(page, **parts)


def copies(story: Sequence[Annotations], pages: int, bare: bool) -> list[Annotations]:
    """So many pages of copies of the story."""
    return [renamed(story[at % len(story)], at // len(story), bare) for at in range(pages)]


def peak() -> float:
    """The most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line a number of pages."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("paths", nargs="+", metavar="PATH")
    asked.add_argument("--pages", type=int, nargs="*", default=[100, 1000, 10000])
    asked.add_argument("--whole", type=int, nargs="*", default=[], help="numbers of pages for the whole joining")
    given = asked.parse_args()
    story = pipeline.read(given.paths).documents
    before: Curve = None
    for pages in given.pages:
        before = _timed(copies(story, pages, bare=True), _entities, before)
    before = None
    for pages in given.whole:
        before = _timed(copies(story, pages, bare=False), _whole, before)


def _entities(pages: Sequence[Annotations]) -> str:
    return f"{len(entities(pages)[0]):8,} entities"


def _whole(pages: Sequence[Annotations]) -> str:
    return f"{len(merge(pages).claims):8,} claims"


def _timed(made: Sequence[Annotations], do: Callable[[Sequence[Annotations]], str], before: Curve) -> Curve:
    """Do it, print what it found and what it cost, return the point of the curve."""
    begun = time.process_time()
    found = do(made)
    took = time.process_time() - begun
    pages = len(made)
    growth = f"  growth {took / before[1] / (pages / before[0]):4.2f}" if before else ""
    print(f"{pages:7,} pages  {found}  {took:8.2f} s  {peak():7,.0f} MiB{growth}", flush=True)
    return pages, took


if __name__ == "__main__":
    main()
