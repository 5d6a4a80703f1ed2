"""Fits what tells time expressions: the encoder's head of them and firsthand/annotate/timevote.json.

    python -m training.times MODEL.pt TIMEBANK --tokenizer FILE --out MODEL.pt

Layers stay as they are; the states are those of the int8 file that is exported from MODEL.pt, worked out once. The
head learns at every word its tag. It is fitted to four fifths of the documents in turn to give the last fifth its
scores, and with these the logit is fitted that chooses, where rules and head differ, how the words are read. Last, the
head is fitted to all of these documents. Those of the held-out fifth (benchmarks.times) are not looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from benchmarks.times import Document, article, counted, documents, figures, read_timeml
from firsthand.annotate import timevote
from firsthand.annotate.blocks import blocks
from firsthand.annotate.dates import proposed
from firsthand.annotate.timevote import Features, Option, Told, clusters, likely_words, options, voted
from firsthand.encoder import TIME_KINDS, TIME_TAGS, Encoder
from firsthand.model import Article, TimeExpression, When
from training.data import span_tags
from training.events import with_states
from training.model import DEEP, Deep, Reader

OUT = Path(timevote.__file__).with_suffix(".json")
FOLDS = 5
EPOCHS, RATE, RISE, DECAY, ROWS, DROPOUT = 8, 3e-3, 12, 0.01, 1024, 0.5
"""Fewer epochs than make the head alone the best: what it is unsure of is then left to the logit."""
RIDGE = 1.0
COST = 0.45
"""What an expression that is told costs, one that is right being worth 1: half of an F1 of .9."""

Array = npt.NDArray[np.float32]
Found = tuple[tuple[TimeExpression, ...], tuple[TimeExpression, ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """A document, what the rules find in it, its words with their states (words, 768), and the tags by hand."""

    document: Document
    article: Article
    found: Found
    words: Told
    tags: npt.NDArray[np.int64]

    @property
    def fold(self) -> int:
        """By a hash of its name."""
        return int(hashlib.sha256(f"fold {self.document.name}".encode()).hexdigest(), 16) % FOLDS


def pages(encoder: Encoder, folder: Path) -> Iterator[Page]:
    """Every document but those held out, its states in the place of scores."""
    for path in documents(folder, "rest"):
        document = read_timeml(path.read_text("utf-8"), path.name)
        if document is not None:
            page = article(document)
            read = blocks(page, encoder)
            words = likely_words(read)
            states = np.concatenate([block.reading.heads["states"] for block in read if len(block.reading.spans)])
            kept = Told(words.starts, words.ends, states.astype(np.float16))
            created = When(document.created, document.created, "stated")
            yield Page(document, page, proposed(page, created), kept, tagged(document, words))


def tagged(document: Document, words: Told) -> npt.NDArray[np.int64]:
    """(words,): the tag of each word."""
    spans = []
    for gold in document.gold:
        inside = [i for i, start in enumerate(words.starts) if start < gold.end and words.ends[i] > gold.start]
        if inside and gold.type in TIME_KINDS:
            spans.append((inside[0], inside[-1] + 1, gold.type))
    return np.array(span_tags(len(words.starts), spans, TIME_TAGS))


def fit(some: Sequence[Page], seed: int = 1) -> Deep:
    """The head, fitted to the words of these pages."""
    torch.manual_seed(seed)
    x = torch.from_numpy(np.concatenate([page.words.scores for page in some]))
    y = torch.from_numpy(np.concatenate([page.tags for page in some]))
    head = Deep(DEEP["times"], len(TIME_TAGS)).train()
    head.dropout.p = DROPOUT
    optim = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(x) // ROWS)
    schedule = torch.optim.lr_scheduler.LambdaLR(optim, lambda n: min((n + 1) * RISE / steps, (steps - n) / steps))
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(x)).split(ROWS):
            optim.zero_grad()
            torch.nn.functional.cross_entropy(head(x[rows].float()), y[rows]).backward()
            optim.step()
            schedule.step()
    return head.eval()


@torch.no_grad()
def scored(head: Deep, page: Page) -> Told:
    """The words with logarithms of probabilities."""
    told: Tensor = head(torch.from_numpy(page.words.scores).float()).log_softmax(1)
    return Told(page.words.starts, page.words.ends, told.numpy())


def crossed(some: Sequence[Page]) -> list[Told]:
    """The scores of every page by a head that was fitted without it."""
    heads = [fit([page for page in some if page.fold != i]) for i in range(FOLDS)]
    return [scored(heads[page.fold], page) for page in some]


def choices(page: Page, told: Told) -> Iterator[tuple[list[Option], list[float]]]:
    """The options wherever there are several, and what each is worth."""
    gold = {told.words(page.article.span(one.start, one.end)) for one in page.document.gold}
    for cluster in clusters(*page.found, told):
        ways = options(cluster, told)
        if len(ways) > 1:
            yield ways, [sum((span in gold) - COST for span in way.spans) for way in ways]


def weights(cases: Sequence[tuple[Sequence[Option], Sequence[float]]]) -> Features:
    """A logit of the options worth most in each case, with a ridge."""
    names = sorted({name for ways, _ in cases for way in ways for name in way.features})
    most = max(len(ways) for ways, _ in cases)
    x = np.zeros((len(cases), most, len(names)))
    offered, best = np.full((2, len(cases), most), -1e9)
    for i, (ways, worth) in enumerate(cases):
        offered[i, : len(ways)] = 0
        best[i, : len(ways)][np.array(worth) > max(worth) - 1e-6] = 0
        x[i, : len(ways)] = [[way.features.get(name, 0.0) for name in names] for way in ways]
    table, can, aim = (torch.from_numpy(array) for array in (x, offered, best))
    w = torch.zeros(len(names), dtype=torch.double, requires_grad=True)
    optim = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optim.zero_grad()
        scores = table @ w + can
        lost: Tensor = (scores.logsumexp(1) - (scores + aim).logsumexp(1)).sum() + RIDGE / 2 * (w**2).sum()
        lost.backward()
        return lost

    optim.step(loss)
    return {name: round(float(value), 3) for name, value in zip(names, w.detach(), strict=True)}


def measured(some: Sequence[Page], told: Sequence[Told], learned: Features) -> Counter[str]:
    """How the expressions told of pages meet those marked by hand."""
    total: Counter[str] = Counter()
    with mock.patch.object(timevote, "learned", return_value=learned):
        for page, words in zip(some, told, strict=True):
            total += counted(page.document, voted(page.article, page.found, words))[0]
    return total


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("state", type=Path)
    parser.add_argument("data", type=Path, help="a folder of TimeML documents")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    model = Reader.of(torch.load(given.state, weights_only=True))
    with with_states(model, given.tokenizer) as encoder:
        some = list(pages(encoder, given.data))
    told = crossed(some)
    cases = [list(choices(page, words)) for page, words in zip(some, told, strict=True)]
    total: Counter[str] = Counter()
    for fold in range(FOLDS):
        learned = weights([case for page, of in zip(some, cases, strict=True) if page.fold != fold for case in of])
        rows = [i for i, page in enumerate(some) if page.fold == fold]
        total += measured([some[i] for i in rows], [told[i] for i in rows], learned)
    print(f"{len(some)} documents, crossed:", {name: round(value, 3) for name, value in figures(total).items()})
    learned = weights([case for of in cases for case in of])
    OUT.write_text(json.dumps(learned, indent=1) + "\n", "utf-8")
    model.heads["times"].load_state_dict(fit(some).state_dict())
    torch.save(model.state_dict(), given.out)


if __name__ == "__main__":
    main()
