"""Which chains of several pages are one person, body, place or thing, each pair with its reason.

Names are compared, not what is told of their bearers, except for people (see bearers.py). What no rule joins stays
apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from firsthand import lexicon
from firsthand.merge.bearers import join_people
from firsthand.merge.bodies import placed
from firsthand.merge.misread import (
    BODIES,
    bodies_read_as_people,
    bodies_read_as_products,
    full_names,
    is_person,
)
from firsthand.merge.named import Named
from firsthand.merge.names import (
    LONG_NAME,
    NAMED_AFTER,
    SAME_SPELLING_ALONE,
    SOUND_ALONE,
    bare_name,
    initials,
    person_words,
    same_word,
    skeleton,
    thing_key,
)
from firsthand.merge.places import demonyms, known, listed, place_key
from firsthand.merge.words import fold, strip_frame

MODEL = re.compile(r"([A-Z]+-?\d+[A-Z]?)s?")
HANDLE, OF_HANDLE = 7, 0.6
"""Letters of a name that a handle holds, at least, and their share of the handle; by judgement."""
ACRONYM = range(2, 8)
"""Letters of an acronym."""
COMPASS = frozenset({"north", "south", "east", "west"})
"""What a country is called by alone where its name begins with it."""
BEFORE_NAMES = frozenset({"fort"})
"""What a place is called without on a page that names it with it."""
WATERS = frozenset({"ocean", "sea"})
"""What is called by the words before these on any page of a story: no land has that name as well."""
JOINTS = frozenset({"of", "for"})
"""What a body's name may be cut before: "the Veltrin Centre for Justice"."""
PERSON_LETTERS = 3
"""Least letters for which a person is known; two are as often a body's."""


