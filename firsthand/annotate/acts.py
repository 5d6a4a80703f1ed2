"""What kind of act a cue reports, by the vocabulary of reporting verbs; and by what means it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.lemma import lemmas
from firsthand.lexicon import entries, rows, table
from firsthand.model import Act, Article

_TO_WHOM = re.compile(r"\s+(?:(?:back |out )?(?:to|with)\s+)?(?:the |an? |his |her |its |their )?")
_WORD = re.compile(r"[\w'’-]+")
_MARKS = '.,;:"“”'
KEPT = 1 << 12
"""Cues whose phrase is remembered; a cue is asked for its phrase for several reasons."""
UNLISTED_SURE = 0.8
"""Least probability of a cue that the lexicon does not list; three hand-read stories, benchmarks.account."""


def act(article: Article, a: Attribution) -> Act | None:
    """The act of a cue by its longest phrase in the lexicon; None for wishes and feelings and for unlikely cues."""
    assert a.cue is not None
    listed = phrase(article, a.cue)
    if listed is None:
        return "other" if a.sure >= UNLISTED_SURE and a.sources else None
    if listed in _wishes():
        return None
    return table("reporting_verbs")[listed]  # type: ignore[return-value]


def phrase(article: Article, cue: tuple[int, int], listed: str = "reporting_verbs") -> str | None:
    """The longest phrase of a lexicon file that a cue holds or begins, in base forms; the first of equals."""
    words = _WORD.findall(article.text[cue[0] : cue[1]])
    after = _WORD.findall(article.text[cue[1] : cue[1] + 25])[:2]
    return _longest(tuple(words), tuple(after), listed)


@lru_cache(KEPT)
def _longest(words: tuple[str, ...], after: tuple[str, ...], listed: str) -> str | None:
    verbs, forms = table(listed), [lemmas(word) for word in (*words, *after)]
    best: tuple[int, str] | None = None
    for i in range(len(words)):
        for size in range(min(4, len(forms) - i), 0, -1):
            for found in _phrases(forms[i : i + size]):
                if found in verbs and (best is None or size > best[0]):
                    best = (size, found)
    return best[1] if best is not None else None


def _phrases(forms: Sequence[tuple[str, ...]]) -> list[str]:
    found = [""]
    for options in forms:
        found = [f"{p} {o}".strip() for p in found for o in options[:3]]
    return found


@cache
def _wishes() -> frozenset[str]:
    return frozenset(r[0] for r in rows("reporting_verbs") if r[2:3] == ("belief",)) - entries("opinions")


def addressing(article: Article, cue: tuple[int, int]) -> bool:
    """Whether a cue ends in a verb whose object is the one spoken to."""
    words = _WORD.findall(article.text[slice(*cue)])
    return any(lemma in entries("addressing_verbs") for word in words[-2:] for lemma in lemmas(word)[:2])


def ends_addressing(article: Article, cue: tuple[int, int]) -> bool:
    """Whether whoever is named next to a cue is spoken to: "urged", "called on", but not "asked for"."""
    words = _WORD.findall(article.text[slice(*cue)])
    one = lemmas(words[-1])[:2] if words else ()
    two = [f"{lemma} {words[-1]}" for lemma in lemmas(words[-2])[:2]] if len(words) > 1 else []
    return any(verb in entries("addressing_verbs") for verb in (*one, *two))


def addresses(article: Article, cue: tuple[int, int]) -> int | None:
    """Where the phrase begins that names whom a cue is addressed to; None where the cue has no place for one."""
    after = _TO_WHOM.match(article.text[cue[1] : cue[1] + 30])
    words = _WORD.findall(article.text[slice(*cue)])
    direct = addressing(article, cue)
    ends_in_to = len(words) > 1 and words[-1].lower() in ("to", "with") and words[0].lower() != "according"
    if after is None or not (direct or ends_in_to or re.search(r"\b(?:to|with)\b", after[0])):
        return None
    return cue[1] + after.end()


def medium(article: Article, cue: tuple[int, int] | None, source: tuple[int, int] | None) -> str | None:
    """By what means it was said, where a word near the cue tells ("in a statement", "tweeted")."""
    near = " ".join(article.text[s[0] : s[1] + (30 if s is cue else 0)] for s in (cue, source) if s)
    words, media = near.lower().split(), table("media")
    begun = [i for i, word in enumerate(words) if word.strip(_MARKS) in _media_words()]
    for size in (3, 2, 1):
        for i in begun:
            if i + size <= len(words) and (found := media.get(" ".join(words[i : i + size]).strip(_MARKS))):
                return found
    return None


@cache
def _media_words() -> frozenset[str]:
    """The words that an entry of the list of media begins with."""
    return frozenset(entry.split()[0] for entry in table("media"))
