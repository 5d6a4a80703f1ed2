"""The scorer of names, on sentences and probabilities made by hand."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.names import INVENTORIES, WISHES, bio, figures, inventory, load, onto, places
from firsthand.encoder import decode

KINDS = ("person", "politician", "organization", "party", "place", "country", "group", "product", "event", "election")


def test_the_set_is_told_by_its_labels() -> None:
    assert inventory(["person", "misc"])[0] == "CoNLL-2003, CrossNER's copy"
    assert inventory(["person", "misc", "election"])[0] == "CrossNER politics"
    assert inventory(["person", "corporation"])[0] == "WNUT-17"
    with pytest.raises(SystemExit, match="no known set has the labels PER, person"):
        inventory(["PER", "person"])


def test_kinds_go_to_the_closest_label() -> None:
    def homes(name: str) -> dict[str, str | None]:
        labels = INVENTORIES[name]
        return {kind: None if i is None else labels[i] for kind, i in zip(KINDS, places(labels, KINDS), strict=True)}

    politics, conll, emerging = homes("CrossNER politics"), homes("CoNLL-2003"), homes("WNUT-17")
    assert politics["politician"] == "politician" and politics["party"] == "politicalparty"
    assert politics["country"] == "country" and politics["election"] == "election" and politics["group"] == "misc"
    assert conll["politician"] == "PER" and conll["party"] == "ORG" and conll["country"] == "LOC"
    assert {conll[kind] for kind in ("group", "product", "event", "election")} == {"MISC"}
    assert emerging["event"] is None and emerging["organization"] == "group" and emerging["product"] == "product"
    assert set(KINDS) < set(WISHES)


def test_probabilities_of_one_label_are_summed_before_the_best_tags_are_found() -> None:
    row = np.full((1, 13), 0.01)
    row[0, [0, 4, 8, 12]] = 0.38, 0.26, 0.26, 0.01
    scores = np.log(row).astype(np.float32)
    assert decode(scores, ("person", "politician", "place")) == []
    as_set = onto(scores, [0, 0, None], 1)
    assert np.exp(as_set[0]) == pytest.approx([0.38 + 0.04, 0.02, 0.02, 0.02, 0.52], abs=1e-5)
    assert decode(as_set, ("PER",)) == [(0, 1, "PER", 0.52)]


def test_figures() -> None:
    gold = [{(0, 2, "PER"), (3, 4, "ORG")}, {(0, 1, "LOC")}]
    told = [{(0, 2, "PER"), (3, 4, "PER")}, {(0, 2, "LOC")}]
    found = figures(gold, told, ("PER", "ORG", "LOC", "MISC"))
    assert found["precision"] == found["recall"] == found["F1"] == pytest.approx(1 / 3)
    assert {name: value for name, value in found.items() if name.startswith("F1 ")} == {
        "F1 PER": pytest.approx(2 / 3),
        "F1 ORG": 0.0,
        "F1 LOC": 0.0,
    }


def test_the_forms_of_column_files(tmp_path: Path) -> None:
    path = tmp_path / "eng.testb"
    path.write_text(
        "-DOCSTART- -X- -X- O\n\nU.N. NNP I-NP I-ORG\nofficial NN I-NP O\nRolf NNP I-NP I-PER\nEkeus NNP I-NP I-PER\n\n"
        "Iraq NNP I-NP I-LOC\nIran NNP I-NP B-LOC\n",
        "utf-8",
    )
    sentences = load(path)
    assert [words for words, _ in sentences] == [["U.N.", "official", "Rolf", "Ekeus"], ["Iraq", "Iran"]]
    assert [spans for _, spans in sentences] == [{(0, 1, "ORG"), (2, 4, "PER")}, {(0, 1, "LOC"), (1, 2, "LOC")}]
    path.write_text("On\tO\r\nMonday\tB-Temporal\r\nNato\tB-Organisation\r\n\r\n", "utf-8")
    assert load(path) == [(["On", "Monday", "Nato"], {(2, 3, "Organisation")})]
    path.write_text("On\tO\n", "utf-8")
    with pytest.raises(SystemExit, match="no names"):
        load(path)


def test_schemes_of_labels() -> None:
    assert bio(["U-PER", "B-ORG", "L-ORG", "I-ORG", "O"]) == ["B-PER", "B-ORG", "I-ORG", "I-ORG", "O"]
