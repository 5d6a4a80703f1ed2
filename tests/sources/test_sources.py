"""Files, folders, JSON lines, web archives and sidecars, good and bad."""

from __future__ import annotations

import gzip
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.model import Failure, Metadata, Page
from firsthand.sources import open_specs
from firsthand.sources.files import MAX_PAGE_BYTES
from firsthand.sources.sidecar import metadata_of

STORY = "Harbour to close\n\nThe harbour of Port Ash will close in May, its master said."


def pages(*paths: Path | str) -> list[Page]:
    return [item for item in open_specs([str(path) for path in paths]) if isinstance(item, Page)]


def failures(*paths: Path | str) -> list[Failure]:
    return [item for item in open_specs([str(path) for path in paths]) if isinstance(item, Failure)]


def test_a_text_file_comes_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One\r\nTwo\xff")
    (page,) = open_specs([str(path)])
    assert page == Page(path.as_posix(), b"One\r\nTwo\xff", "text", Metadata(), None)


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.html", "<p>x", "html"),
        ("a.HTM", "<p>x", "html"),
        ("a.xhtml", "<p>x", "html"),
        ("a.txt", "<!doctype html><p>x", "html"),
        ("a", '<?xml version="1.0"?>\n<!-- saved --><html>', "html"),
        ("a.txt", "<b>not a page</b>", "text"),
        ("a.md", STORY, "text"),
    ],
)
def test_media_follow_name_or_content(tmp_path: Path, name: str, content: str, media: str) -> None:
    (tmp_path / name).write_text(content)
    assert [page.media for page in pages(tmp_path / name)] == [media]


def test_utf16_html_is_sniffed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("<!DOCTYPE html><p>x".encode("utf-16"))
    assert pages(tmp_path)[0].media == "html"


def test_folders_are_read_in_depth_by_name_without_hidden_files_and_resources(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.html",
        "a/.hidden.txt",
        ".git/x.txt",
        "c.html",
        "c_files/ad.html",
        "c_files/x.js",
        "s.css",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    names = [page.file.removeprefix(tmp_path.as_posix()) for page in pages(tmp_path)]
    assert names == ["/a/z.html", "/b.txt", "/c.html"]
    assert failures(tmp_path) == []


def test_the_path_as_given_names_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(STORY)
    assert [page.file for page in pages("in", "in/", "./in/a.txt", ".")] == [
        "in/a.txt",
        "in/a.txt",
        "./in/a.txt",
        "./in/a.txt",
    ]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.txt").write_text(STORY)
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to("self")
    assert [Path(page.file).name for page in pages(tmp_path)] == ["page.txt"]
    assert [failure.file for failure in failures(tmp_path)] == [f"{tmp_path.as_posix()}/self"]


def test_sidecars_tell_and_are_never_pages(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.txt"):
        (tmp_path / name).write_text(STORY)
    (tmp_path / "a.txt.meta.json").write_text(
        json.dumps({"outlet": "Ash Post", "published": "2024-05-02T23:00:00+02:00"})
    )
    (tmp_path / "b.meta.json").write_text(json.dumps({"title": "  Harbour \n closes ", "unknown": 1}))
    (tmp_path / "metadata.jsonl").write_text(
        '{"file": "a.txt", "outlet": "Other", "language": "en"}\n\n{"file": "c.txt", "author": "Ann Lee"}\n'
    )
    said = {Path(page.file).name: page.metadata for page in pages(tmp_path)}
    assert said == {
        "a.txt": Metadata(outlet="Ash Post", published=date(2024, 5, 2), language="en"),
        "b.html": Metadata(title="Harbour closes"),
        "c.txt": Metadata(author="Ann Lee"),
    }
    assert failures(tmp_path) == []
    assert pages(tmp_path / "a.txt")[0].metadata == said["a.txt"]
    assert pages(tmp_path / "a.txt.meta.json", tmp_path / "metadata.jsonl") == []


@pytest.mark.parametrize("text", ["{", "[]", '"x"', "[" * 100_000, '{"published": "May 2"}', '{"outlet": 3}'])
def test_a_bad_sidecar_is_told_and_the_page_kept(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.txt.meta.json").write_text(text)
    assert [page.metadata for page in pages(tmp_path)] == [Metadata()]
    (failure,) = failures(tmp_path)
    assert failure.stage == "get"
    assert "a.txt.meta.json" in failure.reason


def test_a_bad_row_of_folder_metadata_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "meta.jsonl").write_text('{"outlet": "x"}\n{"file": "a.txt", "outlet": "y"}\nnope\n')
    assert pages(tmp_path)[0].metadata.outlet == "y"
    assert [failure.file.rpartition("/")[2] for failure in failures(tmp_path)] == ["meta.jsonl#L1", "meta.jsonl#L3"]


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"text": "One é", "outlet": "P"},
        {"html": "<p>Two", "published": "2024-01-02"},
        {"title": "x"},
        {"text": " "},
    ]
    path = tmp_path / "s.jsonl"
    path.write_text("\n" + "\n".join(json.dumps(row) for row in rows) + "\n{bad\n" + '{"text": "\\ud800 lone"}')
    first, second, third = pages(path)
    name = path.as_posix()
    assert first == Page(f"{name}#L2", "One é".encode(), "text", Metadata(outlet="P"), "utf-8")
    assert second == Page(f"{name}#L3", b"<p>Two", "html", Metadata(published=date(2024, 1, 2)), "utf-8")
    assert third.content == b"? lone"
    assert [failure.file.rpartition("#")[2] for failure in failures(path)] == ["L4", "L5", "L6"]


