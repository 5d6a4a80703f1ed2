"""How many articles are worked on at once, and that it changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand import pipeline
from firsthand.annotate import annotate
from firsthand.encoder import Encoder
from firsthand.model import Annotations, Article

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


@pytest.mark.weights
def test_pages_that_wait_are_not_read_after_an_interruption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = 60
    for number in range(pages):
        told = f"Ship {number} is late\n\nShip {number} is late, the harbour said.\n"
        (tmp_path / f"{number:02}.txt").write_text(told)
    begun = []

    def noted(article: Article, encoder: Encoder) -> Annotations:
        begun.append(article.id)
        return annotate(article, encoder)

    def interrupted(stage: str, done: int, total: int) -> None:
        if stage == "annotate":
            raise KeyboardInterrupt

    monkeypatch.setattr("firsthand.pipeline.annotate", noted)
    with pytest.raises(KeyboardInterrupt):
        pipeline.read([str(tmp_path)], progress=interrupted)
    assert 0 < len(begun) < pages
