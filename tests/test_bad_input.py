"""Bad input through the command: a clear reason, or a page read as well as can be, within seconds and within memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SECONDS = 20
"""Far over what any case takes on a busy machine; a run-away does not come back."""
MEMORY = 6 * 2**30
"""Address space, of which the runtime maps much that it never touches."""
STORY = """Dock to close

The old dock of Oskby will close in May, the harbour master Tilda Roan said on Monday.

“We are sorry,” Roan said.
"""
HTML = "<title>Dock to close</title><h1>{}</h1><p>{}</p><p>{}</p>".format(*STORY.strip().split("\n\n"))


@dataclass(frozen=True)
class Outcome:
    status: int
    account: dict[str, Any] | None
    warnings: str
    seconds: float
    peak: int
    """Bytes."""

    @property
    def failures(self) -> dict[str, str]:
        assert self.account is not None
        return {failure["file"]: failure["reason"] for failure in self.account["failures"]}


def _run(*paths: Path | str, seconds: float = SECONDS) -> Outcome:
    begun = time.monotonic()
    command = [sys.executable, "-W", "ignore", "-c", _MEASURED, "read", *map(str, paths), "--json", "-"]
    done = subprocess.run(
        command,
        capture_output=True,
        timeout=seconds,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    *told, peak = done.stderr.decode("utf-8").splitlines()
    account = json.loads(done.stdout) if done.stdout else None
    return Outcome(done.returncode, account, "\n".join(told), time.monotonic() - begun, int(peak) * 1024)


_MEASURED = """
import atexit, resource, sys
atexit.register(lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr))
from firsthand.cli import main
main()
"""


def _refused(path: Path, *reasons: str) -> None:
    """The page alone is refused with one of the reasons; beside a good one it is listed."""
    done = _run(path)
    assert (done.status, done.account) == (1, None), done.warnings
    assert any(reason in done.warnings for reason in reasons), done.warnings
    assert "Traceback" not in done.warnings
    assert "unexpected" not in done.warnings


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.txt"


def test_an_empty_file_is_refused(page: Path) -> None:
    page.touch()
    _refused(page, "empty")


def test_spaces_alone_are_refused(page: Path) -> None:
    page.write_text(" \u00a0\n\u200b\ufeff\n", "utf-8")
    _refused(page, "nothing to read", "empty")


def test_bytes_that_are_no_text_are_refused(page: Path) -> None:
    page.write_bytes(bytes((i * 7919) % 256 for i in range(40_000)))
    _refused(page, "not text", "no text", "binary")


def test_a_picture_is_refused_by_what_it_is(page: Path) -> None:
    page.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    _refused(page, "picture")


def test_fifty_megabytes_are_refused_at_once(page: Path) -> None:
    with page.open("wb") as file:
        file.truncate(50_000_000)
    done = _run(page)
    assert done.status == 1
    assert "50 MB is over the limit" in done.warnings
    assert done.seconds < 10


def test_a_path_that_is_not_there_is_told_and_the_others_are_read(page: Path) -> None:
    missing = page.with_name("missing.txt")
    _refused(missing, "no such file")
    page.write_text(STORY, "utf-8")
    done = _run(page, missing)
    assert done.status == 0
    assert list(done.failures) == [missing.as_posix()]
    assert "missing.txt" in done.warnings


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    _refused(tmp_path, "no pages")


@pytest.mark.weights
def test_a_folder_that_holds_itself_is_read_once(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "page.txt").write_text(STORY, "utf-8")
    (deep / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    done = _run(tmp_path)
    assert done.status == 0
    assert done.account is not None
    assert [d["copies"] for d in done.account["documents"]] == [[]]
    assert all("self" in name for name in done.failures)


@pytest.mark.weights
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.txt", STORY.encode("utf-16")),
        ("page.txt", STORY.encode("utf-16-le")),
        ("page.txt", STORY.encode("cp1252")),
        ("page.txt", b"\xef\xbb\xbf" + STORY.encode()),
        ("page.html", f'<meta charset="utf-8">{HTML}'.encode("cp1252")),
        ("page.html", f'<meta charset="no-such-set">{HTML}'.encode()),
    ],
    ids=["utf-16", "utf-16 without a mark", "cp1252", "utf-8 with a mark", "html that lies", "html of an unknown set"],
)
def test_a_wrong_or_missing_encoding_is_found_out(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = _run(tmp_path / name)
    assert done.status == 0, done.warnings
    assert done.account is not None
    assert done.account["documents"][0]["title"] == "Dock to close"
    assert any(entity["name"] == "Tilda Roan" for entity in done.account["entities"])
    assert any(statement["form"] == "direct" for statement in done.account["statements"]), "the curly marks were read"


@pytest.mark.weights
@pytest.mark.parametrize("closed", [True, False])
def test_deep_html_is_read_or_refused_in_seconds(tmp_path: Path, closed: bool) -> None:
    depth = 50_000
    page = tmp_path / "deep.html"
    page.write_text(f"<html><body>{'<div>' * depth}{HTML}{'</div>' * depth if closed else ''}", "utf-8")
    done = _run(page)
    assert done.status in (0, 1)
    assert "unexpected" not in done.warnings
    assert "Traceback" not in done.warnings
    assert done.account is not None or "deep.html" in done.warnings


@pytest.mark.weights
def test_a_paragraph_of_twenty_thousand_words_stays_within_a_gigabyte(page: Path) -> None:
    page.write_text("Dock to close\n\n" + "Tilda Roan said that the old dock of Oskby would close. " * 1800, "utf-8")
    done = _run(page, seconds=3 * SECONDS)
    assert done.status == 0, done.warnings
    assert done.failures == {}
    assert done.peak < 2**30


@pytest.mark.weights
def test_half_surrogates_in_json_lines_do_no_harm(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        json.dumps({"text": STORY.replace("old", "o\ud800ld")}) + "\n" + json.dumps({"text": STORY}) + "\n", "utf-8"
    )
    done = _run(rows)
    assert done.status == 0
    assert done.account is not None
    assert len(done.account["documents"]) >= 1
    assert all("unexpected" not in reason for reason in done.failures.values())


@pytest.mark.weights
def test_a_file_name_that_is_not_text_does_no_harm(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/p\xff\x1b[31mge.txt")).write_text(STORY, "utf-8")
    done = _run(tmp_path)
    assert done.status == 0
    assert "\x1b" not in done.warnings
