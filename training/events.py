"""Fits what tells events: the encoder's head of PLOVER types and firsthand/annotate/judging.json.

    python -m training.events MODEL.pt --labels training/labels --stories STORIES --tokenizer FILE --out MODEL.pt

Layers stay as they are; the states are those of the int8 file that is exported from MODEL.pt, worked out once. The head
learns at every verb, noun and adjective whether it tells an event and of which type. It is fitted to five sixths of the
stories in turn to give the sixth its scores; so it is counted how often readings of each word are right as a type. With
these the logit is fitted that weighs the readings of ``annotate``, and the probability from which one is told is the
one that gives the best F1 over the words read by hand. Last, the head is fitted to all of these stories, and words are
counted in all. Those whose names end in 0 or 5 are not looked at (benchmarks.events).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import exp, log
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
from firsthand.annotate.judging import ASKED, Learned, Rules, Weights
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
FOLDS = 6
EPOCHS, RATE, RISE, DECAY, ROWS = 10, 3e-3, 12, 0.01, 1024
RIDGE = 3.0
USUAL, KNOWN = 3.0, 2
"""Readings of a word that are taken to be right as often as any, beside those that were seen; and the stories that must
have the word. Of 3, 6 and 12 the likeliest on the development split, or near."""
SLACK = 0.005
"""F1 that is given up to tell more."""
LEAST = (0.16, 0.18, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.32, 0.35)

Array = npt.NDArray[np.float32]
Words = dict[str, dict[str, float]]
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


@contextmanager
def with_states(model: Reader, tokenizer: Path) -> Iterator[Encoder]:
    """The int8 encoder of a model, which is centred; "states" is a head of its readings as long as this lasts."""
    with tempfile.TemporaryDirectory() as folder:
        export(model, tokenizer, Path(folder))
        with mock.patch.dict(COLUMNS, {"states": slice(WIDTH, None)}):
            encoder = Encoder(Path(folder))
            encoder._session = Session(Path(folder) / "reader.onnx")
            yield encoder


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


@dataclass(frozen=True, slots=True)
class Row:
    """A reading: what is weighed of it, but for what its word was elsewhere; its story, type and lemma; whether it is
    right."""

    features: dict[str, float]
    story: str
    type: str
    lemma: str
    right: bool


class Recorder(Learned):
    """Tells nothing, and keeps every reading."""

    def __init__(self, likely: Array, page: Page) -> None:
        super().__init__(likely, page.given[1], Weights(1.0, {}))
        self.page = page
        self.rows: list[Row] = []

    def sure(self, found: Found) -> float:
        """Never."""
        right = any(found.type in self.page.gold.get(i, ()) for i in found.words)
        lemma = self.page.given[1].lemmas[self.word(found)][0]
        self.rows.append(Row(self.features(found), self.page.story, found.type, lemma, right))
        return 0.0


def readings(page: Page, likely: Array) -> list[Row]:
    """All readings of a page."""
    judge = Recorder(likely, page)
    events(*page.given, judge)
    return judge.rows


def words(rows: Sequence[Row]) -> Words:
    """How much likelier than others readings of a word were right as a type, by type and lemma.

    >>> one, other = (Row({}, story, "AID", "give", True) for story in "ab")
    >>> words([one, other, Row({}, "a", "AID", "take", False)])
    {'AID': {'give': 0.69}}
    """
    usual = odds(sum(row.right for row in rows) / len(rows))
    seen: dict[tuple[str, str], list[Row]] = defaultdict(list)
    stories: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        seen[row.type, row.lemma].append(row)
        stories[row.lemma].add(row.story)
    found: Words = defaultdict(dict)
    for (kind, lemma), some in sorted(seen.items()):
        if len(stories[lemma]) >= KNOWN:
            right = USUAL / (1 + exp(-usual)) + sum(row.right for row in some)
            found[kind][lemma] = round(odds(right / (USUAL + len(some))) - usual, 2)
    return dict(found)


def odds(probability: float) -> float:
    """The logarithm of odds."""
    return log(probability / (1 - probability))


def weights(rows: Sequence[Row], known: Mapping[str, Words]) -> dict[str, float]:
    """A logit of what is right, with a ridge; ``known`` has for every story what its words were elsewhere.

    >>> found = weights([Row({"own": 1.0}, "a", "AID", "give", True), Row({}, "a", "AID", "give", False)], {"a": {}})
    >>> found["own"] > 0
    True
    """
    table = [{**row.features, "word": known[row.story].get(row.type, {}).get(row.lemma, 0.0)} for row in rows]
    names = sorted({name for row in table for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in table])
    w = logit(x, np.array([row.right for row in rows], float), np.full(len(names), RIDGE))
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def told(page: Page, likely: Array, learned: Weights) -> Count:
    """How the events of a page meet those read by hand."""
    article, tree = page.given[:2]
    found = events(*page.given, Learned(likely, tree, learned))
    mine = (Event("", *article.locate(one.span.start, one.span.end), (one.type,), one.status) for one in found)
    places = ((article.locate(tree.tokens[i].start, tree.tokens[i].end), types) for i, types in page.gold.items())
    return count(list(mine), [Event("", *place, types, "") for place, types in places])


def best(some: Sequence[Page], likely: Sequence[Array], learned: dict[str, float], known: Mapping[str, Words]) -> float:
    """The probability from which a reading is told that gives the best F1 on pages, or nearly."""
    figures = {}
    for least in LEAST:
        counts = (
            told(page, row, Weights(least, learned, known[page.story])) for page, row in zip(some, likely, strict=True)
        )
        figures[least] = sum(counts, Count()).figures()["F1"]
    print("F1 by the least probability:", ", ".join(f"{least} {f1:.3f}" for least, f1 in figures.items()))
    return min(least for least, f1 in figures.items() if f1 > max(figures.values()) - SLACK)


def folds(some: Sequence[Page]) -> dict[str, int]:
    """The fold of each story."""
    return {story: i % FOLDS for i, story in enumerate(sorted({page.story for page in some}))}


def crossed(some: Sequence[Page]) -> list[Array]:
    """The scores of every page by heads that were fitted without its story."""
    fold = folds(some)
    heads = [fit([page for page in some if fold[page.story] != i]) for i in range(FOLDS)]
    return [scores(heads[fold[page.story]], page) for page in some]


def judged(some: Sequence[Page]) -> Weights:
    """What judging.json is to hold, fitted to these pages."""
    likely, fold = crossed(some), folds(some)
    rows = [row for page, each in zip(some, likely, strict=True) for row in readings(page, each)]
    parts = [words([row for row in rows if fold[row.story] != i]) for i in range(FOLDS)]
    known = {story: parts[i] for story, i in fold.items()}
    learned = weights(rows, known)
    return Weights(best(some, likely, learned, known), learned, words(rows))


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
    with with_states(model, given.tokenizer) as encoder:
        every = list(pages(encoder, given.labels, given.stories))
    some = [page for page in every if not development(page.story)]
    print(f"{len(some)} pages, {sum(len(page.gold) for page in some)} words that tell events", flush=True)
    learned = judged(some)
    stored = {"told": learned.told, "weights": learned.weights, "words": learned.words}
    OUT.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    head = fit(some)
    model.heads["plover"].load_state_dict(head.state_dict())
    torch.save(model.state_dict(), given.out)
    kept = (told(page, scores(head, page), learned) for page in every if development(page.story))
    print("not fitted:", sum(kept, Count()).figures())


if __name__ == "__main__":
    main()