def joins(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """Pairs of chains that are one, each with its reason."""
    full = full_names(named)
    people = [one for one in named if one.chain.kind == "person" or is_person(one, full)]
    by_id = {one.chain.id: one for one in named}
    for first, second, reason in join_people([(one.chain, one.page, one.names) for one in people]):
        yield by_id[first], by_id[second], reason
    things = [one for one in named if one.chain.kind != "person"]
    yield from _same_names(things)
    yield from _same_long_names(named)
    yield from _variants(things)
    yield from _models(things)
    yield from _handles(named)
    yield from _acronyms(named)
    yield from placed([one for one in things if one.chain.kind in BODIES])
    yield from _short_forms(named, {word for people in full.values() for person in people for word in person})
    yield from bodies_read_as_people(named, full)
    yield from bodies_read_as_products(named)


def _class(one: Named, key: str) -> str:
    if key.startswith(("country ", "town ")) and one.chain.kind != "product":
        return "place"
    return "body" if one.chain.kind in BODIES | {"place"} else one.chain.kind


def _same_names(things: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    first: dict[tuple[str, str], tuple[Named, str]] = {}
    for one in things:
        for name in one.names:
            key = _national(one, thing_key(name))
            other, other_name = first.setdefault((_class(one, key), key), (one, name))
            if other is not one and key:
                yield other, one, _why(other_name, name, key)


def _national(one: Named, key: str) -> str:
    """The key of a body of which every country has one ("the foreign ministry"): its page's, or its country's."""
    if key not in lexicon.entries("national_bodies"):
        return key
    countries = {place.country for tie in one.chain.affiliations if (place := known(tie)) is not None}
    return f"{countries.pop()} {key}" if len(countries) == 1 else f"{key} of {one.page.article.id}"


def _why(one: str, other: str, key: str) -> str:
    if one.casefold() == other.casefold():
        return "same name"
    if key.startswith(("country ", "town ")):
        return "names of one place"
    return "same name but for its spelling or legal form"


def _same_long_names(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """Names of two words or more that agree to the letter are one thing, whatever kind each page was read to give."""
    first: dict[str, Named] = {}
    for one in named:
        for name in one.names:
            if len(name.split()) < 2 or one.chain.kind == "product":
                continue
            other = first.setdefault(name.casefold(), one)
            if other is not one and other.chain.kind != one.chain.kind:
                yield other, one, "same full name"


def _variants(things: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """Places and bodies that no table holds, one sound and nearly one spelling, word by word."""
    blocks: dict[tuple[str, ...], dict[str, Named]] = defaultdict(dict)
    for one in things:
        for name in one.names:
            key = thing_key(name)
            parts = key.split()
            if place_key(name) is None and parts and min(map(len, parts)) > 1 and max(map(len, parts)) >= LONG_NAME - 1:
                blocks[(_class(one, key), *map(skeleton, parts))].setdefault(key, one)
    for block in blocks.values():
        seen = sorted(block)
        for place, key in enumerate(seen[1:], start=1):
            for other in seen[:place]:
                pairs = zip(other.split(), key.split(), strict=True)
                long = all(max(map(len, each.split())) >= LONG_NAME for each in (key, other))
                least = SAME_SPELLING_ALONE if long else SOUND_ALONE
                two = listed(other) and listed(key)
                if not two and all(same_word(a, b, least) and not _plural(a, b) for a, b in pairs):
                    yield block[other], block[key], "spelling variant"


def _models(things: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """Products of one model, a word of letters and digits ("the Veltrin VX2", "VX2s"), whatever else it was read as."""
    first: dict[str, Named] = {}
    for one in sorted(things, key=lambda each: each.chain.kind != "product"):
        for word in " ".join(one.names).split() if one.chain.kind in ("product", "organization", "other") else ():
            if (model := MODEL.fullmatch(word)) is None:
                continue
            if one.chain.kind == "product":
                first.setdefault(model[1].lower(), one)
            if (other := first.get(model[1].lower())) is not None and other is not one:
                yield other, one, "same model"


def _handles(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """What stands behind an @ and is mostly a name of the story of two words or more: "@RealAnnRoe"."""
    full: dict[str, Named] = {}
    for one in named:
        for name in one.names:
            if " " in name and len(letters := _letters(name)) >= HANDLE:
                full.setdefault(letters, one)
    for one in named:
        text = one.page.article.text
        if not any(text[m.span.start - 1 : m.span.start] in ("@", "#") for m in one.chain.mentions if m.form == "name"):
            continue
        handle = max(map(_letters, one.names), key=len)
        least = max(HANDLE, round(len(handle) * OF_HANDLE))
        parts = (handle[i:j] for i in range(len(handle)) for j in range(len(handle), i + least - 1, -1))
        if (other := next((full[part] for part in parts if part in full), None)) is not None and other is not one:
            yield other, one, "a handle made of that name"


def _letters(name: str) -> str:
    return re.sub("[^a-z]", "", fold(name))


def _plural(one: str, other: str) -> bool:
    return one != other and (one + "s" == other or other + "s" == one)


def _acronyms(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    full: dict[str, dict[str, Named]] = defaultdict(dict)
    for one in named:
        for name in one.names:
            if one.chain.kind in BODIES | {"place", "person"} and place_key(name) is None:
                key = " ".join(person_words(name)) if one.chain.kind == "person" else thing_key(name)
                for letters in initials(bare_name(name)) if one.chain.kind == "person" else _initials(name):
                    full[letters].setdefault(key, one)
    for one in named:
        for name in one.names:
            letters = name.replace(".", "")
            if not (letters.isupper() and letters.isalpha() and len(letters) in ACRONYM) or place_key(name) is not None:
                continue
            bearers = [other for other in full.get(letters.lower(), {}).values() if other is not one]
            defined = [other for other in bearers if _defined(other, name)]
            fits = defined or [other for other in bearers if _may_shorten(one, other, letters)]
            if len(fits) == 1 and (defined or len(bearers) == 1):
                yield fits[0], one, "acronym defined" if defined else "initials of the full name"


def _initials(name: str) -> frozenset[str]:
    """The letters that may stand for a body; a country before its name may be left out.

    >>> sorted(_initials("US Food and Drug Office"))
    ['fado', 'fdo', 'ufado', 'ufdo']
    """
    first, _, rest = strip_frame(name).partition(" ")
    national = fold(first) in demonyms() or (place_key(first) or "").startswith("country ")
    return initials(name) | (initials(rest) if national else frozenset())


def _may_shorten(one: Named, other: Named, letters: str) -> bool:
    """Whether letters that nobody defines may stand for a name: a body's, or three and more of a person's."""
    if other.chain.kind == "person":
        return len(letters) >= PERSON_LETTERS and one.chain.kind != "place"
    return _class(one, "") in (_class(other, ""), "person")


def _short_forms(named: Sequence[Named], people: Collection[str]) -> Iterator[tuple[Named, Named, str]]:
    """A body called by the first words of its name, an outlet by its last, a family by its plural, on one page."""
    full: dict[tuple[str, str], dict[str, Named]] = defaultdict(dict)
    waters: dict[str, dict[str, Named]] = defaultdict(dict)
    begun: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for name in one.names if one.chain.kind in BODIES | {"place"} else ():
            key = thing_key(name)
            found = fold(strip_frame(name)).split()
            if len(found) > 1:
                for short in _shortened(one, found):
                    full[one.page.article.id, short].setdefault(key, one)
                    begun[short].add(key)
                    if one.chain.kind == "place" and found[-1] in WATERS:
                        waters[short].setdefault(key, one)
    for one in named:
        for name in one.names:
            key = fold(strip_frame(name))
            if name.isupper() or key in demonyms() or key in people or (listed(name) and key not in COMPASS):
                continue
            bearers = full.get((one.page.article.id, key)) or waters.get(key, {})
            if len(bearers) != 1 or len(begun[key]) != 1 or (other := next(iter(bearers.values()))) is one:
                continue
            if one.chain.kind in ("organization", "outlet", "place", "person") or key.endswith("s"):
                yield other, one, "short form of the only name that it fits"


def _shortened(one: Named, found: Sequence[str]) -> Iterator[str]:
    if one.chain.kind == "outlet":
        yield found[-1]
        return
    if one.chain.kind == "place":
        if found[-1] in lexicon.entries("place_generics"):
            yield " ".join(found[:-1])
        elif found[0] in BEFORE_NAMES:
            yield " ".join(found[1:])
        elif found[0] in COMPASS and (place_key(" ".join(found)) or "").startswith("country "):
            yield found[0]
        return
    if found[-1] == "family":
        yield found[0] + "s"
    if found[-1] in NAMED_AFTER:
        return
    if _of_place(found):
        yield found[-1]
    yield from (" ".join(found[:size]) for size in range(2, len(found)) if _own(found, size))
    joint = next((word for word in found[2:] if word in JOINTS), None)
    if joint is not None:
        yield " ".join(found[: found.index(joint, 2)])
    elif _tells(found[0]) and "of" not in found:
        yield found[0]


def _own(found: Sequence[str], size: int) -> bool:
    """Whether the first words of a body's name are its own and the rest say what it is: "john roe" "health system"."""
    kinds, short = lexicon.table("role_nouns"), " ".join(found[:size])
    last = found[size - 1]
    if known(short) is not None or short in kinds or last in kinds or last.removesuffix("s") in kinds:
        return False
    return kinds.get(found[-1]) in ("organization", "outlet") and "of" not in found[:size] and last not in JOINTS


def _of_place(found: Sequence[str]) -> bool:
    """Whether a body's name is a place and one word of its own, as those of teams are: "veltrin gulls"."""
    own = found[-1] not in lexicon.table("role_nouns") and found[-1] not in NAMED_AFTER
    return own and found[-1].endswith("s") and listed(" ".join(found[:-1]))


def _tells(first: str) -> bool:
    """Whether the first word of a body's name may stand for it: no place, and no body of its own ("Senate")."""
    own = first in lexicon.table("role_nouns") or thing_key(first) != first
    return not own and first not in demonyms() and first not in COMPASS


def _defined(one: Named, acronym: str) -> bool:
    text = one.page.article.text
    ends = (mention.span.end for mention in one.chain.mentions)
    return any(text[end : end + len(acronym) + 3].lstrip().startswith(f"({acronym})") for end in ends)
