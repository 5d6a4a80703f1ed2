"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.errors import UsageError
from firsthand.export.files import check_writable, write_file


def test_it_replaces_the_old_file_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "account.json"
    target.write_text("old")
    target.chmod(0o640)
    write_file(target, "né\ud800w")
    assert target.read_text("utf-8").startswith("né\ufffd")
    assert target.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["account.json"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "account.json"
    target.write_text("old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_file(target, "new")
    assert target.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["account.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_not_replaced() -> None:
    write_file(Path("/dev/null"), "gone")
    assert not Path("/dev/null").is_file()


def test_what_cannot_be_written_is_told_first(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="make it first"):
        check_writable(tmp_path / "no" / "account.json")
    with pytest.raises(UsageError, match="is a folder"):
        check_writable(tmp_path)
