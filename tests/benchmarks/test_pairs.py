"""Pairs of sentences in the forms of the public sets, with a relation that is made up here."""

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.pairs import LABELS, Pair, answers, figures, held, load, pair
from firsthand.encoder import RELATIONS


def by_words(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """ "not" in one sentence only contradicts; the same first word entails or is the same; else unrelated."""
    rows = []
    for first, second in pairs:
        if ("not" in first.split()) != ("not" in second.split()):
            rows.append([0.0, 0.1, 0.6, 0.3])
        elif first.split()[0] == second.split()[0]:
            rows.append([0.3, 0.3, 0.4, 0.0])
        else:
            rows.append([0.1, 0.1, 0.1, 0.7])
    return np.array(rows, np.float32)


def test_the_label_is_that_whose_relations_are_likeliest_together() -> None:
    rows = [("Rain fell.", "Rain fell there."), ("Rain fell.", "Rain did not fall."), ("Rain fell.", "He ate.")]
    pairs = [Pair(first, second, "", "") for first, second in rows]
    for name, wanted in {
        "RTE": ["entailment", "not_entailment", "not_entailment"],
        "BreakingNLI": ["entailment", "contradiction", "neutral"],
        "ClaimDiff-S": ["strengthens", "does not", "strengthens"],
        "ClaimDiff-W": ["does not", "weakens", "does not"],
    }.items():
        labelled = [
            Pair(one.first, one.second, label, "")
            for one, label in zip(pairs, [*LABELS[name], *LABELS[name]], strict=False)
        ]
        assert answers(name, labelled, by_words) == wanted


def test_only_labels_that_occur_are_told() -> None:
    pairs = [Pair("Rain fell.", "He ate.", "SUPPORTS", ""), Pair("Rain fell.", "Rain did not fall.", "REFUTES", "")]
    assert answers("FeverSymmetric", pairs, by_words) == ["SUPPORTS", "REFUTES"]


def test_every_set_has_a_relation_of_its_own_for_every_label() -> None:
    for labels in LABELS.values():
        told = [relation for relations in labels.values() for relation in relations]
        assert len(told) == len(set(told)) and set(told) <= set(RELATIONS)


def test_figures() -> None:
    found = figures(["a", "a", "a", "b"], ["a", "b", "a", "b"])
    assert found["accuracy"] == 0.75
    assert found["accuracy of the commonest label"] == 0.75
    assert found["F1 a"] == 0.8
    assert found["F1 b"] == pytest.approx(2 / 3)
    assert found["macro-F1"] == pytest.approx((0.8 + 2 / 3) / 2)


def test_pairs_that_share_sentences_are_held_out_together() -> None:
    row = {"claim": "c", "evidence_sentence": "e", "label": "REFUTES"}
    groups = {pair(row | {"id": name}, "FeverSymmetric").group for name in ("54253", "542530000002", "542530000004")}
    assert groups == {"54253"}
    claim = {"claim_a": "a", "claim_b": "b", "relation": 1, "topic": "t"}
    assert pair(claim | {"pair_id": "x_rev"}, "ClaimDiff-W") == Pair("a", "b", "weakens", "t")
    assert 150 < sum(held(str(i)) for i in range(1000)) < 250


def test_the_forms_of_the_sets(tmp_path: Path) -> None:
    claim = {"claim_a": "a", "claim_b": "b", "relation": 0, "topic": "t", "pair_id": "x"}
    strength = tmp_path / "ClaimDiff-strength-test.json"
    strength.write_text(json.dumps({"data": [claim]}), "utf-8")
    assert load(strength) == ("ClaimDiff-S", [Pair("a", "b", "does not", "t")])
    rte = tmp_path / "test.tsv"
    rte.write_text('index\tsentence1\tsentence2\tlabel\n7\tHe said "no\tHe spoke\tentailment\n', "utf-8")
    assert load(rte) == ("RTE", [Pair('He said "no', "He spoke", "entailment", "7")])
    line = json.dumps({"sentence1": "p", "sentence2": "h", "gold_label": "neutral", "pairID": 3})
    packed = tmp_path / "breaking_nli_dataset.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("data/README.txt", "words")
        archive.writestr("data/dataset.jsonl", line + "\n" + line.replace("neutral", "-") + "\n")
    assert load(packed) == ("BreakingNLI", [Pair("p", "h", "neutral", "p")])
    fever = tmp_path / "fever.jsonl"
    fever.write_text(json.dumps({"id": 5, "claim": "c", "evidence": "e", "label": "SUPPORTS"}) + "\n", "utf-8")
    assert load(fever) == ("FeverSymmetric", [Pair("e", "c", "SUPPORTS", "5")])


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"claim": "c"}\n', "utf-8")
    with pytest.raises(SystemExit, match="read as FeverSymmetric"):
        load(path)
