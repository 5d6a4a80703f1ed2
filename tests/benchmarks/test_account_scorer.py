"""The scorer of accounts, on a story of two sentences whose key and account are built here by hand."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks import keys
from benchmarks.account import Measure, main, match, score
from benchmarks.accounts import load_account
from benchmarks.keys import KeyDocument, KeyFormError, parse_key

ONE = "Dam works begin\nMayor Jane Roe told the Daily Echo on Monday that the dam will be built. Share this\n"
TWO = 'Dam halted\n"The dam will not be built," said Roe. The mayor met Oslo Group.\n'
TEXTS = {"1.txt": ONE, "2.txt": TWO}
KEYS = Path(__file__).parent.parent / "keys"


def at(file: str, words: str, nth: int = 0) -> dict[str, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[file].index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def pair(file: str, words: str, nth: int = 0) -> list[int]:
    return list(at(file, words, nth).values())


def place(file: str, words: str) -> dict[str, Any]:
    return {"file": file, "span": pair(file, words)}


def mention(document: str, words: str, nth: int = 0) -> dict[str, Any]:
    return {"document": document, **at(f"{document}.txt", words, nth)}


def a_key() -> dict[str, Any]:
    built, halted = "the dam will be built", "The dam will not be built,"
    said = {"part": 0, "speaker": ["Jane Roe"], "act": "announces", "inside": None}
    first = {"id": "a", "file": "1.txt", "spans": [pair("1.txt", built)], "form": "indirect", "chain": ["Daily Echo"]}
    second = {"id": "b", "file": "2.txt", "spans": [pair("2.txt", halted)], "form": ["direct", "mixed"], "chain": []}
    event = {"id": "e", "file": "2.txt", "part": 0, "span": pair("2.txt", "met Oslo Group"), "types": ["CONSULT"]}
    sides = [[place("1.txt", built)], [place("2.txt", halted)]]
    return {
        "documents": [
            {"file": "1.txt", "title": "Dam works begin", "true": "2024-05-07", "loose": ["2024-05-07", "2024-05-08"]},
            {"file": "2.txt", "title": at("2.txt", "Dam halted"), "loose": ["2024-05-01", "2024-12-31"]},
        ],
        "statements": [
            {**said, **first, "when": ["2024-05-06", "2024-05-06"]},
            {**said, **second, "act": ["denies"], "when": None},
        ],
        "aliases": [["Jane Roe", "Roe"]],
        "distinct": [["Roe", "Oslo Group"]],
        "events": [{**event, "status": ["asserted"]}],
        "claims": [{"id": "c", "what": "a dam", "members": [*sides[0], *sides[1]], "max_origins": 1}],
        "conflicts": [{"id": "k", "what": "built or not", "kind": "polarity", "sides": sides}],
        "not_conflicts": [{"id": "n", "what": "no", "sides": [sides[0], [place("2.txt", "met Oslo Group")]]}],
        "furniture": [place("1.txt", "Share this")],
    }


def when(earliest: str | None, latest: str | None) -> dict[str, Any]:
    return {"earliest": earliest, "latest": latest, "basis": "inferred", "evidence": []}


def an_account() -> dict[str, Any]:
    first = {"id": "s1", "document": "1", "content": [at("1.txt", "the dam will be built")], "form": "indirect"}
    second = {"id": "s2", "document": "2", "content": [at("2.txt", "The dam will not be built")], "form": "direct"}
    echo = {"entity": "echo", "span": None, "basis": "stated"}
    told, published = when("2024-05-06", "2024-05-06"), when("2024-05-07", "2024-05-07")
    roe = [mention("1", "Jane Roe"), mention("2", "Roe")]
    event = {"id": "e1", "document": "2", "span": at("2.txt", "met"), "type": "CONSULT", "status": "happened"}
    return {
        "documents": [
            {
                "id": "1",
                "file": "x/1.txt",
                "start": 0,
                "end": len(ONE),
                "title": "Dam works  begin",
                "published": published,
            },
            {
                "id": "2",
                "file": "x/2.txt",
                "start": 0,
                "end": len(TWO),
                "title": "Dam halted",
                "published": when(None, None),
            },
        ],
        "entities": [
            {"id": "roe", "kind": "person", "name": "Jane Roe", "aliases": [], "mentions": roe},
            {"id": "echo", "kind": "outlet", "name": "Daily Echo", "mentions": [mention("1", "the Daily Echo")]},
            {"id": "oslo", "kind": "organization", "name": "Oslo Group", "mentions": [mention("2", "Oslo Group")]},
        ],
        "statements": [
            {**first, "speaker": "roe", "act": "announces", "via": [echo], "said": told},
            {**second, "speaker": "roe", "act": "denies", "via": [], "said": when(None, "2024-12-31")},
        ],
        "events": [event],
        "claims": [{"id": "c1", "reports": ["s1", "s2"], "independent": 1}],
        "conflicts": [{"id": "k1", "kind": "polarity", "sides": [["s2"], ["s1"]]}],
    }


def scored(account: dict[str, Any], key: dict[str, Any] | None = None) -> dict[str, Measure]:
    lines = score(parse_key(a_key() if key is None else key), load_account(account, TEXTS), TEXTS)
    return {line.name.strip().removeprefix("of them: "): line for line in lines}


def counts(account: dict[str, Any], key: dict[str, Any] | None = None) -> dict[str, tuple[int, int]]:
    return {name: (line.right, line.total) for name, line in scored(account, key).items()}


def test_a_perfect_account_scores_everything_and_has_no_misses() -> None:
    lines = scored(an_account())
    assert all(line.right == (0 if line.fewer else line.total) and line.total for line in lines.values())
    assert not [miss for line in lines.values() for miss in line.misses]


def test_an_empty_account_scores_nothing() -> None:
    lines = scored({"documents": []})
    assert all(line.right == 0 for line in lines.values())
    assert lines["statements found"].misses == ("a «the dam will be built»", "b «The dam will not be built,»")


def test_an_over_long_statement_is_not_found() -> None:
    account = an_account()
    long = "word " * 60 + ONE
    texts = {**TEXTS, "1.txt": long}
    key = a_key()
    shift = len("word " * 60)
    key["statements"][0]["spans"] = [[place + shift for place in key["statements"][0]["spans"][0]]]
    account["statements"][0]["content"] = [{"start": 0, "end": len(long)}]
    assert set(match(parse_key(key), load_account(account, texts), texts)) == {"b"}
    account["statements"][0]["content"] = [{"start": shift, "end": len(long)}]
    assert set(match(parse_key(key), load_account(account, texts), texts)) == {"a", "b"}


def test_a_statement_that_covers_less_than_half_is_not_found() -> None:
    account = an_account()
    account["statements"][0]["content"] = [at("1.txt", "the dam")]
    assert counts(account)["statements found"] == (1, 2)
    account["statements"][0]["content"] = [at("1.txt", "the dam will")]
    assert counts(account)["statements found"] == (2, 2)


def test_one_prediction_is_one_statement_only_and_the_closest_one_wins() -> None:
    account = an_account()
    wide = copy.deepcopy(account["statements"][0]) | {"id": "s0", "content": [at("1.txt", ONE.split("\n")[1])]}
    account["statements"].append(wide)
    found = match(parse_key(a_key()), load_account(account, TEXTS), TEXTS)
    assert {wanted: said.id for wanted, said in found.items()} == {"a": "s1", "b": "s2"}


def test_what_overlaps_nothing_in_the_key_is_counted_unless_the_key_has_it_as_optional() -> None:
    account, key = an_account(), a_key()
    account["statements"].append(account["statements"][1] | {"id": "s3", "content": [at("2.txt", "met Oslo Group")]})
    assert counts(account)["statements overlapping nothing in key"] == (1, 3)
    optional = {"id": "o", "spans": [pair("2.txt", "met Oslo Group")], "optional": True}
    key["statements"].append(key["statements"][1] | optional)
    assert counts(account, key)["statements overlapping nothing in key"] == (0, 3)
    assert counts(account, key)["statements found"] == (2, 2)


@pytest.mark.parametrize(
    ("measure", "change"),
    [
        ("speaker", {"speaker": "oslo"}),
        ("speaker", {"speaker": None}),
        ("form", {"form": "mixed"}),
        ("act", {"act": "asks"}),
        ("chain", {"via": []}),
        ("day said", {"said": when("2024-05-07", "2024-05-07")}),
        ("day said", {"said": when("2024-05-01", "2024-05-31")}),
        ("day said", {"said": when(None, None)}),
    ],
)
def test_a_wrong_attribute_costs_its_own_measure_only(measure: str, change: dict[str, Any]) -> None:
    account = an_account()
    account["statements"][0] |= change
    got = counts(account)
    assert got.pop(measure) == (1, 2)
    assert got == {name: count for name, count in counts(an_account()).items() if name != measure}


def test_an_outlet_that_the_key_does_not_name_breaks_the_chain_and_an_optional_one_does_not() -> None:
    account, key = an_account(), a_key()
    account["statements"][1]["via"] = [{"entity": "echo", "span": None, "basis": "inferred"}]
    assert counts(account)["chain"] == (1, 2)
    key["statements"][1]["chain_optional"] = ["the Daily Echo"]
    assert counts(account, key)["chain"] == (2, 2)


def test_a_statement_without_a_source_wants_no_speaker() -> None:
    account, key = an_account(), a_key()
    key["statements"][0]["speaker"] = None
    assert counts(account, key)["speaker"] == (1, 2)
    account["statements"][0]["speaker"] = None
    assert counts(account, key)["speaker"] == (2, 2)


def test_a_day_that_the_text_does_not_settle_wants_a_vague_answer() -> None:
    account = an_account()
    account["statements"][1]["said"] = when("2024-05-06", "2024-05-06")
    assert counts(account)["day said"] == (1, 2)
    account["statements"][1]["said"] = when("2024-01-01", "2024-05-06")
    assert counts(account)["day said"] == (2, 2)


def test_names_merged_or_split_wrongly_are_told() -> None:
    account = an_account()
    account["entities"][0]["mentions"].append(account["entities"][2]["mentions"].pop())
    assert counts(account)["names kept apart"] == (0, 1)
    account = an_account()
    surname = {"id": "roe2", "kind": "person", "name": "Roe", "mentions": [account["entities"][0]["mentions"].pop()]}
    account["entities"].append(surname)
    assert counts(account)["names grouped"] == (0, 1)


def test_a_form_may_be_a_place() -> None:
    key = a_key()
    key["aliases"] = [["Jane Roe", place("2.txt", "Roe")]]
    assert counts(an_account(), key)["names grouped"] == (1, 1)


def test_a_claim_with_too_many_origins_is_not_found() -> None:
    account = an_account()
    account["claims"][0]["independent"] = 2
    assert counts(account)["claims found"] == (0, 1)
    account["claims"][0] |= {"independent": 1, "reports": ["s1"]}
    assert counts(account)["claims found"] == (0, 1)


def test_false_conflicts_and_furniture_are_counted() -> None:
    account = an_account()
    account["conflicts"].append({"id": "k2", "kind": "polarity", "sides": [["s1"], ["e1"]]})
    junk = {"id": "junk", "kind": "other", "name": "Share", "mentions": [mention("1", "Share")]}
    account["entities"].append(junk)
    got = counts(account)
    assert (got["false conflicts told"], got["conflicts found"]) == ((1, 1), (1, 1))
    assert got["entities from furniture"] == (1, 4)


def test_a_file_of_two_documents_must_be_cut_where_the_key_says() -> None:
    key, account = a_key(), an_account()
    cut = TWO.index("The mayor")
    key["documents"] = [
        {"file": "2.txt", "part": 0, "span": [0, cut], "title": "Dam halted"},
        {"file": "2.txt", "part": 1, "span": [cut, len(TWO)], "title": "The mayor"},
    ]
    assert counts(account, key)["documents cut"] == (0, 2)
    account["documents"][1]["end"] = cut
    account["documents"].append({"id": "3", "file": "2.txt", "start": cut, "end": len(TWO), "title": "The mayor"})
    assert counts(account, key)["documents cut"] == (2, 2)
    assert counts(account, key)["documents titled"] == (2, 2)


@pytest.mark.parametrize(
    ("predicted", "right"),
    [(("2024-05-06", "2024-05-06"), False), ((None, None), True), (("2024-03-01", "2024-09-01"), True)],
)
def test_a_day_without_ground_is_too_bold_for_a_publication_date(
    predicted: tuple[str | None, str | None], right: bool
) -> None:
    vague = KeyDocument("1.txt", 0, None, (), None, None, (date(2024, 1, 1), date(2024, 12, 31)))
    interval = keys.interval(list(predicted))
    assert interval is not None
    assert keys.published_right(interval, vague) is right


@pytest.mark.parametrize(
    ("predicted", "accepted", "same"),
    [
        ("the Daily Echo", "Daily Echo", True),
        ("Daily\u00a0Echo", "Daily Echo", True),
        ("Daily Echo", "Daily", False),
        ("President Roe", "Roe", True),
        ("Ruritanian leader Jane Roe’s", "Jane Roe", True),
        ("a spokesman for Jane Roe", "Jane Roe", False),
        ("Roe's office", "Roe", False),
        ("the mayor, Jane Roe", "Roe", False),
        ("the mayor, Jane Roe", "Jane Roe", True),
        ("two senior officials at the ministry", "two senior officials", True),
        ("the president", "president", True),
        ("", "Roe", False),
    ],
)
def test_same_name(predicted: str, accepted: str, same: bool) -> None:
    assert keys.same_name(predicted, accepted) is same


def test_a_key_of_the_wrong_form_names_its_row() -> None:
    key = a_key()
    key["statements"][1]["spans"] = [[9, 9]]
    with pytest.raises(KeyFormError, match=r"statements\[b\]"):
        parse_key(key)


def test_the_command_prints_the_measures_and_the_misses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file, text in TEXTS.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    account = an_account()
    account["statements"].pop()
    (tmp_path / "key.json").write_text(json.dumps(a_key()), encoding="utf-8")
    (tmp_path / "account.json").write_text(json.dumps(account), encoding="utf-8")
    arguments = [str(tmp_path / "key.json"), str(tmp_path / "account.json"), "--texts", str(tmp_path)]
    assert main([*arguments, "--errors"]) == 0
    printed = capsys.readouterr().out
    assert "statements found" in printed
    assert "    b «The dam will not be built,»" in printed
    assert main([*arguments[:2], "--texts", str(tmp_path / "nowhere")]) == 2


@pytest.mark.parametrize("path", sorted(KEYS.rglob("*.json")), ids=lambda path: str(path.name))
def test_every_key_in_the_tree_is_of_the_form_and_holds_no_text(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    key = parse_key(raw)
    assert key.documents
    assert key.statements

    def longest(value: Any) -> int:
        if isinstance(value, str):
            return len(value)
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return max(map(longest, inner), default=0)

    assert longest(raw) <= 80


def test_a_page_s_own_sentence_makes_nothing_up() -> None:
    texts = {"a.txt": "The bridge was closed."}
    told: dict[str, Any] = {
        "id": "s-1", "document": "d-1", "speaker": None, "content": [{"document": "d-1", "start": 0, "end": 22}],
        "form": "indirect", "act": "says", "speaker_span": None, "cue_span": None,
    }  # fmt: skip
    heard = {**told, "id": "s-2", "cue_span": {"document": "d-1", "start": 11, "end": 14}}
    raw = {"documents": [{"id": "d-1", "file": "a.txt"}], "statements": [told, heard]}
    assert [said.own for said in load_account(raw, texts).statements] == [True, False]
