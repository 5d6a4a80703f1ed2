"""The fingerprint of the program follows every file that annotations rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.store import code


def test_it_follows_names_and_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    (tmp_path / "model.py").write_text("one")
    (tmp_path / "clean").mkdir()
    seen = []
    for name, content in (("model.py", "one"), ("model.py", "two"), ("clean/rules.txt", ""), ("cli.py", "not read")):
        (tmp_path / name).write_text(content)
        code.fingerprint.cache_clear()
        seen.append(code.fingerprint())
    code.fingerprint.cache_clear()
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[2]
