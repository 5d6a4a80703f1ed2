"""A user's own table of codes: names of people, bodies and places with their Wikidata items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from firsthand.errors import UsageError

_ITEM = re.compile(r"Q[1-9]\d*")


def wikidata(path: str) -> Mapping[str, str]:
    """Name, case aside -> Wikidata item ("Q55"), of a UTF-8 file with a name, a tab and an item a line.

    Empty lines and lines that begin with "#" are passed over. Raises UsageError for a file that is not such a table.
    """
    found: dict[str, str] = {}
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as a table of names: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, item = (cell.strip() for cell in line.partition("\t"))
        if not name or not _ITEM.fullmatch(item):
            raise UsageError(f"{path}, line {number}: expected a name, a tab and a Wikidata item such as Q55")
        found.setdefault(name.casefold(), item)
    return found
