"""Coreference from words on: OntoGUM, or any file in the columns of CoNLL.

    python -m benchmarks.coreference --data PATH [--part dev | --documents FILE] [--syntax DIR]

PATH is a file or a folder of .conll files: "# begin document", then a line a word with index, word and brackets
("(3", "3)", "(3)", several in one cell); CoNLL-2012's columns are read too. A part of GUM's splits.md or a list of
documents may be chosen.

Protocol: words are gold, mentions are the program's own, spans must be exact, and chains of one mention are left out on
both sides, as in OntoNotes. MUC, B-cubed and CEAF-e as the reference scorer counts them, and their mean, the CoNLL F1;
mention F1 beside. Published figures on OntoGUM are mostly of models trained on OntoNotes.

OntoGUM's files have neither sentences nor paragraphs. Both come from the CoNLL-U file of the same name where it lies
beside, in dep/ next to the folder, or under --syntax, and has the same number of words. Otherwise sentences are cut
from the words joined by spaces. The program reads blocks: the sentences of one paragraph, at most 150 words of them
unless one sentence is longer; without paragraphs, as many sentences as fit in. Speakers are not given to it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import conllu
from benchmarks.clusters import Clusters, Ratio, b_cubed, ceaf_e, muc, whole
from benchmarks.report import Result, parser, short, tell
from firsthand.annotate.ranking import chains
from firsthand.encoder import Encoder, Reading
from training.data import sentences as cut

LONGEST = 150
"""Words of a block, sentences being whole."""
BRACKET = re.compile(r"\((\w+)\)|\((\w+)|(\w+)\)")
MEASURES = {"MUC": muc, "B-cubed": b_cubed, "CEAF-e": ceaf_e}

Span = tuple[int, int]
Find = Callable[[Sequence[Reading], Sequence[Sequence[str]]], Sequence[Sequence[tuple[int, int, int]]]]


@dataclass(slots=True)
class Document:
    """The words of a document and its chains of spans; ``breaks`` are the words before which the file has a gap."""

    name: str
    words: list[str] = field(default_factory=list)
    chains: list[list[Span]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)


def read(path: Path) -> Iterator[Document]:
    """The documents of a file. Raises SystemExit where it has none, or where a bracket stays open."""
    lines: list[str] = []
    name = path.stem
    count = 0
    for line in [*path.read_text("utf-8").split("\n"), "# end document"]:
        if re.match(r"#\s*(?:begin|end) document", line):
            if any(text.strip() for text in lines):
                count += 1
                yield document(name, lines)
            lines, name = [], line.partition("document")[2].strip() or path.stem
        elif not line.startswith("#"):
            lines.append(line.rstrip("\r"))
    if not count:
        raise SystemExit(f"{path}: no document in the columns of CoNLL")


def document(name: str, lines: Sequence[str]) -> Document:
    """A document of its lines; an empty line is a gap, a word that the file lost is "_"."""
    found = Document(name)
    chains: dict[str, list[Span]] = {}
    opened: dict[str, list[int]] = {}
    for line in lines:
        cells = line.split("\t") if "\t" in line else line.split()
        if len(cells) < 3:
            found.breaks.append(len(found.words))
            continue
        at = len(found.words)
        found.words.append((cells[3] if len(cells) > 10 else cells[1]).strip() or "_")
        for alone, first, last in BRACKET.findall(cells[-1]):
            if first:
                opened.setdefault(first, []).append(at)
            elif alone or opened.get(last):
                chains.setdefault(alone or last, []).append((at if alone else opened[last].pop(), at + 1))
            else:
                raise SystemExit(f"{name}: word {at} closes {last}, which is not open")
    if left := [key for key, starts in opened.items() if starts]:
        raise SystemExit(f"{name}: {', '.join(left)} never closed")
    found.chains = list(chains.values())
    return found


def given_sentences(document: Document, file: Path | None) -> list[tuple[int, int, bool]] | None:
    """The sentences that a CoNLL-U file gives a document; None without a file, or with one of other words."""
    ends, found = 0, []
    for sentence in conllu.read(file) if file is not None else ():
        found.append((ends, ends + len(sentence.words), sentence.opens))
        ends += len(sentence.words)
    return found if found and ends == len(document.words) else None


def sentences(document: Document) -> list[tuple[int, int, bool]]:
    """The sentences as first word, end word and whether a paragraph opens: between gaps, else cut by sentencex."""
    inner = sorted({at for at in document.breaks if 0 < at < len(document.words)})
    if inner:
        return [(s, e, not s) for s, e in zip([0, *inner], [*inner, len(document.words)], strict=True)]
    starts, at = [], 0
    for word in document.words:
        starts.append(at)
        at += len(word) + 1
    firsts = [
        next((i for i, start in enumerate(starts) if start >= s), 0) for s, _ in cut(" ".join(document.words), 0, at)
    ]
    firsts = sorted({0, *firsts})
    return [(s, e, not s) for s, e in zip(firsts, [*firsts[1:], len(document.words)], strict=True)]


def blocks(sentences: Sequence[tuple[int, int, bool]]) -> list[Span]:
    """Runs of sentences that are read at once.

    >>> blocks([(0, 90, True), (90, 140, False), (140, 200, False), (200, 210, True)])
    [(0, 140), (140, 200), (200, 210)]
    """
    found: list[Span] = []
    for start, end, opens in sentences:
        if found and not opens and end - found[-1][0] <= LONGEST:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def answer(document: Document, extents: Sequence[Span], encoder: Encoder, find: Find) -> Clusters:
    """The chains that the program finds in a document read by blocks, as spans of the document's words."""
    texts = [document.words[start:end] for start, end in extents]
    told = find(encoder.read_words(texts), texts)
    return whole([[(extents[b][0] + first, extents[b][0] + end) for b, first, end in chain] for chain in told])


