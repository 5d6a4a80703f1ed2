"""The speed benchmark, on one page of two lines."""

from pathlib import Path

import pytest

from benchmarks.speed import _copies, stages, walk
from firsthand import pipeline

PAGE = "Works on the dam begin\n\nMayor Jane Roe said the dam will be built. She denied that it leaks.\n"


def test_every_turn_has_a_last_line_of_its_own(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(PAGE)
    (tmp_path / "turns").mkdir()
    folders = [Path(folder) for folder in _copies([page], 3, tmp_path / "turns")]
    texts = [(folder / "0000.txt").read_text() for folder in folders]
    assert len(set(texts)) == 3
    assert all(text.startswith(PAGE) for text in texts)


@pytest.mark.weights
def test_the_walk_is_counted_and_timed_by_stage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    annotate = vars(pipeline)["annotate"]
    found = stages([str(tmp_path)])
    assert (found["articles"], found["failures"], found["words"]) == (1, 0, len(PAGE.split()))
    assert found["tokens"] == found["words"] + 2
    assert 0 < found["in encoder"] < found["in annotate"]
    assert found["in clean"] > 0
    assert found["in merge"] > 0
    assert found["peak"] > 10
    assert vars(pipeline)["annotate"] is annotate


@pytest.mark.weights
def test_stories_side_by_side_and_in_turn_are_timed_apart_from_their_start(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    found = walk([str(tmp_path)] * 3)
    assert (found["articles"], found["failures"], found["words"]) == (3, 0, 3 * len(PAGE.split()))
    assert 0 < found["seconds"] < found["started"]
    assert found["in turn"] > 0
    assert found["peak"] > 30
