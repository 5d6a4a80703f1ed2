"""The measure of claims and conflicts against readings, on an account of three pages built here by hand."""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks.accounts import Account
from benchmarks.keys import Place
from benchmarks.stories import judged, key_of, lines

READING: dict[str, Any] = {
    "claims": [[["1.txt", 0, 10], ["2.txt", 0, 10]], [["1.txt", 20, 30], ["2.txt", 20, 30]]],
    "conflicts": [{"kind": "polarity", "sides": [[["1.txt", 0, 10]], [["3.txt", 0, 10]]]}],
    "not_conflicts": [[[["1.txt", 20, 30]], [["3.txt", 0, 10]]]],
}
PLACES: dict[str, tuple[Place, ...]] = {
    "a": (("1.txt", (2, 8)),), "b": (("2.txt", (5, 15)),), "c": (("2.txt", (25, 28)),), "d": (("3.txt", (0, 4)),),
    "e": (("1.txt", (22, 29)),), "f": (("3.txt", (50, 60)),),
}  # fmt: skip


def account(claims: list[list[str]], conflicts: list[list[list[str]]]) -> Account:
    joined: list[dict[str, Any]] = [{"reports": reports, "independent": 2} for reports in claims]
    apart: list[dict[str, Any]] = [{"sides": sides} for sides in conflicts]
    return Account((), (), (), (), joined, apart, PLACES)


def test_what_joins_passages_of_one_claim_is_right_and_what_joins_two_claims_is_against_the_reading() -> None:
    found = judged(key_of(READING), account([["a", "b"], ["b", "e"], ["d", "f"]], []))
    assert (found["claims"], found["claims found"], found["claims told"]) == (2, 1, 3)
    assert (found["claims right"], found["claims against"]) == (1, 1)


def test_a_conflict_is_right_whichever_side_comes_first_and_against_the_reading_where_it_calls_it_none() -> None:
    found = judged(key_of(READING), account([], [[["d"], ["a"]], [["e"], ["d"]], [["b"], ["c"]]]))
    assert (found["conflicts found"], found["conflicts told"]) == (1, 3)
    assert (found["conflicts right"], found["conflicts against"]) == (1, 1)


def test_the_lines_tell_found_and_told() -> None:
    counts = Counter({"claims": 4, "claims found": 3, "claims told": 5, "claims right": 2, "claims against": 1})
    assert next(lines("all", counts)).split() == ("all claims found 3 of 4 told 5: right 2, against 1".split())
