"""Lines of one document -> parts: headline, standfirst, byline, dateline, subhead, body, caption, furniture.

What a line is follows from its own shape, from where it stands, and from whether it comes again; the probability of
furniture decides what is left. The same words twice are one part and furniture, so that a repeat never counts as
evidence. Who wrote, and which day a dateline means, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from firsthand.clean.furniture import furniture_scores, is_running
from firsthand.clean.lines import WORD, Line, Signs
from firsthand.clean.patterns import is_byline, is_caption, is_dateline, is_link, is_name
from firsthand.clean.titles import Seen, places, title_scores
from firsthand.model import PartKind

TITLE_WORDS = (3, 28)
"""Words of a headline: all 601 titles of the stories set lie within."""
FURNITURE = 0.5
SURE_FURNITURE = 0.93
"""Running text is furniture only when this sure: body is dearer than furniture. On the dumps of training/lines.py."""
SUBHEAD_WORDS = 12
TOLD_WORD = 4
"""Letters of a word that two forms of one headline share. Chosen."""
PLEA_WORDS = 60
TEASER_WORDS = 5
"""Words of a line that is a plea at most, and of a line in capitals that is a link at least; fewer are a subhead.
Chosen."""
KEPT = 1 << 8
"""Lines whose words are remembered; a line is compared with several others."""
FEW_LINES = 40
"""Lines before the first running text in which a headline is looked for. Chosen."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of a document with all that is known of each; ``kinds`` fills up step by step."""

    lines: Sequence[Line]
    signs: Sequence[Signs]
    scores: Sequence[float]
    stated_title: str | None


def label(lines: Sequence[Line], seen: Sequence[Signs], stated_title: str | None = None) -> list[PartKind]:
    """One kind for every line of one document; ``stated_title`` is a title from beside the page, or None."""
    draft = Draft(lines, seen, furniture_scores(seen), stated_title)
    kinds: list[PartKind | None] = [by_pattern(line.text, sign) for line, sign in zip(lines, seen, strict=True)]
    first = _first_running(draft, kinds)
    headline = _headline(draft, kinds, first)
    if headline is not None:
        kinds[headline] = "headline"
        first = max(first, headline + 1)
    _head(draft, kinds, first, headline)
    _teasers(draft, kinds, first)
    _rest(draft, kinds, first)
    _repeats(draft, kinds)
    return [kind or "furniture" for kind in kinds]


def title_shaped(sign: Signs) -> bool:
    """Whether a line could be a headline by its shape alone."""
    return (
        TITLE_WORDS[0] <= sign.words <= TITLE_WORDS[1]
        and (not sign.terminal or sign.words <= 18)
        and not sign.colon
        and not sign.lower_start
        and sign.marks == 0
        and sign.fragments < 0.5
    )


def same(left: str, right: str) -> bool:
    """Whether two lines have the same words, marks and case aside.

    >>> same("Who’s next?", "who's next")
    True
    """
    return bool(left) and _words(left) == _words(right) != ()


@lru_cache(KEPT)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in WORD.findall(text.replace("’", "'")))


def by_pattern(text: str, sign: Signs) -> PartKind | None:
    """What a line's own form says it is: a day, an author, a caption; None where it says nothing."""
    if is_dateline(text):
        return "dateline"
    if is_byline(text):
        return "byline"
    if is_caption(text, sign):
        return "caption"
    return None


def _first_running(draft: Draft, kinds: Sequence[PartKind | None]) -> int:
    """The first line of running text: where the body begins at the latest."""
    for at, sign in enumerate(draft.signs):
        if kinds[at] is None and is_running(sign) and sign.repeats == 1 and draft.scores[at] < SURE_FURNITURE:
            return at
    return len(draft.lines)


def _headline(draft: Draft, kinds: Sequence[PartKind | None], first: int) -> int | None:
    """The stated title; else the line that is likeliest to be one, where it first stands.

    Where a title is stated, what stands in the text or shares none of its longer words is none.
    """
    title = draft.stated_title
    if title:
        for at, line in enumerate(draft.lines):
            if same(line.text, title):
                return at
    seen = Seen(draft.lines, draft.signs, draft.scores, kinds)
    chosen = places(seen)
    if title:
        told = {word for word in _words(title) if len(word) >= TOLD_WORD}
        above = [at for at in chosen if at < first and kinds[at] is None and title_shaped(draft.signs[at])]
        chosen = [at for at in above if told & set(_words(draft.lines[at].text))]
    score, best = max(zip(title_scores(seen, chosen), chosen, strict=True), default=(-1.0, 0))
    if score < 0 and not (title and chosen):
        return None
    return next(at for at in chosen if same(draft.lines[at].text, draft.lines[best].text))