@pytest.mark.parametrize("content", [b"", b" \n\t "])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_an_empty_file_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert ["is empty" in failure.reason for failure in failures(tmp_path / name)] == [True]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"\x89PNG\r\n", b"PK\x03\x04", b"\x7fELF"])
def test_known_binaries_are_told_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.bin").write_bytes(content + b"\0" * 100)
    assert len(failures(tmp_path / "a.bin")) == 1


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (failure,) = failures(path)
    assert "50 MB" in failure.reason
    assert str(MAX_PAGE_BYTES // 1_000_000) in failure.reason


def test_a_row_of_fifty_megabytes_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * (MAX_PAGE_BYTES + 10) + b'"}\n{"text": "small"}\n')
    assert [page.content for page in pages(path)] == [b"small"]
    assert [failure.file.rpartition("#")[2] for failure in failures(path)] == ["L1"]


def test_missing_paths_addresses_and_odd_files_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    reasons = [
        f.reason
        for f in failures(tmp_path / "no", "https://x.example/a", tmp_path / "pipe", tmp_path / "empty", "a\0b")
    ]
    assert len(reasons) == 5
    assert "no such file" in reasons[0]
    assert "save the page" in reasons[1]
    assert "neither a file nor a folder" in reasons[2]
    assert "no pages" in reasons[3]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.txt").chmod(0)
    assert "permission" in failures(tmp_path / "a.txt")[0].reason


def warc(uri: str, body: bytes, kind: str = "text/html; charset=latin-1", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-05-02T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_web_archives(tmp_path: Path, packed: bool) -> None:
    pytest.importorskip("fastwarc")
    records = [
        warc("https://a.example/1", b"<p>caf\xe9"),
        warc("https://a.example/2.png", b"\x89PNG", "image/png"),
        warc("https://a.example/3", b"<p>gone", status="404 Not Found"),
    ]
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    path.write_bytes(b"".join(gzip.compress(record) if packed else record for record in records))
    (page,) = open_specs([str(path)])
    assert page == Page(
        f"{path.as_posix()}#https://a.example/1", b"<p>caf\xe9", "html", Metadata(url="https://a.example/1"), "latin-1"
    )


def test_a_broken_web_archive_is_told(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / "x.warc.gz").write_bytes(b"\x1f\x8bnonsense")
    (tmp_path / "y.warc").write_bytes(b"nonsense")
    assert len(failures(tmp_path / "x.warc.gz")) == 1
    assert len(failures(tmp_path / "y.warc")) == 1


def test_a_web_archive_without_its_reader_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (tmp_path / "x.warc").write_bytes(warc("https://a.example/1", b"<p>x"))
    assert "pip install firsthand[warc]" in failures(tmp_path / "x.warc")[0].reason


KEYS = st.sampled_from(["outlet", "url", "title", "published", "updated"])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(KEYS, st.text() | st.integers() | st.none()))
def test_metadata_never_raises_and_keeps_only_what_makes_sense(row: dict[str, object]) -> None:
    said = metadata_of(row)
    for key in ("outlet", "url", "title"):
        value = getattr(said.metadata, key)
        assert value is None or (value.strip() and isinstance(row[key], str))
    for key in ("published", "updated"):
        assert isinstance(getattr(said.metadata, key), date | None)
