"""The days that a page shows its readers as its own: beside the headline, at the opening, at the end of the article.

A page shows many days: of other pages, of comments, of today. What the elements around a day are called, how far from
the headline it stands and what else stands in its line tell which is the page's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from firsthand.clean.days import Written, written_days
from firsthand.clean.markup import TOKEN, Markup
from firsthand.lexicon import of_class
from firsthand.model import DateNote, When

BEFORE_HEADLINE = 300
"""Characters of page text before the headline in which its day may stand. Set on saved pages, as those below."""
BESIDE = 700
"""A line that holds little but a day stands so near behind the headline, whatever it is called."""
HEAD = 1_500
"""A day that is called the page's own stands so near behind the headline."""
FURTHER = 6_000
"""The same, for days further down whose element is called so and stands alone."""
BEHIND = 2_000
"""A labelled day ("Created on") stands so near behind the article."""
CLOSE_BEHIND = 300
"""One without a label whose element is called so."""
LABEL = 40
"""A label stands in so many characters before its day. Chosen."""
FEW_WORDS = 6
"""Words beside a day in a line that is no running text."""
FEW_LABELLED = 10
"""The same in a line that says what its day is."""
OPENING = 200
"""Characters of the body in which a line may open with its day."""
MAX_DAYS = 400
"""A page that shows more days is a list."""

_INNER = 3
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CALLED = re.compile(r"\b(?:class|id|itemprop|role)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d.])\d\d?[:.]\d\d(?![\d.])|\d\d? ?[ap]\.?m\b", re.IGNORECASE)
_WORD = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]|[^\W\d_]{2,}")
_RANGE_FROM = re.compile(r"\s*[-–]\s*(?:\d\d?\.|\d\d?[/-]\d|\d\d? [^\W\d_]{3}|(?:19|20)\d\d)")
_RANGE_TO = re.compile(r"(?:\d\.|(?:19|20)\d\d)\s*[-–]\s*$")
_ELSE = re.compile(r"[^\W\d_]:\s*$")
_OPENS = re.compile(r"[\s(]*(?:[^\W\d_][\w .-]{1,30}[,:(]+ ?)?")
_ENDS_OPENING = re.compile(r"\s*[-–—:.)]")


@dataclass(frozen=True, slots=True)
class Element:
    """An open element: its name, where its tag stands, and what it is called (class, id) in lower case."""

    name: str
    start: int
    called: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the article stands in the page's text: its headline (or the beginning of its body) and its body."""

    headline: tuple[int, int]
    body: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DatesTold:
    """What a page's mark-up says that helps to read its days: its language and the days that it names."""

    language: str | None = None
    known: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A day shown, in its line, with what the elements around it and the words beside it say."""

    written: Written
    clock: bool
    short: bool
    opens: bool
    named: str
    """What the innermost element that is called a date's is called; empty where none is."""
    aside: bool
    listed: bool
    """Whether several days of the page stand in elements of that name."""
    label: str
    """``published``, ``updated`` or nothing."""


def shown_dates(source: str, markup: Markup, frame: Frame, told: DatesTold) -> Iterator[DateNote]:
    """The day that the page shows as that of its publication, and that of its last change; none, one or both.

    >>> from firsthand.clean.markup import read_markup
    >>> source = "<h1>Rain at last</h1><p class=datum>5. Juni 2015</p><p>It rained in Port Ash.</p>"
    >>> markup = read_markup(source)
    >>> (note,) = shown_dates(source, markup, Frame((1, 13), (28, 50)), DatesTold("de"))
    >>> note.kind, str(note.when.earliest), note.where, source[slice(*note.at)]
    ('published', '2015-06-05', 'shown in "datum"', '5. Juni 2015')
    """
    written = list(written_days(markup.text, told.language, told.known))
    best: dict[str, tuple[tuple[int, int], _Shown]] = {}
    if 0 < len(written) <= MAX_DAYS:
        for one in _seen(source, markup, frame, written):
            rank = _rank(one, frame)
            kind = "updated" if one.label == "updated" else "published"
            if rank is not None and (kind not in best or rank < best[kind][0]):
                best[kind] = (rank, one)
    for kind in ("published", "updated"):
        if kind in best:
            yield _note(best[kind][1], markup)


def _note(one: _Shown, markup: Markup) -> DateNote:
    at = markup.starts[one.written.start], markup.ends[one.written.end - 1]
    when = When(one.written.day, one.written.day, "stated")
    where = f'shown in "{one.named}"' if one.named else "shown"
    return DateNote("updated" if one.label == "updated" else "published", when, "page", where, at, one.clock)


