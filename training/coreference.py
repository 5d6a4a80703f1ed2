"""Training documents for coreference: OntoGUM's chains and GUM's mentions, over the blocks of each document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from firsthand.annotate.ranking import Mention
from firsthand.encoder import ENTITY_KINDS, UPOS

BLOCK = 150
"""Sentences are put together to blocks of at most about so many words."""
Chain = list[tuple[int, int]]


@dataclass(slots=True)
class Document:
    """Blocks of words and their mentions in order; ``chain[i]`` is the chain of mention i, -1 if it stands alone."""

    name: str
    blocks: list[list[str]]
    mentions: list[Mention]
    chain: list[int]


def documents(gum: Path, names: Sequence[str]) -> Iterator[Document]:
    """The named documents of a GUM folder (dep/NAME.conllu, ontogum/NAME.conll) whose files have the same words."""
    for name in names:
        syntax, chains = gum / "dep" / f"{name}.conllu", gum / "ontogum" / f"{name}.conll"
        if syntax.is_file() and chains.is_file() and (document := read(name, syntax, chains)):
            yield document


def read(name: str, syntax: Path, chains: Path) -> Document | None:
    """One document; None where the two files are cut into words differently."""
    rows: list[list[str]] = []
    sentence_of: list[int] = []
    for number, block in enumerate(syntax.read_text("utf-8").split("\n\n")):
        found = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        found = [row for row in found if row[0].isdigit()]
        rows += found
        sentence_of += [number] * len(found)
    words = [row[1] for row in rows]
    told, clusters = onto(chains)
    if told != words:
        return None
    heads = head_words(rows, sentence_of)
    kinds = entities(rows)
    by_head = {head(span, heads): kind for span, kind in sorted(kinds.items(), key=lambda s: s[0][0] - s[0][1])}
    other = ENTITY_KINDS.index("abstract")
    spans = {span: (by_head.get(head(span, heads), other), -1) for chain in clusters for span in chain}
    spans.update({span: (kind, -1) for span, kind in kinds.items()})
    for number, chain in enumerate(clusters):
        spans.update({span: (spans[span][0], number) for span in chain})
    return assemble(name, rows, sentence_of, {s: (*v, head(s, heads)) for s, v in spans.items()})


def onto(path: Path) -> tuple[list[str], list[Chain]]:
    """Words and chains (spans first, end over the document's words) of an OntoGUM file."""
    words: list[str] = []
    open_at: dict[str, list[int]] = {}
    chains: dict[str, Chain] = {}
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 3:
            continue
        at = len(words)
        words.append(cells[1])
        for start, number, close in re.findall(r"(\()?(\d+)(\))?", cells[-1]):
            if start:
                open_at.setdefault(number, []).append(at)
            if close:
                chains.setdefault(number, []).append((open_at[number].pop(), at + 1))
    return words, list(chains.values())


def entities(rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], int]:
    """GUM's mentions (MISC column, ``Entity=``): span -> index of its kind."""
    found: dict[tuple[int, int], int] = {}
    stack: list[tuple[str, int, str]] = []
    for at, row in enumerate(rows):
        note = re.search(r"Entity=([^|]*)", row[9])
        for piece in re.findall(r"\([^()]*\)?|[^()]*\)", note[1]) if note else []:
            if piece.startswith("("):
                cells = piece.strip("()").split("-")
                stack.append((cells[0], at, cells[1] if len(cells) > 1 else ""))
            if piece.endswith(")"):
                number = piece.strip("()").split("-")[0]
                for i in range(len(stack) - 1, -1, -1):
                    if stack[i][0] == number:
                        _, start, kind = stack.pop(i)
                        if kind in ENTITY_KINDS:
                            found[(start, at + 1)] = ENTITY_KINDS.index(kind)
                        break
    return found


def head_words(rows: Sequence[Sequence[str]], sentence_of: Sequence[int]) -> list[int]:
    """For each word the place of its head in the document; its own for a root."""
    start: dict[int, int] = {}
    for at, number in enumerate(sentence_of):
        start.setdefault(number, at)
    return [
        start[number] + int(row[6]) - 1 if row[6] != "0" else at
        for at, (row, number) in enumerate(zip(rows, sentence_of, strict=True))
    ]


def head(span: tuple[int, int], heads: Sequence[int]) -> int:
    """The word of a span whose head lies outside; the first of several."""
    return next((i for i in range(*span) if heads[i] == i or not span[0] <= heads[i] < span[1]), span[0])


def assemble(
    name: str,
    rows: Sequence[Sequence[str]],
    sentence_of: Sequence[int],
    spans: dict[tuple[int, int], tuple[int, int, int]],
) -> Document:
    """Sentences to blocks, places likewise. One mention a head word: one of a chain first, then the longest."""
    blocks: list[list[str]] = []
    place: list[tuple[int, int]] = []
    begins = [i for i, number in enumerate(sentence_of) if i == 0 or sentence_of[i - 1] != number] + [len(rows)]
    for start, end in pairwise(begins):
        if not blocks or len(blocks[-1]) + end - start > BLOCK:
            blocks.append([])
        place += [(len(blocks) - 1, len(blocks[-1]) + i) for i in range(end - start)]
        blocks[-1] += [row[1] for row in rows[start:end]]
    by_head: dict[int, tuple[tuple[int, int], int, int]] = {}
    for span, (kind, chain, top) in sorted(spans.items(), key=lambda s: (s[1][1] < 0, s[0][0] - s[0][1])):
        if place[span[0]][0] == place[span[1] - 1][0]:
            by_head.setdefault(top, (span, kind, chain))
    found = []
    for top, ((first, end), kind, chain) in by_head.items():
        pos = rows[top][3] if rows[top][3] in UPOS else "X"
        block, start = place[first]
        found.append((Mention(block, start, start + end - first, place[top][1], kind, pos), chain))
    found.sort(key=lambda m: (m[0].block, m[0].first, -m[0].end))
    return Document(name, blocks, [m for m, _ in found], [c for _, c in found])
