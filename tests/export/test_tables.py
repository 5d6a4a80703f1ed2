"""Flat tables: the words of the source in every row, and forms that spreadsheets, programs and pipes read back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.account import Account
from firsthand.export.summary import summary
from firsthand.export.tables import csv_table, exports, json_lines, tab_lines
from firsthand.rows import EntityRow, Tables, columns, row_types
from firsthand.tables import tables
from tests.handmade import account, sources


@pytest.fixture
def found() -> Tables:
    return tables(account(), sources())


def entity(name: str) -> EntityRow:
    return EntityRow("e-1", "other", name, "", 1, 1, "")


def test_a_statement_row_stands_alone(found: Tables) -> None:
    row = found.statements[1]
    assert (row.speaker, row.text, row.via, row.cue, row.file) == (
        "Jon Ek", "=1+1 of them", "Harbour Post", "said", "harbour.txt",
    )  # fmt: skip
    assert sources()[row.document][row.start : row.end] == row.text
    assert (found.statements[0].outlet, found.statements[0].earliest) == ("Radio Öberau", "2024-03-01")


def test_claims_conflicts_and_timeline_have_a_row_a_report(found: Tables) -> None:
    assert [(row.report, row.origin, row.words) for row in found.claims] == [
        ("s-safe", "Mara Lind", "The ferry is safe"),
        ("s-denial", "Mara Lind", "it"),
    ]
    assert [(row.side, row.speaker) for row in found.conflicts] == [(1, "Jon Ek"), (2, "Mara Lind")]
    assert [(row.moment, row.kind, row.words) for row in found.timeline] == [
        (1, "statement", "The ferry is safe"),
        (2, "event", "marched"),
    ]
    assert [(row.name, row.mentions, row.documents) for row in found.entities][:1] == [("Mara Lind", 1, 1)]
    assert found.mentions[0].text == "Mara Lind"


def test_every_place_is_the_place_of_its_words(found: Tables) -> None:
    places = [(row.document, row.start, row.end, row.text) for row in found.mentions]
    places += [(row.document, row.start, row.end, row.text) for row in found.events]
    places += [(row.document, row.start, row.end, row.words) for row in found.timeline]
    assert len(places) == 7
    for document, start, end, words in places:
        assert sources()[document][start:end] == words


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=4))
def test_csv_reads_back_but_for_what_was_defused(names: list[str]) -> None:
    text = csv_table([entity(name) for name in names], columns("entities"))
    back = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["name"].removeprefix("'") for row in back] == [name.removeprefix("'") for name in names]
    assert not any(row["name"].lstrip()[:1] in set("=+-@") for row in back if row["name"].strip())


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"])
def test_formulas_are_defused(cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO(csv_table([entity(cell)], ["name"]), newline=""))
    assert row["name"] == "'" + cell


def test_csv_is_rfc_4180_and_none_is_empty(found: Tables) -> None:
    text = csv_table(found.events, ["mode", "place", "confidence"])
    assert text == "mode,place,confidence\r\n,Oberau,0.5\r\n"
    assert csv_table([entity('a "b", c')], ["name"]) == 'name\r\n"a ""b"", c"\r\n'


def test_json_lines_name_their_table_and_keep_every_cell(found: Tables) -> None:
    lines = [json.loads(line) for line in json_lines(found.statements, "statements").splitlines()]
    assert [list(line)[:2] for line in lines] == [["table", "id"]] * 3
    assert (lines[1]["text"], lines[0]["addressee"], lines[0]["confidence"]) == ("=1+1 of them", None, 0.75)


def test_pipes_get_one_line_a_row() -> None:
    assert tab_lines([entity("a\tb\r\nc\u2028d")], ["id", "name"]) == "id\tname\ne-1\ta b c d\n"


def test_lone_surrogates_can_be_written() -> None:
    rows = [entity("\ud800")]
    for text in (csv_table(rows, ["name"]), json_lines(rows), tab_lines(rows, ["name"])):
        assert "\\ud800" in text.encode("utf-8").decode("utf-8")


def test_an_empty_table_keeps_its_heading() -> None:
    written = dict(exports(Tables(), "csv", list(row_types())))
    assert list(written) == list(row_types())
    assert written["mentions"] == "entity,name,text,document,file,start,end\r\n"


def test_the_summary_says_who_said_what_through_whom() -> None:
    told = dict(summary(account(), sources()))
    assert told["Statements"][1] == "Jon Ek via Harbour Post — says — =1+1 of them (harbour.txt)"
    assert told["Claims"] == ("The ferry is safe — 1 independent: Mara Lind",)
    assert told["Conflicts"] == ("polarity: Jon Ek: =1+1 of them / Mara Lind: it",)
    assert told["Timeline"][1] == "2024-03-02 — unknown — marched (ferry.txt)"
    assert all(lines == () for _, lines in summary(Account(), {}))


def test_the_summary_cuts_long_words_and_says_so() -> None:
    claim = replace(account().claims[0], text="word " * 100)
    (line,) = dict(summary(replace(account(), claims=(claim,)), sources()))["Claims"]
    assert line.startswith("word word") and "word… — 1 independent" in line
    assert len(line) < 200
