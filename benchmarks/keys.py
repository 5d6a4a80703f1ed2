"""A key: what a right account of one story holds, as places in its files and as names; and how things are compared.

The form is that of a key made by hand reading: no article text, only code-point offsets, names and short descriptions.
Six things may be added to that form. `span` of a document: where it lies in a file of several. `title` as a span.
`chain_optional` of a statement: carriers that may be given and need not be. `optional` of a statement: it is not asked
for, but who reports it has made nothing up. `furniture`: spans in which no entity stands. Several intervals for `when`:
any is right; null among them, or alone, means that the text does not settle the day.

It does not know what is true: a key is one careful reader's opinion, and where it is too strict a right account loses
points. It compares names as strings; two transliterations are two names unless the key lists both.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

Json = dict[str, Any]
Span = tuple[int, int]
Interval = tuple[date | None, date | None]
"""First and last day, both included; None is an open end."""
Place = tuple[str, Span]
"""A file's name and a span in it."""

SLACK_DAYS = 7
"""By how much an interval may be wider than the true one. Fixed by the rules of the score, fitted to nothing."""
VAGUE_DAYS = 60
"""An interval wider than this is as good as unknown. Fixed by the rules of the score, fitted to nothing."""

WIDER: dict[str, tuple[str, ...]] = {
    "reports": ("says", "announces", "estimates", "other"),
    "belief": ("says", "estimates", "other"),
    "asserted": ("happened", "alleged"),
}
"""Acts and statuses that a key may tell apart and an account does not, with what an account may say instead."""

WORD = re.compile(r"\w+(?:['’]\w+)*")
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "this", "that"})
TITLES = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "prof", "professor", "president", "premier"),
        *("prime", "vice", "chancellor", "minister", "secretary", "ambassador", "senator", "governor", "mayor", "king"),
        *("queen", "prince", "princess", "pope", "general", "colonel", "captain", "judge", "justice", "chairman"),
        *("ceo", "spokesman", "spokeswoman", "foreign", "defence", "defense", "interior", "former"),
    }
)
"""Words that stand before a surname and are no part of it: stripped from the front of a name of up to a few words."""
JOINERS = frozenset({"for", "of", "to", "by", "at", "with", "from", "in", "close", "familiar", "who", "near", "on"})
"""Words after which the head of a noun phrase is over: what follows describes it and does not name it."""


class KeyFormError(ValueError):
    """A key is not of the form that the scorer reads; the message says where."""


@dataclass(frozen=True)
class KeyDocument:
    """One document of a file: where it lies, its acceptable titles, and its day as far as the text settles it."""

    file: str
    part: int
    span: Span | None
    titles: tuple[str, ...]
    title_span: Span | None
    true: date | None
    loose: Interval | None


@dataclass(frozen=True)
class KeyStatement:
    """One attributed statement; of several speakers, forms, acts or intervals each is acceptable."""

    id: str
    file: str
    spans: tuple[Span, ...]
    speakers: tuple[str | None, ...]
    forms: tuple[str, ...]
    acts: tuple[str, ...]
    chain: tuple[str, ...]
    chain_optional: tuple[str, ...]
    whens: tuple[Interval | None, ...]
    optional: bool


@dataclass(frozen=True)
class KeyEvent:
    """One event: the words that name it, its acceptable types, statuses and days."""

    id: str
    file: str
    span: Span
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    whens: tuple[Interval | None, ...] = (None,)


@dataclass(frozen=True)
class KeyClaim:
    """One thing that several passages report, and how many independent origins may stand behind it at most."""

    id: str
    what: str
    members: tuple[Place, ...]
    max_origins: int


@dataclass(frozen=True)
class KeyConflict:
    """Two sets of passages that disagree, or, among the not-conflicts, only seem to."""

    id: str
    what: str
    sides: tuple[tuple[Place, ...], tuple[Place, ...]]


@dataclass(frozen=True)
class Key:
    """One story's key. A form of a name is a string, wherever it stands, or a place, for words that name several."""

    documents: tuple[KeyDocument, ...] = ()
    statements: tuple[KeyStatement, ...] = ()
    aliases: tuple[tuple[str | Place, ...], ...] = ()
    distinct: tuple[tuple[str | Place, ...], ...] = ()
    events: tuple[KeyEvent, ...] = ()
    claims: tuple[KeyClaim, ...] = ()
    conflicts: tuple[KeyConflict, ...] = ()
    not_conflicts: tuple[KeyConflict, ...] = ()
    furniture: tuple[Place, ...] = ()


