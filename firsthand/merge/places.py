"""Places that the gazetteers of lexicon/ hold: what they are known as, in which country they lie, their codes.

A name that two places of like size bear (two cities, a country and a state) has no code: which one is meant is not
decided here. It knows no page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand import lexicon
from firsthand.merge.words import KEPT, fold, strip_frame


@dataclass(frozen=True, slots=True)
class Known:
    """What a gazetteer says of a name: the country it is, or lies in, or governs (ISO 3166-1 alpha-3), and its codes.

    Codes are "iso3166-1:NLD" (alpha-3 and alpha-2) of a country, "geonames:2755003" of a city or first-order division.
    """

    country: str
    codes: tuple[str, ...] = ()


@cache
def demonyms() -> dict[str, str]:
    """Folded demonym -> ISO code."""
    return {fold(one): row[1] for row in lexicon.rows("countries") if len(row) > 2 for one in row[2].split(";") if one}


@cache
def _countries() -> dict[str, str]:
    """Folded name of a country -> ISO code; a name beats another's alternative."""
    found = {fold(row[0]): row[1] for row in lexicon.rows("countries")}
    for row in lexicon.rows("countries"):
        for other in row[3].split(";") if len(row) > 3 else ():
            found.setdefault(fold(strip_frame(other)), row[1])
    return found


@cache
def _towns() -> dict[str, str]:
    """Folded name of a place -> the name that its row begins with."""
    found: dict[str, str] = {}
    for row in lexicon.rows("place_names"):
        for name in row:
            found.setdefault(strip_frame(name), row[0])
    for capital, _ in _capitals():
        found.setdefault(capital, capital)
    return {name: town for name, town in found.items() if name}


def _capitals() -> Iterator[tuple[str, str]]:
    """Folded names of capitals with the codes of their countries."""
    for row in lexicon.rows("countries"):
        for capital in row[4].split(";") if len(row) > 4 else ():
            if capital:
                yield fold(capital), row[1]


@lru_cache(maxsize=KEPT)
def place_key(name: str) -> str | None:
    """What a place is known as whichever of its names is used; None for what no table holds.

    >>> place_key("the Swiss Confederation"), place_key("Mumbai"), place_key("Atlantis")
    ('country CHE', 'town bombay', None)
    """
    folded = fold(strip_frame(name))
    if name.strip() == "us":
        return None
    if folded in _countries():
        return f"country {_countries()[folded]}"
    return f"town {_towns()[folded]}" if folded in _towns() else None


@cache
def _governments() -> dict[str, str]:
    seats = ((fold(row[0]), row[1]) for row in lexicon.rows("government_seats"))
    return {name: code for name, code in (*_countries().items(), *_capitals(), *seats) if name}


@lru_cache(maxsize=KEPT)
def country_of(name: str) -> str | None:
    """The ISO code of the country that a name stands for, or may: itself, its capital, a seat of its government.

    For comparing what reports are about, never for joining names.

    >>> country_of("Downing Street"), country_of("Lisbon"), country_of("Veltrin")
    ('GBR', 'PRT', None)
    """
    folded = fold(strip_frame(name))
    if (part := _part(folded)) is not None:
        return _countries()[part]
    return _governments().get(folded) or _governments().get(_towns().get(folded, ""))


def _part(folded: str) -> str | None:
    """The country of which a name means a part ("northern Exland"); None for any other."""
    before, _, land = folded.partition(" ")
    return land if before in lexicon.entries("place_parts") and land in _countries() else None


@lru_cache(maxsize=KEPT)
def known(name: str) -> Known | None:
    """What the gazetteers say of a name; None for what they do not hold or cannot tell from another of that name.

    >>> known("The Hague")
    Known(country='NLD', codes=('geonames:2747373',))
    >>> known("Holland").codes, known("Portland"), known("Georgia")
    (('iso3166-1:NLD', 'iso3166-1:NL'), None, None)
    """
    folded = fold(strip_frame(name))
    country = _countries().get(folded)
    if name.strip() == "us" or folded in lexicon.entries("shared_places"):
        return None
    if country is not None:
        return Known(country, _iso()[country])
    lower = _towns().get(folded, folded)
    if lower in _lower():
        found = _lower()[lower]
        return Known(found[0], (f"geonames:{found[1]}",)) if found else None
    seat = country_of(name)
    return Known(seat) if seat else None


def listed(name: str) -> bool:
    """Whether some place of the gazetteers bears a name, be it one of several.

    >>> listed("Portland"), listed("Veltrin")
    (True, False)
    """
    return place_key(name) is not None or fold(strip_frame(name)) in _lower()


@cache
def _iso() -> dict[str, tuple[str, ...]]:
    return {row[1]: tuple(f"iso3166-1:{code}" for code in (row[1], *row[5:6])) for row in lexicon.rows("countries")}


@cache
def _lower() -> dict[str, tuple[str, str] | None]:
    """Folded name of a city or division -> its country and GeoNames id, None where several may be meant."""
    found: dict[str, tuple[str, str] | None] = {}
    for name, country, number, _, *shared in lexicon.rows("cities"):
        found.setdefault(_towns().get(name, name), None if shared else (country, number))
    divisions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, country, number, *other in lexicon.rows("divisions"):
        for form in (name, *other):
            divisions[form].append((country, number))
    for name, places in divisions.items():
        if name not in found:
            found[name] = places[0] if len(places) == 1 else None
        elif (city := found[name]) is not None and any(country != city[0] for country, _ in places):
            found[name] = None
    return found


@lru_cache(maxsize=KEPT)
def domain_of(outlet: str) -> str | None:
    """The web domain of an outlet; None where it is not listed, or under several.

    >>> domain_of("Reuters"), domain_of("Veltrin Herald")
    ('reuters.com', None)
    """
    return _domains().get(fold(strip_frame(outlet)))


@cache
def _domains() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for domain, name, *folded in lexicon.rows("outlet_domains"):
        key = folded[0] if folded else name.lower()
        found[key] = None if key in found else domain
    return found
