"""The results file and the table of the document say the same."""

import json
from pathlib import Path

import pytest

from benchmarks import table
from benchmarks.table import BEGIN, COMMANDS, DOCUMENT, END, load, merged, written

ROW = {
    "capability": "names: X",
    "data": "x/test.txt",
    "size": "3 sentences",
    "protocol": "exact",
    "figures": {"F1": 0.5, "recall": 0.25},
    "shown": ["F1"],
    "published": [
        {"name": "A", "figures": {"F1": 0.75}, "protocol": "test"},
        {"name": "B", "figures": {"F1": 0.7}, "protocol": "test"},
    ],
    "setting": {"weights": "abc"},
}


def test_the_document_holds_the_table_of_the_results() -> None:
    document = DOCUMENT.read_text("utf-8")
    assert document == written(document, load()), "run python -m benchmarks.table"


def test_the_results_are_complete_and_name_no_folder_of_one_machine() -> None:
    rows = load()
    assert rows and list(rows) == list(merged(rows, []))
    for name, row in rows.items():
        assert name == table.key(row) and table.kind(row) in COMMANDS
        assert set(row) == set(ROW) and set(row["shown"]) <= set(row["figures"])
        assert set(row["setting"]) == {"onnxruntime", "machine", "python", "weights"}
        assert not str(row["data"]).startswith("/") and str(row["data"]).count("/") <= 1


def test_every_command_is_a_module() -> None:
    for module in COMMANDS.values():
        assert (Path(table.__file__).parent / f"{module}.py").is_file()


def test_a_row_is_replaced_and_a_new_one_put_in_its_place() -> None:
    rows = merged({}, [ROW, ROW | {"capability": "syntax"}])
    later = merged(rows, [ROW | {"figures": {"F1": 0.6}}, ROW | {"capability": "attribution"}])
    assert [row["capability"] for row in later.values()] == ["attribution", "names: X", "syntax"]
    assert later["names: X on x/test.txt"]["figures"] == {"F1": 0.6}
    with pytest.raises(KeyError, match="magic"):
        merged({}, [ROW | {"capability": "magic"}])


def test_the_table_is_put_between_its_marks() -> None:
    document = f"# Figures\n\n{BEGIN}\nold\n{END}\n\nrest\n"
    new = written(document, merged({}, [ROW]))
    assert new.startswith(f"# Figures\n\n{BEGIN}\n| what |") and new.endswith(f"\n{END}\n\nrest\n")
    assert "\n| names: X | `x/test.txt`: 3 sentences | F1 0.500 |\n" in new
    assert "\n| names | B | F1 0.700 | test |\n" in new
    assert "\n| names | exact | `python -m benchmarks.names` |\n" in new and "\nTaken with weights abc.\n" in new
    other = merged({}, [ROW, ROW | {"capability": "syntax", "setting": {"weights": "d"}}])
    assert "\nTaken with weights d: syntax on x/test.txt.\n" in written(document, other)
    with pytest.raises(ValueError, match="no lines"):
        written("# Figures\n", {})


def test_the_command_merges_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(table, "DOCUMENT", tmp_path / "figures.md")
    (tmp_path / "figures.md").write_text(f"{BEGIN}\n{END}\n", "utf-8")
    (tmp_path / "one.json").write_text(json.dumps(ROW), "utf-8")
    table.main([str(tmp_path / "one.json")])
    assert list(table.load()) == ["names: X on x/test.txt"]
    assert "names: X" in (tmp_path / "figures.md").read_text("utf-8")
    table.main(["--drop", "names: X on x/test.txt"])
    assert table.load() == {}
