"""How far a draft is believed: what tells for and against it, what is dropped, what stood inside that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from firsthand.annotate import trust
from firsthand.annotate.attribution import Attribution
from firsthand.annotate.drafts import Draft
from firsthand.annotate.speakers import Speakers
from firsthand.encoder import EVENT_CLASSES
from tests.annotate.build import article, place, read_blocks, reading, tokens

LINE = "Roan said that the dock closed."


def _draft(takes_for: str, speaker: str | None = None) -> tuple[Speakers, Draft]:
    """A draft whose cue the encoder takes for the class."""
    page, (start, end) = article(LINE), place(LINE, "the dock closed")
    heads = {"factuality": np.zeros((7, 1), np.float32), "events": np.full((7, len(EVENT_CLASSES)), -9.0, np.float32)}
    heads["events"][:, EVENT_CLASSES.index(takes_for)] = 0
    read = reading(LINE, [("Roan", "said", ["the dock closed"])])
    (block,) = read_blocks(page, (LINE, replace(read, heads=heads)))
    a = Attribution(block, place(LINE, "said"), [place(LINE, "Roan")], [(start, end)], 0.9)
    return Speakers(page, tokens(page), []), Draft(a, [(start, end)], place(LINE, "Roan"), speaker, "says")


def _row(takes_for: str) -> trust.Row:
    speakers, draft = _draft(takes_for)
    (row,) = trust.features(speakers, [draft])
    return row


def test_what_the_encoder_takes_for_a_deed_is_less_likely_a_statement() -> None:
    told, done = (_row(name) for name in ("REPORTING", "I_ACTION"))
    assert told["takes for REPORTING"] == pytest.approx(1, abs=0.01)
    assert trust.probability("none", told) < trust.probability("none", done)
    assert trust.probability("right", told) > trust.probability("right", done)


def test_features_tell_the_words_of_the_content_and_the_cue() -> None:
    row = _row("REPORTING")
    assert (row["that"], row["denied"], row["pieces"], row["nobody"]) == (True, False, False, 1)
    assert row["words"] == pytest.approx(np.log(4))
    assert row["sure"] == pytest.approx(np.log(9))


def test_a_draft_that_is_likely_none_is_dropped_and_what_stood_in_it_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    speakers, outer = _draft("STATE")
    _, inner = _draft("REPORTING")
    inner.inside = outer
    monkeypatch.setattr(trust, "BAR", trust.probability("none", trust.features(speakers, [outer])[0]))
    (kept,) = trust.believed(speakers, [outer, inner])
    assert kept is inner
    assert kept.inside is None
    assert 0 < kept.confidence < 1


def test_a_post_shown_whole_is_judged_without_a_cue() -> None:
    speakers, draft = _draft("REPORTING")
    draft.posted = True
    (row,) = trust.features(speakers, [draft])
    assert "sure" not in row
    assert row["shown"] == 1
