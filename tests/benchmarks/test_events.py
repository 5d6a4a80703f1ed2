"""Events told against events read by hand: by word, type and status."""

import json
from pathlib import Path

import pytest

from benchmarks.events import Count, Event, by_hand, count


def _event(start: int, kind: str = "ASSAULT", status: str = "happened", file: str = "1.txt") -> Event:
    return Event(file, start, start + 6, (kind,), status)


def test_nothing_is_told_twice() -> None:
    found = count([_event(0), _event(2)], [_event(0)])
    assert (found.told, found.gold, found.right) == (2, 1, 1)
    assert found.figures()["precision"] == 0.5


def test_another_type_has_only_the_place_right() -> None:
    found = count([_event(0, "AID")], [_event(0)])
    assert (found.placed, found.right, found.near) == (1, 0, 0)


def test_near_words_of_the_same_file_only() -> None:
    told = [_event(0), _event(0, file="2.txt")]
    found = count(told, [_event(50), _event(200, file="2.txt")])
    assert (found.placed, found.right, found.near) == (0, 0, 1)


def test_words_that_touch_share_none() -> None:
    assert count([_event(0)], [_event(6)]).placed == 0


def test_status_counts_over_the_right() -> None:
    found = count([_event(0, status="planned"), _event(100)], [_event(0), _event(100)])
    assert found.figures()["status of the right"] == 0.5
    assert found.figures()["with status: F1"] == 0.5


def test_the_nearest_are_paired_first() -> None:
    found = count([_event(0), _event(30)], [_event(30), _event(60)])
    assert (found.right, found.near) == (1, 2)


def test_counts_add_up() -> None:
    assert Count(1, 2, 3, 4, 5, 6) + Count(1, 1, 1, 1, 1, 1) == Count(2, 3, 4, 5, 6, 7)
    assert Count().figures()["F1"] == 0


def test_readings_by_hand(tmp_path: Path) -> None:
    rows = [{"file": "1.txt", "span": [3, 9], "types": ["AID", "SUPPORT"], "status": "planned", "actor": []}]
    path = tmp_path / "story.json"
    path.write_text(json.dumps({"files": ["1.txt"], "events": rows}), "utf-8")
    files, (event,) = by_hand(path)
    assert files == ["1.txt"] and event == Event("1.txt", 3, 9, ("AID", "SUPPORT"), "planned")
    assert count([_event(4, "SUPPORT")], [event]).right == pytest.approx(1)
