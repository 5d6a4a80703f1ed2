from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from firsthand.merge import merge
from firsthand.merge.evidence import Evidence, names
from firsthand.merge.likeness import likelihoods
from firsthand.merge.meanings import Meanings
from firsthand.merge.pairs import Pairs
from firsthand.merge.reports import Report, reports
from firsthand.model import Annotations
from tests.merge.pages import Said, page

LIND = ("person", "Mara Lind", "Lind")
EK = ("person", "Jon Ek", "Ek")


def pointing(*directions: float) -> bytes:
    vector = np.zeros(128)
    vector[: len(directions)] = directions
    return bytes(np.rint(127 * vector / np.linalg.norm(vector)).astype(np.int8).tobytes())


def meant(file: str, who: str, text: str, content: str, meaning: bytes) -> Annotations:
    made = page(file, text, {who: LIND if who == "l" else EK}, [Said(who, content)])
    return replace(made, statements=tuple(replace(one, meaning=meaning) for one in made.statements))


def told(*meanings: bytes) -> tuple[Report, ...]:
    pages = [meant(f"{at}", "l", "Mara Lind said it rains.", "it rains", one) for at, one in enumerate(meanings)]
    return reports(pages, {})


def test_neighbours_are_near_and_a_report_without_a_meaning_has_none() -> None:
    items = told(pointing(1, 0), pointing(0, 1), pointing(1, 0.1), b"")
    known = Meanings([item.meaning for item in items])
    assert known.neighbours() == {(0, 2)}
    cosines, told_of = known.cosines(np.array([[0, 1], [0, 3]]))
    assert cosines.tolist() == [0.0, 0.0] and told_of.tolist() == [True, False]
    assert (items[0], items[2]) in Pairs(items).worth


def test_what_is_near_in_meaning_is_likelier_one_claim_than_what_is_far() -> None:
    items = told(pointing(1), pointing(0.3, 1), pointing(0.7, 0.7), pointing(1, 0.3))
    places = np.array([[0, 1], [0, 2], [0, 3]])
    found = Evidence(items, Meanings([item.meaning for item in items]))
    scores = likelihoods(found.rows(places)).tolist()
    assert scores == sorted(scores) and scores[0] < scores[2]
    assert found.table(places)["cosine, close"][1] == pytest.approx(0.207, abs=0.01)


def test_the_evidence_is_the_same_whichever_of_two_comes_first() -> None:
    items = told(pointing(1), pointing(0.3, 1), b"")
    found = Evidence(items, Meanings([item.meaning for item in items]))
    places = np.array([[0, 1], [0, 2], [1, 2]])
    assert found.rows(places).tolist() == found.rows(places[:, ::-1]).tolist()
    assert found.rows(places).shape == (3, len(names()))


def test_two_wordings_of_one_meaning_are_one_claim() -> None:
    first = ("a", "e", "Jon Ek said the harbour was closed to every ferry.", "the harbour was closed to every ferry")
    second = ("b", "l", "Mara Lind said no ferry may enter the harbour.", "no ferry may enter the harbour")
    third = ("b", "l", "Mara Lind said the quay was closed to all boats.", "the quay was closed to all boats")

    def count(other: tuple[str, str, str, str], *meanings: bytes) -> int:
        return len(merge([meant(*first, meanings[0]), meant(*other, meanings[1])]).claims)

    assert count(third, pointing(1), pointing(1, 0.05)) == 1
    assert count(third, pointing(1), pointing(0, 1)) == 0
    assert count(second, pointing(1), pointing(1, 0.05)) == 0, "a denial is near to what it denies"
