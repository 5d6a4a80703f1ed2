"""Calibration from predictions made by hand."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from benchmarks import calibration
from benchmarks.calibration import Told, of_events, of_times
from benchmarks.measures import calibration_error
from firsthand.encoder import EVENT_CLASSES, Encoder

TEXT = """<TimeML><TIMEX3 type="DATE" value="1998-02-06" functionInDocument="CREATION_TIME">x</TIMEX3><TEXT>
He <EVENT eid="e1" class="OCCURRENCE">left</EVENT> on <TIMEX3 type="DATE" value="1998-02-05">Thursday</TIMEX3>.

He <EVENT eid="e2" class="REPORTING">said</EVENT> so.
</TEXT></TimeML>"""


def test_certain_and_right_is_calibrated_and_certain_and_wrong_is_not() -> None:
    assert calibration_error([1.0, 1.0], [True, True]) == 0
    assert calibration_error([1.0, 1.0], [False, False]) == 1
    assert calibration_error([0.5] * 4, [True, False, True, False]) == 0
    assert calibration_error([0.1, 0.2], [False, False]) == pytest.approx(0.15)
    assert calibration_error([], []) == 0


def test_what_is_not_told_counts_for_recall_alone() -> None:
    told = Told()
    told.add([(0, 1, "PER", 0.9), (2, 4, "ORG", 0.7)], {(0, 1, "PER"), (2, 3, "ORG"), (5, 6, "LOC")})
    assert told.figures() == pytest.approx(
        {"ECE": 0.4, "ECE, crossed": 0.4, "mean probability": 0.8, "precision": 0.5, "recall": 1 / 3, "F1": 0.4}
    )


def test_times_and_events_of_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.tml").write_text(TEXT, "utf-8")

    def read(encoder: Encoder, sentences: list[list[str]]) -> list[SimpleNamespace]:
        assert sentences == [["He", "left", "on", "Thursday", "."], ["He", "said", "so", "."]]
        times, events = (np.full((len(s), width), 0.01) for s in sentences[:1] for width in (17, len(EVENT_CLASSES)))
        times[:, 0] = events[:, 0] = 0.9
        times[3, [0, 4]] = 0.1, 0.8
        events[1, [0, 1]] = 0.1, 0.7
        events[2, [0, 3]] = 0.1, 0.6
        none = [np.log(np.full((4, width), 0.01) + np.eye(1, width) * 0.9) for width in (17, len(EVENT_CLASSES))]
        first = SimpleNamespace(heads={"times": np.log(times), "events": np.log(events)})
        return [first, SimpleNamespace(heads={"times": none[0], "events": none[1]})]

    monkeypatch.setattr(calibration, "run", read)
    monkeypatch.setattr(calibration, "calibrated", lambda _, probability: probability)
    told = of_times(tmp_path, cast(Encoder, None))
    assert (told.sure, told.right, told.gold) == ([0.8], [True], 1)
    told = of_events(tmp_path, cast(Encoder, None))
    assert told.sure == pytest.approx([0.7, 0.6])
    assert (told.right, told.gold) == ([True, False], 2)
