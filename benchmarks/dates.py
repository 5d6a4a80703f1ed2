"""How well days are told: of pages, of pages whose date is hidden, of statements and events.

    python -m benchmarks.dates --pages DIR                          saved pages, beside htmldate
    python -m benchmarks.dates --stories DIR --keys DIR             statements and events, against keys made by hand
    python -m benchmarks.dates --stories DIR --hidden 60            page dates, their metadata and titles taken away

A day told is right where it holds the truth. Unknown holds everything; it is counted and told apart. Stories named in
HELD_OUT serve for figures only. Bold is a day or a few told of what the key leaves open.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import keys
from benchmarks.account import NEAR, match
from benchmarks.accounts import Account, load_account
from benchmarks.entities import stories, write
from benchmarks.keys import Interval, Key, parse_key, shared
from benchmarks.pagedates import compare
from firsthand import pipeline, views
from firsthand.export.json import dumps

HELD_OUT = ("g5w-14", "g5w-69", "neus-train-100", "neus-train-235", "neus-train-346", "neus-train-760")
"""Stories that serve for figures only (tests/keys/README.md)."""

OPEN = 10**6
"""The width of an interval that is open at an end."""


@dataclass(frozen=True, slots=True)
class Told:
    """An interval told for a thing whose days are known; ``what`` names it."""

    what: str
    told: Interval
    true: tuple[Interval, ...]

    def right(self) -> bool:
        """Whether it is known and holds a true interval, or lies within one.

        >>> from datetime import date
        >>> monday, tuesday = date(2024, 5, 6), date(2024, 5, 7)
        >>> Told("", (monday, tuesday), ((monday, monday),)).right(), Told("", (None, None), ()).right()
        (True, False)
        """
        return self.known() and any(keys.contains(self.told, one) or keys.contains(one, self.told) for one in self.true)

    def known(self) -> bool:
        """Whether it says anything."""
        return self.told != (None, None)


def figures(given: Sequence[Told]) -> str:
    """Right or containing, unknown, and the median width in days (0: one day) of what is known; an open end is wide.

    >>> from datetime import date
    >>> monday = date(2024, 5, 6)
    >>> figures([Told("", (monday, monday), ((monday, monday),)), Told("", (None, None), ((monday, monday),))])
    '2: right 1 (50.0 %), wrong 0, unknown 1; median width 0 days, open 0'
    """
    known = [one for one in given if one.known()]
    right = sum(one.right() for one in known)
    widths = [_width(one.told) for one in known]
    middle = f"{median(widths):g}" if widths else "-"
    return (
        f"{len(given)}: right {right} ({100 * right / max(len(given), 1):.1f} %), wrong {len(known) - right}, "
        f"unknown {len(given) - len(known)}; median width {middle} days, open {sum(one == OPEN for one in widths)}"
    )


def _width(told: Interval) -> int:
    days = keys.width(told)
    return OPEN if days is None else days


def read(articles: Sequence[Mapping[str, Any]]) -> tuple[Account, dict[str, str]]:
    """The account of a story's articles, and their texts by file name."""
    with tempfile.TemporaryDirectory() as folder:
        write(articles, Path(folder))
        account = json.loads(dumps(views.account(pipeline.read([folder]))))
    texts = {f"{number}.txt": article["text"] for number, article in enumerate(articles, 1)}
    return load_account(account, texts), texts


def statement_dates(wanted: Key, account: Account, texts: dict[str, str]) -> Iterator[Told]:
    """What is told of each found statement of a key; ``true`` is empty where the key leaves its days open."""
    found = match(wanted, account, texts)
    for one in wanted.statements:
        if one.id in found:
            words = " … ".join(texts[one.file][start:end] for start, end in one.spans)
            yield Told(_short(one.id, words), found[one.id].when, _days(one.whens))


