"""Rows of PLV, their folds, and the figures at the three levels."""

from pathlib import Path

import pytest

from benchmarks.plover import figures, load, over_folds


def test_rows_are_read_without_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "PLV_test.tsv"
    path.write_text("sentence_id\tmarked_sentence\tgold_root\n9\t<S>Kovia</S> met <T>Ruzmia</T>.\tRETREAT\n", "utf-8")
    (row,) = load(path)
    assert (row.text, row.source, row.target) == ("Kovia met Ruzmia.", (0, 5), (10, 16))
    assert (row.gold, row.key) == ("YIELD", "9")


def test_levels_join_classes() -> None:
    found = figures([("AID", "YIELD"), ("AGREE", "AGREE"), ("ACCUSE", "ASSAULT"), ("ASSAULT", "ASSAULT")])
    assert found["root"] == pytest.approx((0 + 1 + 0 + 2 / 3) / 4)
    assert found["quad"] == pytest.approx((1 + 1 + 0 + 2 / 3) / 4)
    assert found["binary"] == 1


def test_folds_are_scored_one_by_one() -> None:
    pairs = [("AID", "AID")] * 40 + [("ACCUSE", "ACCUSE")] * 40
    found = over_folds(pairs, [str(i) for i in range(80)], 5)
    assert found["root, mean of 5 folds"] == 1 and found["root, spread over folds"] == 0
    found = over_folds([*pairs, ("ACCUSE", "AID")], [*map(str, range(80)), "80"], 5)
    assert 0.9 < found["binary, mean of 5 folds"] < 1 and found["binary, spread over folds"] > 0
