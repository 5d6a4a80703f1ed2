"""What two names have to do with each other: titles cut, transliterations compared, countries and towns looked up.

Names are compared as folded words. It knows no person: a given name is kin to another by lexicon/given_names.txt, any
other likeness is one of sound (a consonant skeleton) and spelling (edit ratio). It cannot part two people of one name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz

from firsthand import lexicon
from firsthand.merge.places import demonyms, place_key
from firsthand.merge.words import KEPT, fold, strip_frame

Name = tuple[str, ...]
Likeness = Literal["same full name", "shorter form of the name", "spelling variant", "kin given names"]

SAME_SPELLING = 70.0
"""Least edit ratio of two names of one sound whose other names agree; set on the pairs of tests/merge/test_names.py."""
SAME_SPELLING_ALONE = 80.0
"""The same where nothing else is compared (a surname or a town alone); set on the same pairs and near misses."""
MISSPELT, SHORTEST_MISSPELT = 85.0, 5
"""Least edit ratio of a given name and a slip in it, beside one surname, and its least letters; by judgement."""
SYLLABLES, LONGEST_SYLLABLE = 2, 5
"""Syllables of a given name behind its surname, and the letters of the longest that is no word of its own."""
TWO_SURNAMES = 3
"""Words of a name that a second surname may follow ("Ana Maria Roe", "Ana Maria Roe Lind"); of two words it may not."""
SOUND_ALONE = 101.0
"""A ratio that no two words reach: then only the ways of writing one sound may differ."""
LONG_NAME = 6
"""Letters from which on a word of one sound and spelling is taken for a variant; set by hand."""
SOUNDS = (
    ("tsch", "c"), ("dzh", "j"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("dj", "j"),
    ("kh", "k"), ("gh", "k"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("g", "k"), ("x", "ks"),
    ("w", "v"), ("j", "y"),
)  # fmt: skip
VOWELS = re.compile("[aeiouy]+")
ARTICLES = frozenset({"al", "el", "ad", "as", "ash", "at", "ar", "an", "az"})
"""The Arabic article as it is spelled before sun and moon letters."""
PARTICLES = frozenset(
    [
        "bin",
        "ibn",
        "ben",
        "bint",
        "abu",
        "umm",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "dos",
        "del",
    ]
)
OFFICES = frozenset({"ministry", "department", "office", "bureau", "university", "bank", "court"})
"""Bodies of which "Ministry of X" and "X Ministry" are one."""
NAMED_AFTER = frozenset({"family", "administration", "campaign", "foundation", "embassy", "consulate"})
"""Bodies, beside offices, that bear the name of a person or a place."""
BETWEEN = frozenset({"for", "to", "from", "at", "by", "with", "close", "near", "in", "on"})
"""Words that part a description's head from the one it belongs to."""
ENDS = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "qc", "kc"})


def describes(name: str) -> bool:
    """Whether words that were read as a person's name describe someone by another ("a spokesman for Roe", "Roe aide").

    >>> describes("spokeswoman for Odile Marchetti"), describes("Secretary of State Odile Marchetti")
    (True, False)
    """
    found = name.split()
    last = found[-1].islower() and not name.islower()
    return last or any(word in BETWEEN for word in found[:-1])


def title_words(name: str) -> tuple[str, ...]:
    """The folded titles and origins that stand before a person's name.

    >>> title_words("French President Odile Marchetti")
    ('french', 'president')
    """
    return tuple(fold(word).strip(".,") for word in _split(name)[0])