def event_dates(wanted: Key, account: Account, texts: dict[str, str]) -> Iterator[Told]:
    """What is told of each found event of a key: of the nearest one of an accepted type that touches its words."""
    for one in wanted.events:
        beside = [
            (shared(place[1], one.span), row["when"])
            for place, row in account.events
            if place[0] == one.file and shared(place[1], one.span) >= -NEAR and row["type"] in one.types
        ]
        if beside:
            told = keys.interval(max(beside, key=lambda pair: pair[0])[1]) or (None, None)
            yield Told(_short(one.id, texts[one.file][slice(*one.span)]), told, _days(one.whens))


def _days(whens: Sequence[Interval | None]) -> tuple[Interval, ...]:
    return tuple(when for when in whens if when is not None)


def _short(name: str, words: str) -> str:
    return f"{name} «{' '.join(words.split())[:100]}»"


def hidden_dates(articles: Sequence[Mapping[str, Any]], story: str) -> Iterator[Told]:
    """What is told of each page of a story when only the texts are given; its metadata are the truth."""
    with tempfile.TemporaryDirectory() as folder:
        write([{"text": article["text"]} for article in articles], Path(folder))
        account = views.account(pipeline.read([folder]))
    dates = {f"{number}.txt": article.get("date") for number, article in enumerate(articles, 1)}
    seen: set[str] = set()
    for document in account.documents:
        file = Path(document.file).name
        true = keys.day(dates[file] or None)
        if true is not None and file not in seen:
            seen.add(file)
            told = keys.day(document.published.earliest), keys.day(document.published.latest)
            yield Told(f"{story} {file}", told, ((true, true),))


def chosen(folder: Path, number: int) -> dict[str, list[dict[str, Any]]]:
    """Stories with dated pages, in an order that a hash of their names gives, until they have so many such pages."""
    names = [json.loads(line)["id"] for file in sorted(folder.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    found: dict[str, list[dict[str, Any]]] = {}
    pages = 0
    for name in sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest()):
        articles = stories(folder, [name])[name]
        dated = sum(bool(article.get("date")) for article in articles)
        if dated and pages < number:
            found[name] = articles
            pages += dated
    return found


def main() -> None:
    """Print the figures that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", type=Path, help="the folder of the saved pages (fundus, trafilatura)")
    asked.add_argument("--stories", type=Path, help="the folder of the story sets")
    asked.add_argument("--keys", type=Path, help="the folder of the keys")
    asked.add_argument("--hidden", type=int, metavar="N", help="hide the dates of at least N pages of stories")
    asked.add_argument("--errors", action="store_true", help="every wrong one, but for held-out stories")
    given = asked.parse_args()
    if given.pages:
        compare(given.pages, given.errors)
    if given.keys and given.stories:
        _tell_keys(given)
    if given.hidden and given.stories:
        told = [
            one for name, all_of in chosen(given.stories, given.hidden).items() for one in hidden_dates(all_of, name)
        ]
        print(f"hidden page dates, {figures(told)}")
        if given.errors:
            print("\n".join(f"  {one.what}: {one.told[0]} to {one.told[1]}, true {one.true[0][0]}" for one in told))


def _tell_keys(given: argparse.Namespace) -> None:
    read_keys = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(given.keys.glob("*.json"))}
    articles = stories(given.stories, read_keys)
    told: dict[tuple[str, str], list[Told]] = {}
    for name, raw in read_keys.items():
        part, key, (account, texts) = (
            "held out" if name in HELD_OUT else "tuned on",
            parse_key(raw),
            read(articles[name]),
        )
        for what, days in (("statements", statement_dates), ("events", event_dates)):
            every = list(days(key, account, texts))
            told.setdefault((what, part), []).extend(every)
            for one in every if given.errors and part == "tuned on" else ():
                if not (one.right() if one.true else keys.vague(one.told)):
                    known = "; ".join(f"{first} to {last}" for first, last in one.true) or "unknown"
                    print(f"  {name} {one.what}: {one.told[0]} to {one.told[1]}, key {known}")
    for (what, part), every in sorted(told.items(), reverse=True):
        left = [one for one in every if not one.true]
        bold = sum(not keys.vague(one.told) for one in left)
        print(f"{what} dated by the key, {part}, {figures([one for one in every if one.true])}")
        print(f"{what} that the key leaves open, {part}, {len(left)}: bold {bold}")


if __name__ == "__main__":
    main()
