"""Factuality files and figures, on made-up numbers."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from benchmarks.status import Sentence, answers, figures, load
from firsthand.encoder import Reading


def test_a_target_is_the_last_word_of_its_span(tmp_path: Path) -> None:
    row = {"text": "He may give up .", "targets": [{"span1": [2, 4], "label": 0.8, "span_text": "give up"}], "idx": 0}
    path = tmp_path / "test.jsonl"
    path.write_text(json.dumps(row) + "\n\n" + json.dumps({"text": "No .", "targets": []}) + "\n", "utf-8")
    assert load(path) == [Sentence(("He", "may", "give", "up", "."), ((3, 0.8),)), Sentence(("No", "."), ())]
    path.write_text(json.dumps(row | {"text": "He may"}), "utf-8")
    with pytest.raises(SystemExit, match="outside the 2 words"):
        load(path)
    path.write_text(json.dumps({"text": "He"}), "utf-8")
    with pytest.raises(SystemExit, match=":1: no text"):
        load(path)


def test_answers_are_cut_to_the_scale() -> None:
    sentences = [Sentence(("a", "b", "c"), ((0, 3.0), (2, -1.0))), Sentence(("d",), ())]
    numbers = [np.array([3.4, 0.0, -9.0]), np.array([1.0])]
    readings = [cast(Reading, SimpleNamespace(factuality=row)) for row in numbers]
    assert answers(sentences, readings) == [3.0, -3.0]


def test_figures_stand_beside_those_of_constant_answers() -> None:
    found = figures([3.0, 3.0, 0.0, -3.0], [3.0, 2.0, 1.0, -2.0])
    assert found["MAE"] == pytest.approx(0.75)
    assert found["MAE of always 3"] == pytest.approx(9 / 4)
    assert found["MAE of the median"] == pytest.approx((1.5 + 1.5 + 1.5 + 4.5) / 4)
    assert found["r"] == pytest.approx(np.corrcoef([3.0, 3.0, 0.0, -3.0], [3.0, 2.0, 1.0, -2.0])[0, 1])
