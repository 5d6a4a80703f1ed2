"""The measure of statements that readers have judged, on an account made by hand."""

from typing import Any

from benchmarks.accounts import Account, Entity, Said
from benchmarks.keys import Place
from benchmarks.verdicts import counts, named, verdicts, wrong

ROE, DOE = Entity("person", ("Ann Roe",), ()), Entity("person", ("John Doe", "he"), ())


def label(start: int, end: int, speaker: str | None, *wrong: str) -> dict[str, Any]:
    return {
        "file": "1.txt", "spans": [[start, end]], "cue": None, "speaker": speaker, "right": not wrong,
        "wrong": list(wrong),
    }  # fmt: skip


def labels(*statements: dict[str, Any], missing: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {"names": [["Ann Roe", "Roe"]], "statements": list(statements), "missing": list(missing)}


def account(*told: tuple[int, int, Entity | None]) -> Account:
    said, places = [], dict[str, tuple[Place, ...]]()
    for number, (start, end, speaker) in enumerate(told):
        name = f"s{number}"
        said.append(Said(name, "1.txt", frozenset(), speaker, "direct", "says", (), (None, None)))
        places[name] = (("1.txt", (start, end)),)
    return Account((), (ROE, DOE), tuple(said), (), [], [], places)


def test_speakers_are_kept_mended_or_lost() -> None:
    judged = labels(
        label(0, 50, "Roe"), label(60, 90, "John Doe"), label(100, 130, "Ann Roe", "speaker"), label(200, 230, None)
    )
    found = counts(judged, account((0, 48, ROE), (60, 90, ROE), (100, 130, ROE), (200, 230, None), (300, 310, DOE)))
    assert (found["told"], found["read before"], found["new"]) == (5, 4, 1)
    assert (found["  called right"], found["    speaker kept"]) == (3, 2)
    assert (found["  speaker was wrong"], found["    mended"]) == (1, 1)
    assert list(wrong(judged, account((60, 90, ROE)))) == ["1.txt 60 (right before): Ann Roe, labelled John Doe"]


def test_what_is_none_or_badly_cut_is_told_no_more_or_anew() -> None:
    judged = labels(
        label(0, 50, "Roe", "none"), label(60, 90, "Roe", "none"), label(100, 200, "Roe", "content"),
        label(300, 350, "Roe", "content"), label(400, 450, "Roe"),
    )  # fmt: skip
    found = counts(judged, account((0, 50, ROE), (100, 130, ROE), (300, 350, ROE)))
    assert (found["  called none"], found["told no more: none"], found["told no more: right"]) == (1, 1, 1)
    assert (found["  badly cut"], found["    cut anew"]) == (1, 0), "what is too short is another"
    assert counts(judged, account((100, 160, ROE)))["    cut anew"] == 1


def test_one_statement_told_is_one_of_those_judged() -> None:
    judged = labels(label(0, 50, "Roe"), label(20, 50, "Roe"))
    assert [one.said is not None for one in verdicts(judged, account((18, 50, ROE)))] == [False, True]


def test_what_was_missed_is_told_by_the_right_speaker_in_its_sentence() -> None:
    judged = labels(missing=(["1.txt", 0, 80, "Roe"], ["1.txt", 100, 180, "Roe"], ["1.txt", 200, 280, "Roe"]))
    found = counts(judged, account((10, 70, ROE), (110, 150, DOE), (150, 240, ROE)))
    assert (found["missed"], found["  told now"]) == (3, 1)


def test_joint_speakers_are_named_together() -> None:
    both = Entity("group", ("Mayor Ann Roe and John Doe",), ())
    assert named(both, ["John Doe; Ann Roe"]) and named(both, ["Roe and Doe"])
    assert not named(ROE, ["John Doe; Ann Roe"])
    assert not named(ROE, [])


def test_a_labelled_name_may_be_cut_short() -> None:
    long = "person who knows " + "very " * 20 + "much and more"
    assert named(Entity("anonymous", (long,), ()), [long[:80]])
