"""Pairs of sentences made out of one sentence; how a pair is made says how its two stand to each other.

From a sentence of news come, where it has what the change needs: itself with its parts moved (same), itself without
what stands after its last comma (entails), with one number changed, or with a "not" put in or taken out after its first
auxiliary (contradicts), with one name changed for another of its kind (contradicts or unrelated: two can do the same),
and the next sentence but four of the page (unrelated).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.pairs import Pair
from firsthand.encoder import NAME_KINDS, UPOS, Encoder, Reading, decode, words
from training.data import paragraphs, sentences

LABELS = {
    "moved": ("same",), "shortened": ("entails",), "number": ("contradicts",), "negation": ("contradicts",),
    "name": ("contradicts", "unrelated"), "other sentence": ("unrelated",),
}  # fmt: skip
"""How a pair is made -> the relations that it allows."""
PAGES, FEWEST, MOST, FURTHER = 150, 8, 40, 5
CARRIERS = frozenset("is are was were will would can could has have had should may might must does do did".split())

Sentence = list[str]


def made(folder: Path, encoder: Encoder, draw: random.Random) -> Iterator[Pair]:
    """Pairs from the first PAGES pages of a folder of texts; the group of a pair is its page."""
    for file in sorted(folder.glob("*.txt"))[:PAGES]:
        text = file.read_bytes().decode("utf-8")
        cut = [text[s:e] for extent in paragraphs(text) for s, e in sentences(text, *extent)]
        known = [[one[s:e] for s, e in words(one)] for one in cut]
        read = [one for one in known if FEWEST <= len(one) <= MOST]
        readings = encoder.read_words(read)
        names = [
            (kind, one[first:end])
            for one, reading in zip(read, readings, strict=True)
            for first, end, kind, _ in decode(reading.names, NAME_KINDS)
        ]
        for i, (one, reading) in enumerate(zip(read, readings, strict=True)):
            for label, other in changed(one, reading, names, draw):
                yield Pair(" ".join(one), " ".join(other), label, file.stem)
            if i + FURTHER < len(read):
                yield Pair(" ".join(one), " ".join(read[i + FURTHER]), "other sentence", file.stem)


def changed(
    one: Sentence, reading: Reading, names: Sequence[tuple[str, Sentence]], draw: random.Random
) -> Iterator[tuple[str, Sentence]]:
    """What a sentence can be made into, each with how."""
    pos = [UPOS[int(row.argmax())] for row in reading.pos]
    commas = [i for i, word in enumerate(one) if word == ","]
    if commas and commas[0] >= 2 and "VERB" not in pos[: commas[0]] and len(commas) == 1:
        yield "moved", [*one[commas[0] + 1 : -1], *one[: commas[0]], one[-1]]
    if commas and {"VERB", "AUX"} & set(pos[: commas[-1]]) and commas[-1] >= FEWEST:
        yield "shortened", [*one[: commas[-1]], "."]
    numbers = [i for i, word in enumerate(one) if pos[i] == "NUM" and word.isdigit()]
    if numbers:
        at = draw.choice(numbers)
        yield "number", [*one[:at], str(int(one[at]) * draw.choice((2, 3, 5)) + draw.randint(1, 3)), *one[at + 1 :]]
    carriers = [i for i, word in enumerate(one) if pos[i] == "AUX" and word.lower() in CARRIERS]
    if carriers:
        after = carriers[0] + 1
        left, right = one[:after], one[after:]
        yield "negation", [*left, *(right[1:] if right[:1] in (["not"], ["n't"]) else ["not", *right])]
    spans = decode(reading.names, NAME_KINDS)
    if spans:
        first, end, kind, _ = draw.choice(spans)
        others = [name for k, name in names if k == kind and not set(name) & set(one)]
        if others:
            yield "name", [*one[:first], *draw.choice(others), *one[end:]]
