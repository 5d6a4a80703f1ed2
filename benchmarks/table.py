"""The reader's figures in one file and one table: ``python -m benchmarks.table [RESULT.json ...]``.

Takes what the benchmarks wrote with --json into results.json beside this file (a row of the same benchmark and data is
replaced), and writes the table of docs/figures.md from it. Without arguments it writes the table only. It measures
nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"
DOCUMENT = Path(__file__).parent.parent / "docs" / "figures.md"
BEGIN, END = "<!-- the reader's table: begin -->", "<!-- the reader's table: end -->"
COMMANDS = {
    "attribution": "attribution", "names": "names", "coreference": "coreference", "syntax": "syntax", "times": "times",
    "events": "plover", "status": "status", "pairs": "pairs", "calibration": "calibration",
}  # fmt: skip
"""First word of a capability -> module; the order of the table."""

Row = Mapping[str, Any]


def key(row: Row) -> str:
    """What a row is of: the benchmark and its data."""
    return f"{row['capability']} on {row['data']}"


def merged(known: Mapping[str, Row], new: Iterable[Row]) -> dict[str, Row]:
    """The rows with new ones put in, in the order of the table.

    >>> list(merged({}, [{"capability": "syntax", "data": "b"}, {"capability": "names: X", "data": "a"}]))
    ['names: X on a', 'syntax on b']
    """
    order = list(COMMANDS)
    rows = {**known, **{key(row): row for row in new}}
    return {name: rows[name] for name in sorted(rows, key=lambda name: (order.index(kind(rows[name])), name))}


def kind(row: Row) -> str:
    """The first word of a row's capability. Raises KeyError where no command has it."""
    first = str(row["capability"]).partition(":")[0]
    if first not in COMMANDS:
        raise KeyError(first)
    return first


def table(rows: Mapping[str, Row]) -> str:
    """The figures, published ones, how each is counted and printed, and what they were taken with."""
    lines = ["| what | data | figures |", "|---|---|---|"]
    for row in rows.values():
        told = figures(row["figures"], row["shown"])
        lines.append(f"| {row['capability']} | `{row['data']}`: {row['size']} | {told} |")
    others: dict[str, None] = {}
    for row in rows.values():
        for other in row["published"]:
            told = figures(other["figures"], list(other["figures"]))
            others[f"| {kind(row)} | {other['name']} | {told} | {other['protocol']} |"] = None
    if others:
        lines += ["", "| published | system | figures | protocol |", "|---|---|---|---|", *others]
    counted = {
        f"| {kind(row)} | {row['protocol']} | `python -m benchmarks.{COMMANDS[kind(row)]}` |": None
        for row in rows.values()
    }
    lines += ["", "| what | how it is counted | printed by |", "|---|---|---|", *counted, ""]
    settings: dict[str, list[str]] = {}
    for name, row in rows.items():
        setting = ", ".join(f"{what} {value}" for what, value in row["setting"].items())
        settings.setdefault(setting, []).append(name)
    for setting, names in settings.items():
        lines.append(f"Taken with {setting}" + (f": {'; '.join(names)}." if len(settings) > 1 else "."))
    return "\n".join(lines)


def figures(found: Mapping[str, float], names: Sequence[str]) -> str:
    """Figures as words.

    >>> figures({"F1": 0.5, "recall": 1.0}, ["F1"])
    'F1 0.500'
    """
    return ", ".join(f"{name} {found[name]:.3f}" for name in names)


def written(document: str, rows: Mapping[str, Row]) -> str:
    """The document with the table of ``rows``. Raises ValueError where it has no place for it."""
    before, begun, rest = document.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended):
        raise ValueError(f"the document has no lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{table(rows)}\n{END}{after}"


def load() -> dict[str, Row]:
    """The rows of results.json; none where there is no such file."""
    rows: dict[str, Row] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Merge the files named on the command line and write the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("results", type=Path, nargs="*", help="files that the benchmarks wrote with --json")
    options.add_argument("--drop", action="append", default=[], help="leave out the row of this name")
    given = options.parse_args(arguments)
    rows = merged(load(), [json.loads(path.read_text("utf-8")) for path in given.results])
    rows = {name: row for name, row in rows.items() if name not in given.drop}
    RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8"), rows), "utf-8")
    print(f"{len(rows)} rows, {len(given.results)} of them new")


if __name__ == "__main__":
    main()
