from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from firsthand.annotate.blocks import Block
from firsthand.annotate.meanings import around, meaning
from firsthand.encoder import words
from firsthand.model import Article, Span


@dataclass(frozen=True)
class Vectors:
    """A reading whose word i points along axis i."""

    spans: tuple[tuple[int, int], ...]
    heads: tuple[str, ...] = ("vector",)

    def vector(self, first: int, end: int) -> Any:
        mean = np.eye(128, dtype=np.float32)[first:end].mean(0)
        return mean / np.linalg.norm(mean)


def block(start: int, text: str) -> Block:
    reading: Any = Vectors(tuple(words(text)))
    return Block(0, "body", start, start + len(text), reading, 0)


def axes(found: bytes) -> list[int]:
    return [int(at) for at in np.flatnonzero(np.frombuffer(found, np.int8))]


def test_a_meaning_is_of_the_words_that_its_spans_touch() -> None:
    read = [block(0, "the port was closed"), block(20, "nobody knew it")]
    found = meaning(read, [Span("d", 4, 12)])
    assert axes(found) == [1, 2] and len(found) == 128
    assert axes(meaning(read, [Span("d", 13, 19), Span("d", 27, 31)])) == [1, 3]
    assert np.frombuffer(meaning(read, [Span("d", 13, 19)]), np.int8).max() == 127


def test_no_words_mean_nothing() -> None:
    assert meaning([], [Span("d", 0, 5)]) == meaning([block(0, "the port")], [Span("d", 50, 55)]) == b""


def test_an_event_is_taken_with_the_words_around_it_in_its_sentence() -> None:
    text = "It rained. " + " ".join(f"w{number}" for number in range(30)) + " end."
    article = Article("d", "f", text, 0, len(text), text, range(len(text)), range(1, len(text) + 1), ())
    sentences = [Span("d", 0, 10), Span("d", 11, len(text))]
    at = text.index("w4")
    assert article.words_of(around(article, sentences, Span("d", at, at + 2))) == " ".join(f"w{n}" for n in range(15))
    assert around(article, (), Span("d", at, at + 2)) == Span("d", at, at + 2)