def _head(draft: Draft, kinds: list[PartKind | None], first: int, headline: int | None) -> None:
    """Names beside dates are bylines; what stands between the headline and its repeat, date or author introduces."""
    for at in range(min(first, len(kinds))):
        near = [kinds[other] for other in (at - 1, at + 1) if 0 <= other < len(kinds)]
        if kinds[at] is None and is_name(draft.lines[at].text) and ("dateline" in near or "byline" in near):
            kinds[at] = "byline"
    if headline is None:
        return
    marks = [
        at
        for at in range(headline + 1, min(len(kinds), headline + 9))
        if kinds[at] in ("byline", "dateline") or same(draft.lines[at].text, draft.lines[headline].text)
    ]
    stop = max(marks[-1] if marks else headline, first)
    for at in range(headline + 1, min(stop, len(kinds))):
        sign = draft.signs[at]
        wordy = sign.words >= 7 and (sign.verb or sign.common > 0.2) and sign.repeats == 1
        if kinds[at] is None and wordy and draft.scores[at] < SURE_FURNITURE and "standfirst" not in kinds:
            kinds[at] = "standfirst"


def _teasers(draft: Draft, kinds: list[PartKind | None], first: int) -> None:
    """Links among the text: lines that end in a link's words or plead, headlines in capitals where few lines are."""
    shouted = sum(sign.upper for sign in draft.signs) * 2 > len(draft.signs)
    for at in range(first, len(kinds)):
        sign = draft.signs[at]
        capitals = sign.upper and not sign.terminal and not sign.colon and sign.words >= TEASER_WORDS and not shouted
        if capitals or (sign.words <= PLEA_WORDS and is_link(draft.lines[at].text)):
            kinds[at] = "furniture"


def _rest(draft: Draft, kinds: list[PartKind | None], first: int) -> None:
    """Body, subheads and orphan captions among what is left; the rest stays furniture."""
    running = [kind is None and is_running(sign) for kind, sign in zip(kinds, draft.signs, strict=True)]
    last = max((at for at, flag in enumerate(running) if flag), default=-1)
    starts = _capitalised_inside(draft)
    for at, sign in enumerate(draft.signs):
        if kinds[at] is not None:
            continue
        if running[at] or (at >= first and _spoken(sign)):
            kinds[at] = "body" if draft.scores[at] < SURE_FURNITURE else "furniture"
        elif first <= at < last and draft.scores[at] < FURNITURE + 0.2 and _short_title(sign):
            orphan = not sign.verb and not sign.upper and _names_then_noun(draft.lines[at].text, starts)
            kinds[at] = "caption" if orphan else "subhead"
        elif (at >= first and sign.words >= 5 and not sign.call and draft.scores[at] < FURNITURE) or (
            last < 0 and sign.words >= 4 and draft.scores[at] < FURNITURE
        ):
            kinds[at] = "body"


def _spoken(sign: Signs) -> bool:
    """A short sentence, a quotation or a lead-in with a colon, as they stand between longer paragraphs."""
    return (
        not sign.call
        and sign.words >= 2
        and (sign.terminal or sign.colon)
        and (sign.quoted or sign.verb or sign.common > 0.3 or sign.words >= 6)
    )


def _short_title(sign: Signs) -> bool:
    return 1 < sign.words + sign.upper <= SUBHEAD_WORDS and not sign.terminal and not sign.call and sign.repeats == 1


def _capitalised_inside(draft: Draft) -> frozenset[str]:
    """Words with a capital in the middle of running text: names."""
    texts = [line.text for line, sign in zip(draft.lines, draft.signs, strict=True) if is_running(sign)]
    return frozenset(
        word
        for text in texts
        for word in re.findall(r"(?<=[a-z,] )[A-Z][\w'’-]+", text)
        if not word.isupper() or len(word) > 1
    )


def _names_then_noun(text: str, names: frozenset[str]) -> bool:
    """A label of a picture: a name first, a common noun last."""
    words = WORD.findall(text)
    return len(words) > 1 and words[0] in names and words[-1].islower()


def _repeats(draft: Draft, kinds: list[PartKind | None]) -> None:
    """The first of equal lines keeps its kind; a long line that comes again near its first is a caption."""
    keys = [" ".join(_words(line.text)) or line.text for line in draft.lines]
    headline = next((at for at, kind in enumerate(kinds) if kind == "headline"), None)
    first_at: dict[str, int] = {}
    for at, key in enumerate(keys):
        if headline is not None and at != headline and key == keys[headline]:
            kinds[at] = "furniture"
        elif key in first_at and draft.signs[at].words > 1:
            kinds[at] = "furniture"
            earlier = first_at[key]
            if draft.signs[at].words >= 8 and kinds[earlier] != "headline" and at - earlier <= FEW_LINES:
                kinds[earlier] = "caption" if kinds[earlier] in (None, "standfirst", "furniture") else kinds[earlier]
        else:
            first_at[key] = at
