"""Fits what tells events: the encoder's head of PLOVER types and firsthand/annotate/judging.json.

    python -m training.events MODEL.pt --labels training/labels --stories STORIES --tokenizer FILE --out MODEL.pt

Layers stay as they are; the states are those of the int8 file that is exported from MODEL.pt, worked out once. The head
learns at every verb, noun and adjective whether it tells an event and of which type. It is fitted to five sixths of the
stories in turn to give the sixth its scores; with these the logit is fitted that weighs the readings of ``annotate``,
and the probability from which one is told is the one that gives the best F1 over the words read by hand. Last, the head
is fitted to all of these stories. Those whose names end in 0 or 5 are not looked at (benchmarks.events).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnxruntime import InferenceSession
from torch import Tensor

from benchmarks.events import Count, Event, by_hand, count
from benchmarks.labels import development
from firsthand import annotate as stage
from firsthand.annotate import judging
from firsthand.annotate.events import events
from firsthand.annotate.judging import Learned, Rules, Weights
from firsthand.annotate.readings import Found
from firsthand.annotate.syntax import Syntax
from firsthand.clean import clean
from firsthand.encoder import COLUMNS, PLOVER_TYPES, Encoder
from firsthand.encoder.heads import WIDTH
from firsthand.model import Article, Chain, Failure, Statement
from firsthand.sources import open_specs
from training.export import export
from training.logit import logit
from training.model import DEEP, Deep, Reader

OUT = Path(judging.__file__).with_suffix(".json")
STATES = "/Concat_1_output_0"
"""What the exported graph calls the states that heads with a hidden layer read."""
ASKED = frozenset({"VERB", "NOUN", "ADJ"})
FOLDS = 6
EPOCHS, RATE, RISE, DECAY, ROWS = 10, 3e-3, 12, 0.01, 1024
RIDGE = 3.0
SLACK = 0.005
"""F1 that is given up to tell more."""
LEAST = (0.16, 0.18, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.32, 0.35)

Array = npt.NDArray[np.float32]
Given = tuple[Article, Syntax, Sequence[Chain], Sequence[Statement]]
"""What ``annotate.events`` is given."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the states (tokens, 768) of its tokens, and the types that a token may tell by hand."""

    story: str
    given: Given
    states: Array
    gold: dict[int, tuple[str, ...]]


class Session:
    """A runtime's session that gives the states beside the scores."""

    def __init__(self, file: Path) -> None:
        whole = onnx.load(str(file))
        shape = ["block", "word", "state"]
        whole.graph.output.append(onnx.helper.make_tensor_value_info(STATES, onnx.TensorProto.FLOAT, shape))
        self._session = InferenceSession(whole.SerializeToString())

    def run(self, names: Sequence[str], fed: dict[str, Array]) -> list[Array]:
        """As the runtime's, with the states as more columns."""
        return [np.concatenate(self._session.run([*names, STATES], fed), 2)]


def pages(encoder: Encoder, labels: Path, stories: Path) -> Iterator[Page]:
    """Every page that was read by hand, with what ``annotate.events`` is given of it."""
    for path in sorted(labels.glob("*.json")):
        files, gold = by_hand(path)
        for page in open_specs([str(stories / path.stem / name) for name in files]):
            for article in () if isinstance(page, Failure) else clean(page):
                with (
                    mock.patch.object(stage, "events", return_value=()) as told,
                    mock.patch.object(stage, "judge", return_value=Rules()) as read,
                ):
                    stage.annotate(article, encoder)
                given, parts = told.call_args.args[:4], read.call_args.args[0]
                states = [block.reading.heads["states"].astype(np.float16) for block in parts]
                mine = [event for event in gold if event.file == Path(article.file).name]
                if states:
                    yield Page(path.stem, given, np.concatenate(states), _words(article, given[1], mine))


def _words(article: Article, tree: Syntax, gold: Sequence[Event]) -> dict[int, tuple[str, ...]]:
    """Tokens -> the types that they may tell."""
    ends = [article.locate(token.start, token.end)[1] for token in tree.tokens]
    at = ((bisect_right(ends, event.start), event) for event in gold)
    return {i: event.types for i, event in at if i < len(ends)}


def fit(some: Sequence[Page], seed: int = 1) -> Deep:
    """The head, fitted to the words of these pages; a word of several types may tell any of them."""
    torch.manual_seed(seed)
    kept = [np.array([token.pos in ASKED for token in page.given[1].tokens]) for page in some]
    x = torch.from_numpy(np.concatenate([page.states[rows] for page, rows in zip(some, kept, strict=True)]))
    y = torch.from_numpy(np.concatenate([_allowed(page)[rows] for page, rows in zip(some, kept, strict=True)]))
    head = Deep(DEEP["plover"], len(PLOVER_TYPES)).train()
    optim = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(x) // ROWS)
    schedule = torch.optim.lr_scheduler.LambdaLR(optim, lambda n: min((n + 1) * RISE / steps, (steps - n) / steps))
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(x)).split(ROWS):
            logs = head(x[rows].float()).log_softmax(1).masked_fill(~y[rows], -1e4)
            optim.zero_grad()
            (-logs.logsumexp(1).mean()).backward()
            optim.step()
            schedule.step()
    return head.eval()


