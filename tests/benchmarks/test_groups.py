from __future__ import annotations

from typing import Any

from benchmarks.groups import Groups, Homes, compare, lines, total
from benchmarks.labels import development

TEXT = (
    "Tilda Roan met Edvard Moss. Roan left, Moss too. The mayor spoke. The envoy stayed; the envoy slept. A clerk ran."
)


def _place(words: str, nth: int = 0) -> tuple[str, tuple[int, int]]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return "1.txt", (at, at + len(words))


def _head(words: str, nth: int = 0) -> list[Any]:
    file, (_, end) = _place(words, nth)
    return [file, end - len(words.split()[-1]), end]


LABEL: dict[str, Any] = {
    "names": [["Tilda Roan", "Roan"], ["Edvard Moss", "Moss"]],
    "descriptions": [
        [*_head("The mayor"), "Tilda Roan"],
        [*_head("The envoy"), "#the envoy"],
        [*_head("the envoy"), "#the envoy"],
    ],
    "candidates": [_head("A clerk")],
}


def _homes(*entities: tuple[str, list[tuple[str, int]]]) -> Homes:
    mentions = [(name, name, _place(words, nth)) for name, given in entities for words, nth in given]
    return Homes(mentions, {"1.txt": TEXT})


def test_groups_are_whole_split_or_lack_a_form() -> None:
    roan = ("roan", [("Tilda Roan", 0), ("Roan", 1), ("The mayor", 0)])
    whole = compare(LABEL, _homes(roan, ("moss", [("Edvard Moss", 0), ("Moss", 1)]))).counts
    assert (whole["whole"], whole["split"], whole["lacking"], whole["merged"]) == (2, 0, 0, 0)
    other = compare(LABEL, _homes(("roan", [("Tilda Roan", 0)]), ("short", [("Roan", 1)]))).counts
    assert (other["whole"], other["split"], other["lacking"]) == (0, 1, 1)


def test_two_groups_of_one_entity_are_a_false_merge() -> None:
    both = ("both", [("Tilda Roan", 0), ("Roan", 1), ("Edvard Moss", 0), ("Moss", 1)])
    assert compare(LABEL, _homes(both)).counts["merged"] == 1


def test_descriptions_are_right_wrong_or_nobodys() -> None:
    roan, moss = ("roan", [("Tilda Roan", 0)]), ("moss", [("Edvard Moss", 0)])
    right = compare(LABEL, _homes((roan[0], [*roan[1], ("The mayor", 0)]), moss)).counts
    wrong = compare(LABEL, _homes(roan, (moss[0], [*moss[1], ("The mayor", 0), ("A clerk", 0)]))).counts
    none = compare(LABEL, _homes(roan, moss)).counts
    assert right["named right"] == wrong["named wrong"] == none["named none"] == 1
    assert wrong["false"] == 1 and right["rightly none"] == 1


def test_descriptions_of_one_without_a_name_are_right_where_they_are_together() -> None:
    roan = ("roan", [("Tilda Roan", 0)])
    one = compare(LABEL, _homes(roan, ("envoy", [("The envoy", 0), ("the envoy", 0)]))).counts
    two = compare(LABEL, _homes(roan, ("envoy", [("The envoy", 0)]), ("other", [("the envoy", 0)]))).counts
    assert one["unnamed right"] == 2 and two["unnamed right"] == 0 and two["unnamed none"] == 2


def test_counts_are_added_up_and_told() -> None:
    both = total([compare(LABEL, _homes(("roan", [("Tilda Roan", 0), ("Roan", 1)])))] * 2)
    assert lines(both)[0] == "groups 4: whole 2 (0.500), split 0, lacking a form 2; merged with another 0"
    assert lines(Groups())[0].startswith("groups 0: whole 0 (0.000)")


def test_development_stories_are_told_by_their_number() -> None:
    assert [development(name) for name in ("g5w-10", "g5w-15", "g5w-12")] == [True, True, False]