def parse_key(raw: Json) -> Key:
    """The key in a decoded JSON value. Raises KeyFormError, naming the row, where it is not of the form."""
    rows: dict[str, list[Any]] = {}
    parsers = {
        "documents": _document, "statements": _statement, "aliases": _forms, "distinct": _forms, "events": _event,
        "claims": _claim, "conflicts": _conflict, "not_conflicts": _conflict, "furniture": _place,
    }  # fmt: skip
    for name, parser in parsers.items():
        rows[name] = []
        for number, row in enumerate(raw.get(name, [])):
            try:
                rows[name].append(parser(row))
            except (KeyError, TypeError, ValueError) as error:
                label = row.get("id", number) if isinstance(row, dict) else number
                raise KeyFormError(f"{name}[{label}]: {type(error).__name__}: {error}") from error
    ids = [statement.id for statement in rows["statements"]]
    if len(ids) != len(set(ids)):
        raise KeyFormError("statements: two rows share an id")
    return Key(**{name: tuple(values) for name, values in rows.items()})


def span(raw: Any) -> Span:
    """A span written as a pair or with the keys `start` and `end`."""
    start, end = (raw["start"], raw["end"]) if isinstance(raw, dict) else raw
    if not 0 <= int(start) < int(end):
        raise ValueError(f"a span must be start < end, got {raw}")
    return int(start), int(end)


def _place(raw: Json) -> Place:
    return str(raw["file"]), span(raw["span"])


def _many(raw: Any) -> tuple[Any, ...]:
    return tuple(raw) if isinstance(raw, list) else (raw,)


def _wider(raw: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for one in _many(raw) for each in (one, *WIDER.get(one, ()))))


def day(raw: str | None) -> date | None:
    """A day from ISO 8601; of a date with a time only the day is kept."""
    return None if raw is None else date.fromisoformat(raw[:10])


def interval(raw: Any) -> Interval | None:
    """An interval written as a pair or with the keys `earliest` and `latest`."""
    if raw is None:
        return None
    earliest, latest = (raw.get("earliest"), raw.get("latest")) if isinstance(raw, dict) else raw
    return day(earliest), day(latest)


def _whens(raw: Any) -> tuple[Interval | None, ...]:
    several = isinstance(raw, list) and any(isinstance(one, list) for one in raw)
    return tuple(interval(one) for one in raw) if several else (interval(raw),)


def _forms(raw: Any) -> tuple[str | Place, ...]:
    return tuple(_place(one) if isinstance(one, dict) else str(one) for one in raw)


def _document(raw: Json) -> KeyDocument:
    title = raw.get("title")
    as_span = isinstance(title, dict)
    return KeyDocument(
        file=str(raw["file"]),
        part=int(raw.get("part", 0)),
        span=span(raw["span"]) if raw.get("span") else None,
        titles=() if as_span or title is None else _many(title),
        title_span=span(title) if as_span else None,
        true=day(raw.get("true")),
        loose=interval(raw.get("loose")),
    )


def _statement(raw: Json) -> KeyStatement:
    speaker = raw["speaker"]
    return KeyStatement(
        id=str(raw["id"]),
        file=str(raw["file"]),
        spans=tuple(span(one) for one in raw["spans"]),
        speakers=_many(speaker) or (None,),
        forms=_many(raw["form"]),
        acts=_wider(raw["act"]),
        chain=tuple(raw.get("chain") or ()),
        chain_optional=tuple(raw.get("chain_optional") or ()),
        whens=_whens(raw.get("when")),
        optional=bool(raw.get("optional", False)),
    )


def _event(raw: Json) -> KeyEvent:
    kinds, real, days = _many(raw["types"]), _wider(raw["status"]), _whens(raw.get("when"))
    return KeyEvent(str(raw["id"]), str(raw["file"]), span(raw["span"]), kinds, real, days)


def _claim(raw: Json) -> KeyClaim:
    members = tuple(_place(one) for one in raw["members"])
    return KeyClaim(str(raw["id"]), str(raw.get("what", "")), members, int(raw["max_origins"]))


