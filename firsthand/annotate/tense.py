"""Tense from the few words around an expression or a cue: does a clause look ahead, back, or to some open time.

The markers stand in lexicon/time_tense.txt. It is no parse: the nearest marker decides, and where none stands near the
clause is taken to tell what was.
"""

from __future__ import annotations

import re
from functools import cache

from firsthand.lexicon import rows
from firsthand.model import Article, Span

_REACH = 140
_CLAUSE_END = re.compile(
    r"[.!?;](?<!\b[A-Z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z][a-z].)['\"”’)]*\s|\n\s*\n|[“”\"]|``|\'\'"
)


@cache
def _tense() -> re.Pattern[str]:
    """Of words in lower case: a pattern that ignores case takes three times as long."""
    forms = sorted(((row[0], row[1]) for row in rows("time_tense")), key=lambda row: -len(row[0]))
    ahead = "|".join(re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]") for form, sign in forms if sign == "+")
    past = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form, sign in forms if sign == "-")
    passed = r"(?!un)(?<!\bbe )\w\w+(?:(?<!e)ed|greed)"
    return re.compile(rf"(?<!\w)(?:(?P<ahead>(?<!\bhad been )(?:{ahead}))|(?P<past>(?<!\bbe )(?:{past})|{passed}))\b")


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether the clause around ``text[start:end]`` looks ahead: the tense word before it decides, else after.

    >>> text = "Talks will resume on Monday, he said on Friday."
    >>> looks_ahead(text, 21, 27), looks_ahead(text, 40, 46)
    (True, False)
    """
    before = text[max(0, start - _REACH) : start]
    before = _CLAUSE_END.split(before)[-1]
    if _UNTIL.search(before) and not _HAD.match(text[end : end + _REACH]):
        return True
    marks = list(_tense().finditer(before.lower()))
    if marks and ((marks[-1]["ahead"] or "would") != "would" or text[end : end + 2] not in ("'s", "’s")):
        return marks[-1]["ahead"] is not None
    after = _CLAUSE_END.split(text[end : end + _REACH])[0]
    mark = _tense().search(after.lower())
    return mark is not None and mark["ahead"] is not None


_HAD = re.compile(r"\s*,?\s(?:\w+\s){1,3}had\b")
_UNTIL = re.compile(r"\b(?:until|till|starting|beginning)\s+(?:on\s+)?$", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:repeatedly|often|long|always|consistently|regularly|frequently|previously|earlier|once|recently|formerly"
    r"|used to)\s*$",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"(?:\b(?P<now>has|have)|\b(?:had|having)|['’]ve)(?:\s+(?:also|not|never|since|already|even|n['’]t|\w+ly))*\s*$",
    re.IGNORECASE,
)
_OWN_PERFECT = re.compile(r"(?P<now>has|have)\s(?!to\b)|had\s(?!to\b)")
_PARTICIPLE = re.compile(r"(?:\w+ly\s+)?\w+ing\b")
_CONTRACTED = re.compile(r"['’]s\s+\w+(?:ed|en|wn)\b")
_PERFECT_GROUP = re.compile(
    r"(?:\b(?:has|have)|['’]ve)(?:\s+(?:also|not|never|since|already|long|even|\w+ly))*\s+\w+", re.IGNORECASE
)
_OPEN_WORD = re.compile(r"\b(?:repeatedly|previously|formerly)\b", re.IGNORECASE)
_OPEN_AFTER = re.compile(r"\s*,?\s*(?:repeatedly|previously|earlier|in the past|many times)\b", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:will|would|shall|could|may|might|going to|plans to|expected to)\s+(?:\w+ly\s+|also\s+|not\s+)?$",
    re.IGNORECASE,
)
_HABIT = re.compile(r"(?:(?:also|still|\w+ly)\s+)?(?:(?!(?:reports|announces)\b)[a-z]+s|say|tell|add|write)$")


def manner(article: Article, sentence: Span, cue: Span) -> str:
    """How a cue stands in time: ``open`` (some time up to now), ``ahead``, or ``simple``.

    "has announced" opens a story with its news, elsewhere it tells of some time.
    """
    before = article.text[max(sentence.start, cue.start - 60) : cue.start]
    after = article.text[cue.end : min(sentence.end, cue.end + 30)]
    words = article.words_of(cue)
    if _OPEN.search(before) or _OPEN_AFTER.match(after) or _OPEN_WORD.search(words) or _CONTRACTED.match(words):
        return "open"
    if _beside_perfect(article.text[sentence.start : cue.start], words) and not _opens_story(article, cue):
        return "open"
    perfect = _PERFECT.search(before) or _OWN_PERFECT.match(words)
    if perfect:
        return "simple" if perfect["now"] and _opens_story(article, cue) else "open"
    if _WILL.search(before) or words.lower().startswith("will "):
        return "ahead"
    return "open" if _HABIT.match(words) else "simple"


def _beside_perfect(before: str, words: str) -> bool:
    """Whether a cue such as ", insisting" hangs on a verb in the perfect: the only tense in its sentence so far.

    >>> _beside_perfect("He has long opposed the port, ", "insisting")
    True
    """
    if not _PARTICIPLE.match(words) or not re.search(r",\s+(?:\w+ly\s+)?$", before):
        return False
    rest, count = _PERFECT_GROUP.subn(" ", before)
    return count > 0 and _tense().search(rest.lower()) is None


def _opens_story(article: Article, cue: Span) -> bool:
    first = next((part for part in article.parts if part.kind == "body"), None)
    return first is None or cue.start < first.end