def _allowed(page: Page) -> npt.NDArray[np.bool_]:
    """(tokens, types): what each token may tell."""
    found = np.zeros((len(page.states), len(PLOVER_TYPES)), bool)
    found[:, 0] = True
    for i, types in page.gold.items():
        found[i] = np.isin(PLOVER_TYPES, types)
    return found


@torch.no_grad()
def scores(head: Deep, page: Page) -> Array:
    """(tokens, types): logarithms of probabilities."""
    told: Tensor = head(torch.from_numpy(page.states).float()).log_softmax(1)
    return told.numpy()


class Recorder(Learned):
    """Judges by the lexicon, and keeps what would be weighed of every reading, and whether it is right."""

    def __init__(self, likely: Array, gold: dict[int, tuple[str, ...]]) -> None:
        super().__init__(likely)
        self.gold = gold
        self.rows: list[tuple[dict[str, float], bool]] = []

    def sure(self, found: Found) -> float:
        """The lexicon's answer."""
        right = any(found.type in self.gold.get(i, ()) for i in found.words)
        self.rows.append((self.features(found), right))
        return Rules().sure(found)


def readings(page: Page, likely: Array) -> list[tuple[dict[str, float], bool]]:
    """All readings of a page: what is weighed, and whether a word of theirs was so read by hand."""
    judge = Recorder(likely, page.gold)
    events(*page.given, judge)
    return judge.rows


def weights(rows: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """A logit of what is right, with a ridge.

    >>> found = weights([({"own": 1.0}, True), ({"own": -1.0}, False)] * 50)
    >>> found["own"] > 1
    True
    """
    names = sorted({name for told, _ in rows for name in told})
    x = np.array([[told.get(name, 0.0) for name in names] for told, _ in rows])
    y = np.array([right for _, right in rows], float)
    w = logit(x, y, np.full(len(names), RIDGE))
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def told(page: Page, likely: Array, learned: Weights) -> Count:
    """How the events of a page meet those read by hand."""
    article = page.given[0]
    found = events(*page.given, Learned(likely, learned))
    mine = (Event("", *article.locate(one.span.start, one.span.end), (one.type,), one.status) for one in found)
    words = page.given[1].tokens
    places = ((article.locate(words[i].start, words[i].end), types) for i, types in page.gold.items())
    return count(list(mine), [Event("", *place, types, "") for place, types in places])


def best(some: Sequence[Page], likely: Sequence[Array], learned: dict[str, float]) -> float:
    """The probability from which a reading is told that gives the best F1 on pages, or nearly."""
    figures = {}
    for least in LEAST:
        pairs = zip(some, likely, strict=True)
        figures[least] = sum((told(page, row, Weights(least, learned)) for page, row in pairs), Count()).figures()["F1"]
    print("F1 by the least probability:", ", ".join(f"{least} {f1:.3f}" for least, f1 in figures.items()))
    return min(least for least, f1 in figures.items() if f1 > max(figures.values()) - SLACK)


def crossed(some: Sequence[Page]) -> list[Array]:
    """The scores of every page by heads that were fitted without its story."""
    stories = sorted({page.story for page in some})
    fold = {story: i % FOLDS for i, story in enumerate(stories)}
    heads = [fit([page for page in some if fold[page.story] != i]) for i in range(FOLDS)]
    return [scores(heads[fold[page.story]], page) for page in some]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("state", type=Path)
    parser.add_argument("--labels", type=Path, required=True, help="the folder of the readings by hand")
    parser.add_argument("--stories", type=Path, required=True, help="a folder with a folder of pages a story")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    state = torch.load(given.state, weights_only=True)
    model = Reader.of(state)
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(COLUMNS, {"states": slice(WIDTH, None)}):
        torch.save(model.state_dict(), Path(folder) / "model.pt")
        export(Path(folder) / "model.pt", given.tokenizer, Path(folder))
        encoder = Encoder(Path(folder))
        encoder._session = Session(Path(folder) / "reader.onnx")
        every = list(pages(encoder, given.labels, given.stories))
    some = [page for page in every if not development(page.story)]
    print(f"{len(some)} pages, {sum(len(page.gold) for page in some)} words that tell events", flush=True)
    likely = crossed(some)
    learned = weights([row for page, each in zip(some, likely, strict=True) for row in readings(page, each)])
    least = best(some, likely, learned)
    OUT.write_text(json.dumps({"told": least, "weights": learned}, indent=1) + "\n", "utf-8")
    head = fit(some)
    model.heads["plover"].load_state_dict(head.state_dict())
    torch.save(model.state_dict(), given.out)
    kept = (told(page, scores(head, page), Weights(least, learned)) for page in every if development(page.story))
    print("not fitted:", sum(kept, Count()).figures())


if __name__ == "__main__":
    main()
