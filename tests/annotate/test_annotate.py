"""All of annotate, and what merge and views make of it, on an encoder that answers at random: no promise breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.annotate import annotate
from firsthand.clean import clean
from firsthand.encoder import ATTRIBUTION_TAGS, DEPRELS, NAME_TAGS, UPOS, Encoder, Reading, words
from firsthand.errors import PageError
from firsthand.model import Page
from firsthand.pipeline import merge_story
from tests.annotate.build import article, encoder, reading
from tests.walk import check, sources_of, told

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class _Random:
    """Any scores at all, the same for the same text; ``calm`` are log-odds for "nothing here"."""

    seed: int
    calm: float

    def read(self, texts: Sequence[str]) -> list[Reading]:
        return [self._reading(text) for text in texts]

    def _reading(self, text: str) -> Reading:
        spans = tuple(words(text))
        random = np.random.default_rng([self.seed, len(text), *map(ord, text[:5])])

        def labels(width: int) -> NDArray[np.float32]:
            scores = random.normal(0, 4, (len(spans), width)).astype(np.float32)
            scores[:, :1] += self.calm
            normal: NDArray[np.float32] = scores - np.log(np.exp(scores).sum(1, keepdims=True))
            return normal

        arcs, links = (random.normal(0, 4, (len(spans), len(spans) + 1)).astype(np.float32) for _ in range(2))
        return Reading(
            spans,
            labels(len(ATTRIBUTION_TAGS)),
            labels(len(NAME_TAGS)),
            labels(len(UPOS)),
            labels(len(DEPRELS)),
            arcs,
            links,
        )


SENTENCES = [
    "Tilda Roan, the harbour minister of Ghana, said on Monday that the dock would close.",
    "“We will go,” she told the Oskby Herald.",
    "He denied that he had said that Moss had promised it.",
    "Two officials, who asked not to be named, said so in 2019.",
    "According to Reuters, the company threatened Peru:",
    "“They know that. We stay.",
    "They know that,” he added.",
    "By Edvard Moss",
    "4 March 2024",
    "Dock To Close, Minister Says",
    "Roan's spokesman, Ivo Lind, did not.",
    "Veldt Marine (VM) sold 14 boats; VM denied it.",
]

LINE = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=6), min_size=1, max_size=3).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.lists(LINE, min_size=1, max_size=8),
    seed=st.integers(0, 9999),
    calm=st.sampled_from([0.0, 6.0]),
)
def test_whatever_the_encoder_says_the_account_re_reads(lines: list[str], seed: int, calm: float) -> None:
    try:
        articles = clean(Page("a.txt", "\n\n".join(lines).encode("utf-8", "replace"), "text"))
    except PageError:
        return
    reader = cast(Encoder, _Random(seed, calm))
    story = merge_story([annotate(one, reader) for one in articles])
    check(told(story), sources_of(story))


def test_a_page_is_annotated_from_its_readings_alone() -> None:
    line = "Tilda Roan told the Oskby Herald that the dock closed."
    page = article(line)
    named = {"Tilda Roan": "person", "Oskby Herald": "organization"}
    known = reading(line, [("Tilda Roan", "told", ["that the dock closed"])], named)
    found = annotate(page, encoder((line, known)))
    (said,) = found.statements
    by = {one.id: one for one in found.chains}
    assert by[said.speaker or ""].name == "Tilda Roan"
    assert [by[link.chain].name for link in said.via] == ["Oskby Herald"]
    assert found == annotate(page, encoder((line, known)))


def test_a_chain_that_nothing_uses_and_no_name_stands_in_is_left_out() -> None:
    found = annotate(article("The crews left. Ghana paid."), encoder())
    assert [one.name for one in found.chains if any(m.form == "nominal" for m in one.mentions)] == []
