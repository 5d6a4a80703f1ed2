"""Wordings made comparable: folded, stemmed, spelling variants and word families joined.

It follows no grammar: a stem is what is left when English endings are cut, and two words of one family in
lexicon/merge_kin.txt count as one. It does not know senses ("charge" of a court, "charge" of cavalry).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from anyascii import anyascii

from firsthand import lexicon

WORD = re.compile(r"[a-z0-9]+(?:['.,-][a-z0-9]+)*")
SHORTEST_STEM = 3
"""Letters that must be left when an ending is cut; chosen by hand, so that short words stay whole."""
ENDINGS = (
    "ational", "ization", "fulness", "iveness", "ations", "ation", "ments", "ment", "ities", "ings", "ions", "ness",
    "ally", "ing", "ion", "ies", "ity", "ers", "ors", "ed", "er", "or", "es", "ly", "al", "s", "e", "y",
)  # fmt: skip

IN_Y = ("ying", "iers", "ier", "ied", "ies")
"""Endings of words in -y."""

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
LONGEST_KEPT = 64
"""Characters of what is remembered folded; a passage hardly comes twice."""
KEPT = 1 << 17
"""How many words or names a function remembers; a story has a few thousand, ten thousand pages have 80,000."""


@lru_cache(maxsize=KEPT)
def fold(text: str) -> str:
    """ASCII, lower case, one kind of apostrophe and of space.

    >>> fold("Zoë’s  Façade")
    "zoe's facade"
    """
    text = text.replace("’", "'").replace("‘", "'")
    if not text.isascii():
        text = _FOREIGN.sub(lambda found: anyascii(found[0]), text)
    return " ".join(text.lower().split())


@lru_cache(maxsize=KEPT)
def strip_frame(name: str) -> str:
    """A name as written without determiner before it and possessive behind it.

    >>> strip_frame("the Veltrin Group’s")
    'Veltrin Group'
    """
    name = re.sub(r"^(?:the|a|an|this|that|its|their|his|her|our)\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    name = re.sub(r"(?:['’]s|['’])$", "", name).strip(' ,;:"“”').lstrip(". ")
    return name if re.search(r"\b\w\.\w\.$", name) else name.rstrip(".")


def words(text: str) -> list[str]:
    """The folded words of a text, possessive endings cut.

    >>> words("The firm's “new” plant: well-built.")
    ['the', 'firm', 'new', 'plant', 'well-built']
    """
    folded = fold(text) if len(text) <= LONGEST_KEPT else fold.__wrapped__(text)
    found = WORD.findall(folded)
    return [word.removesuffix("'s") for word in found] if "'s" in folded else found


@cache
def stem(word: str) -> str:
    """What is left of a folded word without its endings, British and American spellings joined.

    >>> stem("demilitarisation") == stem("demilitarization"), stem("violating") == stem("violate")
    (True, True)
    >>> stem("supplying") == stem("supply") == stem("suppliers")
    True
    """
    if word.endswith(_respelled()):
        for ending, kept in lexicon.table("merge_spellings").items():
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                word = word.removesuffix(ending) + kept
                break
    for ending in IN_Y if word.endswith(IN_Y) else ():
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM - 1:
            word = word.removesuffix(ending) + "y"
            break
    for ending in ENDINGS if word.endswith(ENDINGS) and not word.endswith("ss") else ():
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > SHORTEST_STEM + 1 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > SHORTEST_STEM else word


@cache
def _respelled() -> tuple[str, ...]:
    return tuple(lexicon.table("merge_spellings"))


@cache
def stems_of(name: str) -> frozenset[str]:
    """The stems of the entries of lexicon file ``name``.txt."""
    return frozenset(map(stem, lexicon.entries(name)))


def among(told: Iterable[str], name: str) -> bool:
    """Whether folded words hold one of lexicon file ``name``.txt: a short one as it is, any other by its stem.

    >>> among(["denied"], "merge_denials"), among(["noted"], "merge_denials"), among(["not"], "merge_denials")
    (True, False, True)
    """
    return any(word in lexicon.entries(name) or stem(word) in _long_stems(name) for word in told)


@cache
def _long_stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.entries(name) if len(word) > SHORTEST_STEM)


@cache
def _families() -> dict[str, str]:
    """Word, inflected -> the first word of its family."""
    found: dict[str, str] = {}
    for (line,) in lexicon.rows("merge_kin"):
        told = line.split()
        for form in [*told, *(form for word in told for form in _inflected(word))]:
            found.setdefault(form, told[0])
    return found


def _inflected(word: str) -> Iterator[str]:
    """What a word may look like with the endings of nouns and verbs, some forms that nobody writes among them.

    >>> sorted({"tries", "cutting", "moved", "moving"} & {*_inflected("try"), *_inflected("cut"), *_inflected("move")})
    ['cutting', 'moved', 'moving', 'tries']
    """
    bare = word.removesuffix("e")
    yield from (word + ending for ending in ("s", "es", "ed", "d", "ing", word[-1] + "ed", word[-1] + "ing"))
    yield bare + "ing"
    if word.endswith("y"):
        yield from (word[:-1] + "ies", word[:-1] + "ied")


@cache
def sense(word: str) -> str | None:
    """What a folded word counts for in a comparison: its family or its own stem; None for a word without content.

    >>> sense("factories") == sense("plant"), sense("built") == sense("construction"), sense("the")
    (True, True, None)
    >>> sense("department") == sense("depart"), sense("policy") == sense("police")
    (False, False)
    """
    if word in lexicon.entries("merge_stopwords") or word in lexicon.entries("merge_negations") or len(word) < 2:
        return None
    base = lexicon.table("irregular_verbs").get(word, word)
    return _families().get(word) or _families().get(base) or stem(base)


@cache
def senses(name: str) -> frozenset[str]:
    """What the entries of lexicon file ``name``.txt count for in a comparison."""
    return frozenset(one for word in lexicon.entries(name) if (one := sense(word)))


@cache
def appraisals() -> dict[str, str]:
    """Word families that praise or blame -> "good" or "bad".

    >>> appraisals()[sense("outrageous")], appraisals()[sense("applauded")]
    ('bad', 'good')
    """
    return {one: way for word, way in lexicon.table("merge_appraisals").items() if (one := sense(word))}


def longest_run(one: list[str], other: list[str]) -> int:
    """How many words in a row two wordings share at most.

    >>> longest_run("we will never do it".split(), "they will never do that".split())
    3
    """
    best = 0
    row: dict[int, int] = {}
    for word in one:
        fresh: dict[int, int] = {}
        for place, candidate in enumerate(other):
            if word == candidate:
                fresh[place] = row.get(place - 1, 0) + 1
                best = max(best, fresh[place])
        row = fresh
    return best