@lru_cache(maxsize=KEPT)
def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without titles, articles, endings; a regnal title stays with a single name.

    >>> person_words("Defence Minister Dr. Jane Q. al-Roe Jr.'s"), person_words("King Osric")
    (('jane', 'q', 'roe'), ('king', 'osric'))
    """
    titles, rest = _split(name)
    found = [fold(word).strip(".,'\"") for word in rest]
    found = [re.sub(r"^(?:a[ldrstnz]|el|ash)-(?=..)", "", word) for word in found]
    found = [word for word in found if word and word not in ENDS and word not in ARTICLES]
    if len(found) == 1 and titles and lexicon.table("merge_titles").get(fold(titles[-1]).strip(".,")) == "regnal":
        return (fold(titles[-1]), found[0])
    return _surname_first(found) or tuple(part for word in found for part in word.split("-") if part)


def _surname_first(found: list[str]) -> Name | None:
    """A surname and a given name of two syllables, however they are parted; None for a name of another kind.

    >>> _surname_first(["kim", "jong-un"]) == _surname_first(["kim", "jong", "un"]) == ("kim", "jongun")
    True
    """
    if not found or found[0] not in lexicon.entries("surnames_first"):
        return None
    rest = [part for word in found[1:] for part in word.split("-")]
    return (found[0], "".join(rest)) if len(rest) == SYLLABLES and max(map(len, rest)) <= LONGEST_SYLLABLE else None


def bare_name(name: str) -> str:
    """A person's name as written without titles.

    >>> bare_name("Ruritanian Foreign Minister Odile Marchetti’s")
    'Odile Marchetti'
    """
    titles, rest = _split(name)
    regnal = len(rest) == 1 and titles and lexicon.table("merge_titles").get(fold(titles[-1]).strip(".,")) == "regnal"
    return " ".join([titles[-1], *rest] if regnal else rest)


def _split(name: str) -> tuple[list[str], list[str]]:
    found = strip_frame(name).split()
    at = 0
    for place, word in enumerate(found[:-1]):
        folded = fold(word).strip(".,")
        owner = folded.endswith("'s") and place_key(folded.removesuffix("'s")) is not None
        origin = folded in demonyms() and len(found) - place > 2
        known = owner or origin or folded in lexicon.entries("merge_titles")
        if not (known or (word[:1].islower() and folded not in PARTICLES)) and not word.endswith(","):
            if any(fold(later).strip(".,") in lexicon.entries("merge_titles") for later in found[place + 1 : -1]):
                continue
            break
        at = place + 1
    return found[:at], found[at:]


@cache
def skeleton(word: str) -> str:
    """The consonants of a folded word as they sound, so that transliterations meet; a first vowel counts as one sound.

    >>> skeleton("qaddur") == skeleton("ghadour") == skeleton("kaddoor")
    True
    """
    word = re.sub("[^a-z]", "", word)
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    word = re.sub("c(?=[eiy])", "s", word).replace("c", "k") if "c" in word else word
    head = "a" if word[:1] in "aeiou" and word else ""
    return head + re.sub(r"(.)\1+", r"\1", VOWELS.sub("", word))


@lru_cache(maxsize=KEPT)
def same_word(one: str, other: str, least: float = SAME_SPELLING) -> bool:
    """Whether two folded names are spellings of one; a final "a" alone (a woman's form of a surname) parts them.

    >>> same_word("marovsky", "marovskiy"), same_word("marov", "marova")
    (True, False)
    """
    if one == other:
        return True
    if one.rstrip("a") == other.rstrip("a") or skeleton(one) != skeleton(other):
        return False
    return fuzz.ratio(one, other) >= least or _spelled(one) == _spelled(other)


def misspelt(one: str, other: str) -> bool:
    """Whether two folded given names are one with a letter doubled, left out or out of order: not both are known names.

    >>> misspelt("matthew", "mathhew"), misspelt("alexander", "alexandra"), misspelt("jan", "jon")
    (True, False, False)
    """
    if one[:1] != other[:1] or min(len(one), len(other)) < SHORTEST_MISSPELT:
        return False
    names = lexicon.table("person_names")
    return (one not in names or other not in names) and fuzz.ratio(one, other) >= MISSPELT


def _spelled(word: str) -> str:
    """A folded word with the ways of writing one Slavic sound made one: "zh" and "j", "y", "iy", "yi" and "ie"."""
    return re.sub(r"[iy]e|[iy]+", "i", word.replace("dzh", "j").replace("zh", "j"))


def slavic_h(one: str, other: str) -> bool:
    """Whether two folded surnames are one but for "h" and "g", a sound that Ukrainian and Russian write differently.

    >>> slavic_h("hrachenko", "grachenko"), slavic_h("sharov", "sgarov")
    (True, False)
    """
    return one != other and same_word(hard(one), hard(other))


def hard(word: str) -> str:
    """A folded word with "g" for every "h" that is no part of a digraph."""
    return re.sub(r"(?<![cgkpstwz])h", "g", word)


@cache
def _kin() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, (line,) in enumerate(lexicon.rows("given_names")):
        for form in line.split():
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def kin(one: str, other: str) -> bool:
    """Whether two given names are forms of one name.

    >>> kin("yusuf", "joseph"), kin("anna", "olga")
    (True, False)
    """
    return bool(_kin().get(one, frozenset()) & _kin().get(other, frozenset()))


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """How two full names of people (two words or more each) agree, None where they do not.

    >>> likeness(("anna", "jo", "roe"), ("jo", "roe")), likeness(("jan", "roe"), ("peter", "roe"))
    ('shorter form of the name', None)
    """
    if one == other or "".join(one) == "".join(other):
        return "same full name"
    if one[0] == other[0] and one[0] in lexicon.entries("surnames_first") and len(one) == len(other) == SYLLABLES:
        alike = same_word(one[1], other[1], SAME_SPELLING_ALONE) and one[1][0] == other[1][0]
        return "spelling variant" if alike else None
    begun, whole = sorted((one, other), key=len)
    if len(begun) == TWO_SURNAMES and whole[:-1] == begun:
        return "shorter form of the name"
    if not same_word(one[-1], other[-1]):
        alike = slavic_h(one[-1], other[-1]) and (one[0] == other[0] or kin(one[0], other[0]))
        return "kin given names" if alike else None
    short, long = sorted((one[:-1], other[:-1]), key=len)
    if len(short) == len(long) and all(same_word(a, b) or misspelt(a, b) for a, b in zip(short, long, strict=True)):
        return "spelling variant"
    if len(short) < len(long) and all(any(same_word(a, b) for b in long) for a in short):
        return "shorter form of the name"
    if len(short) <= len(long) and _initials(short, long):
        return "shorter form of the name"
    return "kin given names" if kin(short[0], long[0]) else None


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    def fits(a: str, b: str) -> bool:
        return same_word(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0])

    return fits(short[0], long[0]) and all(any(fits(a, b) for b in long) for a in short)


@lru_cache(maxsize=KEPT)
def thing_key(name: str) -> str:
    """The folded name of a body, product or place without determiner and legal form; names of gazetteers by key.

    >>> thing_key("the Veltrin Works Ltd."), thing_key("Radio Veltrin Turk"), thing_key("Holland")
    ('veltrin works', 'radio veltrin turk', 'country NLD')
    >>> thing_key("the Dutch government") == thing_key("Government of the Netherlands")
    True
    """
    known = place_key(name)
    if known is not None:
        return known
    if (body := _bodies().get(fold(strip_frame(name)))) is not None:
        return body
    found = [word.strip(",'\"()") for word in fold(strip_frame(name)).replace("-", " ").split()]
    found = [word.replace(".", "") if re.fullmatch(r"(?:[a-z]\.)+[a-z]?", word) else word for word in found if word]
    while len(found) > 1 and found[-1] in lexicon.entries("merge_legal_forms"):
        found.pop()
    if len(found) > 2 and found[1] == "of" and found[0] in OFFICES:
        found = [*found[2:], found[0]]
    return _national(" ".join(lexicon.table("merge_abbreviations").get(word, word) for word in found))


@cache
def _bodies() -> dict[str, str]:
    """Folded name of a body that goes by several -> the name that its row begins with."""
    found: dict[str, str] = {}
    for row in lexicon.rows("body_names"):
        for name in row:
            found.setdefault(strip_frame(name), row[0])
    return found


def _national(key: str) -> str:
    """The key of a body of which a country has one, whichever way the country is said; any other key as it is."""
    for body in lexicon.entries("national_bodies"):
        if key.endswith(f" {body}"):
            owner = key.removesuffix(f" {body}").removesuffix("'s").removesuffix("'")
        elif key.startswith(f"{body} of "):
            owner = key.removeprefix(f"{body} of ")
        else:
            continue
        code = demonyms().get(owner) or (place_key(owner) or "").removeprefix("country ")
        if len(code) == 3:
            return f"{code} {body}".replace("defense", "defence")
    return key


@lru_cache(maxsize=KEPT)
def outlet_key(name: str) -> str:
    """What an outlet is known as, without the section that a list of outlets puts behind its name, or its web frame.

    >>> outlet_key("Veltrin Herald - News"), outlet_key("www.veltrinherald.com"), outlet_key("Veltrin TV (Web News)")
    ('veltrin herald', 'veltrinherald', 'veltrin tv')
    """
    bare = re.sub(r"\s[-|–]\s.*$|\s\(.*\)$|\bOnline (?=News\b)", "", name)
    bare = re.sub(r"^(?:https?://)?www\.|\.(?:com|org|net|co\.\w\w|\w\w)$", "", bare.strip(), flags=re.IGNORECASE)
    return thing_key(bare)


def initials(name: str) -> frozenset[str]:
    """The first letters of the words of a name, folded, with and without its small words; none for one word.

    >>> sorted(initials("Department of Veltrin Affairs")), initials("Veltrin")
    (['dova', 'dva'], frozenset())
    """
    found = [word for word in re.split(r"[\s-]+", strip_frame(name)) if word]
    capitals = [word for word in found if word[:1].isupper()]
    if len(capitals) < 2:
        return frozenset()
    return frozenset("".join(fold(word)[:1] for word in each) for each in (found, capitals))
