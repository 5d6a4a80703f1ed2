"""How many articles are worked on at once, and that it changes nothing."""

from __future__ import annotations

import os
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from firsthand import engines, pipeline
from firsthand.annotate import annotate
from firsthand.encoder import Encoder
from firsthand.model import Annotations, Article

EXAMPLE = Path(__file__).parent.parent / "examples" / "story"


@pytest.mark.parametrize(("cores", "workers"), [(None, 2), (1, 2), (2, 2), (3, 3), (4, 4), (64, 4)])
def test_one_article_a_core_from_two_to_four(cores: int | None, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert engines.workers() == workers


@pytest.mark.parametrize(("said", "workers"), [("1", 1), ("9", 9), ("0", 4), ("", 4), ("many", 4)])
def test_a_user_may_say_how_many(said: str, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    monkeypatch.setenv("FIRSTHAND_WORKERS", said)
    assert engines.workers() == workers


def test_a_process_of_a_crew_does_one_thing_at_once() -> None:
    with engines.Crew(many=0) as others:
        assert others.submit(engines.workers).result() == 1


@pytest.mark.weights
def test_the_story_is_the_same_however_many_are_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = []
    for count in (1, 4):
        monkeypatch.setattr(pipeline, "workers", lambda count=count: count)
        stories.append(pipeline.read([str(EXAMPLE)]))
    assert stories[0] == stories[1]


@pytest.mark.weights
def test_the_story_is_the_same_from_other_processes() -> None:
    with engines.Crew(pipeline.encoder, many=2) as others:
        told = pipeline.read([str(EXAMPLE)], others)
    assert told == pipeline.read([str(EXAMPLE)])


@pytest.mark.weights
def test_stories_read_side_by_side_are_the_same() -> None:
    with pipeline.crew(0) as others:
        told = list(others.map(pipeline.read, [[str(EXAMPLE)], [str(EXAMPLE / "no such page.txt")]]))
    assert told == [pipeline.read([str(EXAMPLE)]), pipeline.read([str(EXAMPLE / "no such page.txt")])]


class Killed(Executor):
    """One whose every process is killed at work."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        found: Future[Any] = Future()
        found.set_exception(BrokenExecutor("killed"))
        return found


@pytest.mark.weights
def test_an_article_whose_process_was_killed_is_read_here() -> None:
    assert pipeline.read([str(EXAMPLE)], Killed()) == pipeline.read([str(EXAMPLE)])


def test_a_crew_that_lost_a_process_goes_on_in_threads() -> None:
    with engines.Crew(many=0) as others:
        assert others.submit(os.getpid).result() != os.getpid()
        with pytest.raises(BrokenExecutor):
            others.submit(os.abort).result()
        assert others.submit(os.getpid).result() == os.getpid()


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
