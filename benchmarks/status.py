"""How far a text presents an event as having happened, -3 to 3: mean absolute error and correlation.

    python -m benchmarks.status --data FILE

FILE has a JSON object a line: "text" (words parted by spaces) and "targets", each with "span1" (first word, end word)
and "label", from -3 (certainly did not happen) to 3 (certainly did): the form in which UW, UDS-IH2 and CommitmentBank
are given out together (Jiang and de Marneffe 2021). The answer is the encoder's number at the last word of the span,
cut to -3..3. Measures are the mean absolute error and Pearson's r over all targets of the file (micro), as in Stanovsky
et al. 2017 and Rudinger et al. 2018. Beside them stand the errors of always saying 3, the baseline of those papers, and
of always saying the median of the file, which no answer without a look at the key could know.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measures import pearson
from benchmarks.report import Result, parser, run, short, tell
from firsthand.encoder import Encoder, Reading

MOST = 3.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text as words, and its targets: the index of the word and the label."""

    words: tuple[str, ...]
    targets: tuple[tuple[int, float], ...]


def load(path: Path) -> list[Sentence]:
    """The sentences of a file. Raises SystemExit where a line is of another form."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        try:
            words = tuple(row["text"].split())
            targets = tuple((int(t["span1"][1]) - 1, float(t["label"])) for t in row["targets"])
        except (KeyError, IndexError, TypeError) as error:
            raise SystemExit(f"{path}:{number}: no text with targets of span1 and label ({error!r})") from error
        if any(not 0 <= word < len(words) for word, _ in targets):
            raise SystemExit(f"{path}:{number}: a target lies outside the {len(words)} words")
        found.append(Sentence(words, targets))
    return found


def answers(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> list[float]:
    """The number told for every target, in order of the file."""
    told = []
    for sentence, reading in zip(sentences, readings, strict=True):
        factuality = reading.factuality
        told += [min(max(float(factuality[word]), -MOST), MOST) for word, _ in sentence.targets]
    return told


def figures(gold: Sequence[float], told: Sequence[float]) -> dict[str, float]:
    """Mean absolute error and Pearson's r, and the errors of constant answers.

    >>> figures([3.0, 3.0, -3.0], [3.0, 2.0, -2.0])["MAE"]
    0.6666666666666666
    """

    def error(answers: Sequence[float]) -> float:
        return statistics.fmean(abs(g - t) for g, t in zip(gold, answers, strict=True))

    constant = {"MAE of always 3": MOST, "MAE of the median": statistics.median(gold)}
    found = {name: error([value] * len(gold)) for name, value in constant.items()}
    return {"MAE": error(told), "r": pearson(gold, told), **found}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the file named on the command line."""
    given = parser(__doc__, "a file of JSON lines").parse_args(arguments)
    sentences = load(given.data)
    gold = [label for sentence in sentences for _, label in sentence.targets]
    if not gold:
        raise SystemExit(f"{given.data}: no targets")
    told = answers(sentences, run(Encoder(given.weights), [sentence.words for sentence in sentences]))
    size = f"{len(sentences)} texts, {len(gold)} events"
    protocol = "over all events of the file"
    tell(Result("status", short(given.data), size, protocol, figures(gold, told), ("MAE", "r")), given)


if __name__ == "__main__":
    main()