def _rank(one: _Shown, frame: Frame) -> tuple[int, int] | None:
    """How near a day is to being the page's, less is nearer; None where nothing says that it is."""
    at = one.written.start
    behind, after = at - frame.headline[1], at - frame.body[1]
    own = bool(one.named or one.label)
    alone = bool(one.named) and one.short and not (one.aside or one.listed)
    if 0 <= behind <= (HEAD if own else BESIDE) and at <= frame.body[0] and (one.short or one.named):
        return 0, behind
    if one.opens:
        return 1, behind
    if one.aside and not one.label:
        return None
    if -BEFORE_HEADLINE <= at - frame.headline[0] < 0 and one.short:
        return 2, frame.headline[0] - at
    if 0 <= behind <= HEAD and one.short and (own or behind < BESIDE):
        return 3, behind
    if 0 <= behind <= FURTHER and alone and after < 0:
        return 4, behind
    if one.label and one.short and frame.body[0] < at and after <= BEHIND:
        return 5, abs(after)
    return (6, after) if 0 <= after < CLOSE_BEHIND and alone else None


def _seen(source: str, markup: Markup, frame: Frame, written: Sequence[Written]) -> Iterator[_Shown]:
    """The days with what is around them; those in which others speak left out, and those of lists not called own."""
    anchors = [markup.starts[frame.headline[0]], markup.starts[frame.body[0]]]
    places = [markup.starts[one.start] for one in written]
    wanted = sorted({*anchors, *places})
    around = dict(zip(wanted, elements_around(source, wanted), strict=True))
    article = {element.start for at in anchors for element in around[at]}
    outer = [[element for element in around[at] if element.start not in article] for at in places]
    names = [next((e.called for e in reversed(found[-_INNER:]) if _named(e)), "") for found in outer]
    listed = Counter(names)
    for one, found, name in zip(written, outer, names, strict=True):
        if any(_holds("voice", element.called) or element.name == "blockquote" for element in found):
            continue
        start = markup.text.rfind("\n", 0, one.start) + 1
        stop = markup.text.find("\n", one.end)
        line = markup.text[start : stop if stop >= 0 else None]
        before, after = line[: one.start - start], line[one.end - start :]
        label = _label(before or markup.text[max(0, start - LABEL) : start], after)
        something_else = not name and not label and _ELSE.search(before)
        if something_else or _RANGE_FROM.match(after) or _RANGE_TO.search(before):
            continue
        opens = frame.body[0] <= start < frame.body[0] + OPENING
        opens = opens and bool(_OPENS.fullmatch(before) and _ENDS_OPENING.match(after))
        yield _Shown(
            written=one,
            clock=_CLOCK.search(before + " " + after) is not None,
            short=len(_WORD.findall(before + " " + after)) <= (FEW_LABELLED if label else FEW_WORDS),
            opens=opens,
            named=name or ("time" if found and found[-1].name == "time" else ""),
            aside=any(_others(element) for element in found if element.called != name),
            listed=listed[name] > 2,
            label=label,
        )


def _named(element: Element) -> bool:
    return _holds("name", re.sub("updated?", "", element.called))


def _others(element: Element) -> bool:
    return element.name in ("nav", "footer", "aside", "form") or _holds("other", element.called)


def _holds(kind: str, called: str) -> bool:
    return bool(called) and _stems(kind, "").search(called) is not None


def _label(before: str, after: str) -> str:
    """What the nearest words before a day call it; "last on 5 May 2020 changed" has the word behind it."""
    found = list(_stems("updated|published", r"\b").finditer(before[-LABEL:].lower()))
    if not found:
        near = re.split(r"[/|,;(·•–]", after[:LABEL].lower())[0]
        return "updated" if _stems("updated", r"\b").search(near) else ""
    return "updated" if _stems("updated", r"\b").match(found[-1][0]) else "published"


@cache
def _stems(kinds: str, before: str) -> re.Pattern[str]:
    stems: Iterable[str] = (stem for kind in kinds.split("|") for stem in of_class("page_dates", kind))
    return re.compile(f"{before}(?:{'|'.join(map(re.escape, sorted(stems)))})")


def elements_around(source: str, places: Sequence[int]) -> list[tuple[Element, ...]]:
    """The elements that are open at each of the ``places`` (ascending), outermost first; unclosed ones stay open.

    >>> [[one.name for one in found] for found in elements_around("<ul><li>a</ul>b", (8, 14))]
    [['ul', 'li'], []]
    """
    found: list[tuple[Element, ...]] = []
    open_now: list[Element] = []
    waiting = iter(places)
    place = next(waiting, None)
    for token in TOKEN.finditer(source):
        while place is not None and token.start() >= place:
            found.append(tuple(open_now))
            place = next(waiting, None)
        if place is None:
            break
        name = (token["name"] or "").lower()
        if not name or name in _VOID:
            continue
        if not token["close"]:
            called = " ".join(a or b or c for a, b, c in _CALLED.findall(token[0])).lower()
            open_now.append(Element(name, token.start(), called))
        elif any(one.name == name for one in open_now):
            while open_now.pop().name != name:
                pass
    return found + [tuple(open_now)] * (len(places) - len(found))
