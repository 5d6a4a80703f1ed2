"""Which TimeML documents are scored, and that several are added up."""

import json
from pathlib import Path

import pytest

from benchmarks import times
from benchmarks.times import documents, held

TEXT = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="1998-02-06" functionInDocument="CREATION_TIME">x</TIMEX3>
</DCT><TEXT>He left on <TIMEX3 tid="t1" type="DATE" value="1998-02-05">Thursday</TIMEX3>.</TEXT></TimeML>"""


def test_of_what_the_program_was_made_on_a_fifth_is_scored(tmp_path: Path) -> None:
    for folder in ("TimeBank", "platinum"):
        (tmp_path / folder).mkdir()
        for i in range(20):
            (tmp_path / folder / f"{i}.tml").write_text(TEXT, "utf-8")
    kept = [f"{i}.tml" for i in range(20) if held(f"{i}.tml")]
    assert 0 < len(kept) < 20
    assert sorted(path.name for path in documents(tmp_path / "TimeBank", None)) == sorted(kept)
    assert len(list(documents(tmp_path / "TimeBank", "rest"))) == 20 - len(kept)
    assert len(list(documents(tmp_path / "platinum", None))) == 20
    assert len(list(documents(tmp_path, None))) == 20 + len(kept)
    assert list(documents(tmp_path / "platinum" / "3.tml", None)) == [tmp_path / "platinum" / "3.tml"]


def test_the_command_writes_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.tml").write_text(TEXT, "utf-8")
    times.main(["--data", str(tmp_path), "--json", str(tmp_path / "out.json")])
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert written["size"] == "2 documents (0 left out), 2 expressions"
    assert written["figures"]["strict F1"] == written["figures"]["value F1"] == 1
    assert set(written["setting"]) == {"onnxruntime", "machine", "python", "weights"}
    assert "strict F1" in capsys.readouterr().out
