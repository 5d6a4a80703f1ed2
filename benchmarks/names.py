"""Names: exact entity micro-F1 on column files.

    python -m benchmarks.names --data FILE

FILE has a word a line, its label last, sentences parted by empty lines: CrossNER (two columns), CoNLL-2003 (four),
WNUT-17, re3d. Labels may be BIO, IOB1 (a name begins without B) or BIOES. ``-DOCSTART-`` lines are no words.

The measure is that of conlleval and seqeval: a name is right if its words and its label are; precision, recall and F1
over all names of the file, sentence by sentence, words as the file gives them. Nothing else of a document is looked at.

Which set a file is of is told by its labels: the smallest inventory below that has them all. Every kind that the
encoder knows goes to the first label of WISHES that the set has; probabilities of the kinds that come to one label
are summed, tag by tag; a kind that the set has no label for counts as no name. The best legal sequence of tags is
then found over the labels of the set (Viterbi). A label that no kind goes to (WNUT's corporation, re3d's military
platform) is missed wherever it stands. Quantities, money and times of re3d are left out. re3d's key marks descriptions
as well as names ("the group"); the encoder finds names only, and that costs it recall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.measures import score
from benchmarks.report import Result, parser, run, short, tell
from firsthand.encoder import NAME_TYPES, Encoder, Reading, decode
from training.data import bio_spans, columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

Spans = set[tuple[int, int, str]]

INVENTORIES: dict[str, tuple[str, ...]] = {
    "CoNLL-2003": ("PER", "ORG", "LOC", "MISC"),
    "CoNLL-2003, CrossNER's copy": ("person", "organisation", "location", "misc"),
    "WNUT-17": ("person", "location", "group", "creative-work", "product", "corporation"),
    "CrossNER politics": tuple(
        "person politician organisation politicalparty event election country location misc".split()
    ),
    "re3d": tuple("Person Organisation Location Nationality Weapon MilitaryPlatform DocumentReference".split()),
}
"""The sets that are known, each with its labels."""
NO_NAMES = frozenset({"Temporal", "Quantity", "Money"})
"""Labels of re3d for what is no name."""
PERSON, BODY, PLACE = (
    ("person", "PER", "Person"),
    ("organisation", "ORG", "Organisation"),
    ("location", "LOC", "Location"),
)
REST = ("misc", "MISC")
WISHES: dict[str, tuple[str, ...]] = {
    "person": PERSON,
    "politician": ("politician", *PERSON),
    "organization": (*BODY, "group"),
    "party": ("politicalparty", *BODY, "group"),
    "place": PLACE,
    "country": ("country", *PLACE),
    "group": ("Nationality", *REST),
    "product": ("product", "Weapon", *REST),
    "event": ("event", *REST),
    "election": ("election", "event", *REST),
    "other": ("creative-work", "DocumentReference", *REST),
}
"""Our kind -> the labels that it may be, best first."""


def inventory(labels: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The set that a file is of, by the labels that occur in it. Raises SystemExit where no set has them all.

    >>> inventory(["ORG", "LOC"])[0]
    'CoNLL-2003'
    """
    seen = set(labels)
    fitting = [(len(known), name, known) for name, known in INVENTORIES.items() if seen <= set(known)]
    if not fitting:
        raise SystemExit(f"no known set has the labels {', '.join(sorted(seen))}")
    _, name, known = min(fitting)
    return name, known


def places(labels: Sequence[str], kinds: Sequence[str] = NAME_TYPES) -> list[int | None]:
    """For each of our kinds the index of its label in a set; None where the set has none for it.

    >>> places(("PER", "ORG"), ("person", "organization", "place"))
    [0, 1, None]
    """
    return [next((labels.index(wish) for wish in WISHES[kind] if wish in labels), None) for kind in kinds]


def onto(scores: Scores, homes: Sequence[int | None], count: int) -> Scores:
    """Log-probabilities of BIOES tags over our kinds as such over ``count`` labels, kinds of one label summed."""
    ours = np.exp(scores.astype(np.float64))
    theirs = np.zeros((len(ours), 1 + 4 * count))
    theirs[:, 0] = ours[:, 0]
    for kind, home in enumerate(homes):
        tags = ours[:, 1 + 4 * kind : 5 + 4 * kind]
        if home is None:
            theirs[:, 0] += tags.sum(1)
        else:
            theirs[:, 1 + 4 * home : 5 + 4 * home] += tags
    result: Scores = np.log(np.maximum(theirs, 1e-30)).astype(np.float32)
    return result


def bio(labels: Sequence[str]) -> list[str]:
    """Labels of any of the usual schemes as BIO.

    >>> bio(["S-PER", "B-ORG", "E-ORG", "O"])
    ['B-PER', 'B-ORG', 'I-ORG', 'O']
    """
    schemes = {"S": "B", "U": "B", "E": "I", "L": "I"}
    return [schemes.get(label[0], label[0]) + label[1:] if label[1:2] == "-" else label for label in labels]


def load(path: Path) -> list[tuple[list[str], Spans]]:
    """The sentences of a column file with their names. Raises SystemExit where there is none."""
    sentences = [
        (words, {span for span in bio_spans(bio(labels)) if span[2] not in NO_NAMES})
        for words, labels in columns(path)
        if words[0] != "-DOCSTART-"
    ]
    if not any(spans for _, spans in sentences):
        raise SystemExit(f"{path}: no names in the last column")
    return sentences


def predict(readings: Iterable[Reading], labels: Sequence[str]) -> list[list[tuple[int, int, str, float]]]:
    """The names of each sentence under the labels of a set: first word, end word, label, probability."""
    homes = places(labels)
    return [decode(onto(reading.heads["types"], homes, len(labels)), labels) for reading in readings]


def figures(gold: Sequence[Spans], told: Sequence[Spans], labels: Sequence[str]) -> dict[str, float]:
    """Precision, recall and F1 over all names, and the F1 of each label that occurs."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for truth, guess in zip(gold, told, strict=True):
        right.update(label for *_, label in truth & guess)
        found.update(label for *_, label in guess)
        there.update(label for *_, label in truth)
    precision, recall, f1, _ = score(right.total(), found.total(), there.total())
    each = {f"F1 {label}": score(right[label], found[label], there[label])[2] for label in labels if there[label]}
    return {"precision": precision, "recall": recall, "F1": f1, **each}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the file named on the command line."""
    given = parser(__doc__, "a column file").parse_args(arguments)
    sentences = load(given.data)
    name, labels = inventory(label for _, spans in sentences for *_, label in spans)
    told = predict(run(Encoder(given.weights), [words for words, _ in sentences]), labels)
    gold = [spans for _, spans in sentences]
    size = f"{len(sentences)} sentences, {sum(map(len, gold))} names"
    protocol = "exact entity micro-F1 (conlleval, seqeval)"
    found = figures(gold, [{span[:3] for span in spans} for spans in told], labels)
    tell(Result(f"names: {name}", short(given.data), size, protocol, found, ("F1", "precision", "recall")), given)


if __name__ == "__main__":
    main()