def _conflict(raw: Json) -> KeyConflict:
    first, second = (tuple(_place(one) for one in side) for side in raw["sides"])
    return KeyConflict(str(raw["id"]), str(raw.get("what", "")), (first, second))


def shared(one: Span, other: Span) -> int:
    """Characters in both; below zero, how far they are apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def word_places(text: str, spans: tuple[Span, ...]) -> frozenset[int]:
    """Where the words of `text` that lie wholly or partly in `spans` begin.

    >>> sorted(word_places("he said yes, twice", ((3, 11),)))
    [3, 8]
    """
    return frozenset(
        word.start()
        for word in WORD.finditer(text)
        if any(word.start() < end and word.end() > start for start, end in spans)
    )


def plain(text: str) -> str:
    """Text with one kind of space and of apostrophe and without case, for comparing only."""
    return " ".join(text.replace("’", "'").split()).casefold()


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name without determiners and titles before it and without a final possessive.

    >>> name_words("the Prime Minister Jane Roe's")
    ('jane', 'roe')
    """
    words = [word.strip(".-") for word in re.findall(r"[\w'&.-]+", plain(name).removesuffix("'s"))]
    while len(words) > 1 and words[0] in DETERMINERS:
        words = words[1:]
    bare = words
    while len(bare) > 1 and bare[0] in TITLES:
        bare = bare[1:]
    is_role = not bare or bare[0] in TITLES | JOINERS
    return tuple(words if is_role else bare)


def same_name(predicted: str, accepted: str) -> bool:
    """Whether two forms name one thing, by their words alone.

    They are equal without determiners and titles; or one ends in the other's full name of two words or more with only
    describing words before it; or a description of three words or more goes on in the other after its head. Of a
    predicted form with commas ("the mayor, Jane Roe") each piece counts.

    >>> same_name("Ruritanian President Jane Roe", "Jane Roe"), same_name("a spokesman for Jane Roe", "Jane Roe")
    (True, False)
    """
    pieces = {predicted, *predicted.split(",")}
    return any(_same_words(name_words(piece), name_words(accepted)) for piece in pieces)


def _same_words(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    short, long = sorted((first, second), key=len)
    if not short or short == long:
        return bool(short)
    rest = len(long) - len(short)
    if len(short) >= 2 and long[rest:] == short:
        return not JOINERS.intersection(long[:rest])
    return len(short) >= 3 and long[: len(short)] == short and long[len(short)] in JOINERS


def width(interval: Interval) -> int | None:
    """Days in an interval beyond the first, or None where an end is open."""
    earliest, latest = interval
    return None if earliest is None or latest is None else (latest - earliest).days


def vague(interval: Interval) -> bool:
    """Whether an interval says no more than unknown."""
    days = width(interval)
    return days is None or days > VAGUE_DAYS


def contains(outer: Interval, inner: Interval) -> bool:
    """Whether every day of `inner` is in `outer`."""
    starts = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    return starts and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))


def when_right(predicted: Interval, accepted: tuple[Interval | None, ...]) -> bool:
    """Whether a predicted interval is right against any of the accepted ones; None asks for a vague answer."""
    for one in accepted:
        days, most = width(predicted), width(one) if one else None
        if one is None or most is None or most > VAGUE_DAYS:
            right = vague(predicted)
        else:
            right = contains(predicted, one) and days is not None and days - most <= SLACK_DAYS
        if right:
            return True
    return False


def published_right(predicted: Interval, document: KeyDocument) -> bool:
    """Whether a publication date is right: it holds the true day, if the key has one, and is no bolder than the text.

    Where the key has no true day and its interval is vague, less than a week is too bold, and unknown is right.
    """
    days, loose = width(predicted), document.loose
    if document.true is not None and not contains(predicted, (document.true, document.true)):
        return False
    if loose is None:
        return document.true is None or (days is not None and days <= SLACK_DAYS)
    if not vague(loose):
        return contains(loose, predicted)
    before = predicted[1] is not None and loose[0] is not None and predicted[1] < loose[0]
    after = predicted[0] is not None and loose[1] is not None and predicted[0] > loose[1]
    bold = document.true is None and days is not None and days < SLACK_DAYS - 1
    return not before and not after and not bold
