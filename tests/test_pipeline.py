"""How many articles are worked on at once, and that it changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand import pipeline

EXAMPLE = Path(__file__).parent.parent / "examples" / "story"


@pytest.mark.parametrize(("cores", "workers"), [(None, 2), (1, 2), (2, 2), (3, 3), (4, 4), (64, 4)])
def test_one_article_a_core_from_two_to_four(cores: int | None, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert pipeline.workers() == workers


@pytest.mark.weights
def test_the_story_is_the_same_however_many_are_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = []
    for count in (1, 4):
        monkeypatch.setattr(pipeline, "workers", lambda count=count: count)
        stories.append(pipeline.read([str(EXAMPLE)]))
    assert stories[0] == stories[1]
