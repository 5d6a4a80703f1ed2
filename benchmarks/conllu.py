"""CoNLL-U files (Universal Dependencies 2) and which documents of a folder are meant. It judges nothing."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence; ``heads`` count from 0, -1 is the root. ``opens``: a paragraph or document begins."""

    words: tuple[str, ...]
    pos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    opens: bool


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a file; multiword tokens and empty nodes are left out. Raises SystemExit on another form."""
    opens = True
    rows: list[list[str]] = []
    for number, line in enumerate([*path.read_text("utf-8").split("\n"), ""], 1):
        line = line.rstrip("\r")
        if line.startswith("#"):
            opens = opens or line.startswith(("# newpar", "# newdoc"))
        elif line.strip():
            cells = line.split("\t")
            if len(cells) < 8:
                raise SystemExit(f"{path}:{number}: {len(cells)} columns, CoNLL-U has ten")
            if cells[0].isdigit():
                rows.append(cells)
        elif rows:
            heads = tuple(int(row[6]) - 1 if row[6].isdigit() else -1 for row in rows)
            words, pos, relations = (tuple(row[i] for row in rows) for i in (1, 3, 7))
            yield Sentence(words, pos, heads, relations, opens)
            opens, rows = False, []


def ask_for_documents(options: argparse.ArgumentParser) -> None:
    """Options that choose documents of a folder: ``chosen`` reads them."""
    options.add_argument("--part", help="the documents that splits.md, in the folder or above it, lists as this part")
    options.add_argument("--documents", type=Path, help="a file that names the documents, one a line")


def chosen(given: argparse.Namespace, suffix: str) -> list[Path]:
    """The files meant: ``given.data`` itself, or those under it with this suffix that the options name (else all).

    Raises SystemExit where there is none, or where a document named has no file.
    """
    folder: Path = given.data
    if folder.is_file():
        return [folder]
    files = {path.stem: path for path in sorted(folder.rglob("*" + suffix))}
    names = list(files)
    if given.documents:
        names = [line.strip().removesuffix(suffix) for line in given.documents.read_text("utf-8").splitlines()]
        names = [name for name in names if name]
    elif given.part:
        names = [name for name in part(folder, given.part) if name in files]
    missing = [name for name in names if name not in files]
    if missing or not names:
        raise SystemExit(f"{folder}: no {suffix} file {'of ' + ', '.join(missing) if missing else 'chosen'}")
    return [files[name] for name in names]


def part(folder: Path, name: str) -> list[str]:
    """The documents that GUM's splits.md lists under a heading. Raises SystemExit where it is not found."""
    home = folder.resolve()
    splits = next((at / "splits.md" for at in (home, *home.parents[:2]) if (at / "splits.md").is_file()), None)
    if splits is None:
        raise SystemExit(f"no splits.md in {folder} or above it")
    _, found, rest = ("\n" + splits.read_text("utf-8")).partition(f"\n## {name}\n")
    if not found:
        raise SystemExit(f"{splits} lists no part {name!r}")
    return re.findall(r"^\s*\*\s+(\S+)", rest.partition("\n## ")[0], re.MULTILINE)