def mentions(gold: Clusters, told: Clusters) -> Ratio:
    """Spans found, whatever their chain."""
    truth, guess = {m for chain in gold for m in chain}, {m for chain in told for m in chain}
    return Ratio(len(truth & guess), len(truth), len(truth & guess), len(guess))


def figures(pairs: Sequence[tuple[Clusters, Clusters]]) -> dict[str, float]:
    """The CoNLL F1 and what it is the mean of, for (gold, told) of every document."""
    found: dict[str, float] = {}
    for name, measure in {**MEASURES, "mentions": mentions}.items():
        total = Ratio()
        for gold, told in pairs:
            total += measure(gold, told)
        for side, figure in zip(("recall", "precision", "F1"), total.figures(), strict=True):
            found[f"{name} {side}"] = figure
    return {"CoNLL F1": sum(found[f"{name} F1"] for name in MEASURES) / len(MEASURES), **found}


def syntax_file(given: argparse.Namespace, path: Path, name: str) -> Path | None:
    """The CoNLL-U file of a document, None where there is none."""
    folders = [given.syntax] if given.syntax else [path.parent, path.parent.parent / "dep"]
    names = (folder / f"{stem}.conllu" for folder in folders for stem in (name.rpartition("/")[2], path.stem))
    return next((file for file in names if file.is_file()), None)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the documents named on the command line."""
    options = parser(__doc__, "a .conll file or a folder of them")
    options.add_argument("--syntax", type=Path, help="a folder of CoNLL-U files with the sentences of the documents")
    conllu.ask_for_documents(options)
    given = options.parse_args(arguments)
    encoder = Encoder(given.weights)
    pairs, cut_here = [], 0
    for path in conllu.chosen(given, ".conll"):
        for one in read(path):
            known = given_sentences(one, syntax_file(given, path, one.name))
            told = answer(one, blocks(known or sentences(one)), encoder, chains)
            pairs.append((whole(one.chains), told))
            cut_here += known is None
    size = f"{len(pairs)} documents, {sum(len(gold) for gold, _ in pairs)} chains"
    protocol = "predicted mentions, exact spans, no singletons, as the reference scorer counts"
    if cut_here:
        protocol += f"; sentences of {cut_here} documents cut by the program"
    data = short(given.data) + (f" {given.part}" if given.part else "")
    shown = ("CoNLL F1", "MUC F1", "B-cubed F1", "CEAF-e F1", "mentions F1")
    tell(Result("coreference", data, size, protocol, figures(pairs), shown), given)


if __name__ == "__main__":
    main()
