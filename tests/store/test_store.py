"""The store keeps pages and their versions, gives back what it was given, and never half."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from firsthand.errors import StoreError
from firsthand.model import Story
from firsthand.rows import columns, row_types
from firsthand.store import Store
from firsthand.store.migrations import MIGRATIONS
from firsthand.store.opening import APPLICATION_ID
from tests.handmade import FERRY, HARBOUR, account, reading, story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with Store(path, code="one") as store:
        store.add(story())
        store.save_account(account())
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_documents_come_back_as_they_were(filled: Path) -> None:
    with Store(filled, code="one") as store:
        assert store.documents() == story().documents
        assert store.unreadable() == ()


def test_reading_the_same_again_changes_no_byte(filled: Path) -> None:
    before = filled.read_bytes()
    with Store(filled, code="one") as store:
        assert store.add(story()) == 0
        store.save_account(account())
    assert filled.read_bytes() == before
    assert [entry.name for entry in filled.parent.iterdir()] == [filled.name]


def test_known_is_what_this_program_read(filled: Path) -> None:
    first = story().documents[0]
    with Store(filled, code="one") as store:
        assert store.known(first.article.id) == first
        assert store.known("d-none") is None
    with Store(filled, code="two") as store:
        assert store.known(first.article.id) is None
        assert store.documents() == story().documents
        assert store.add(story()) == 0
        assert store.known(first.article.id) == first


def test_an_edited_page_is_a_new_version_and_the_old_one_stays(filled: Path) -> None:
    edited = reading(FERRY + " Corrected.", "ferry.txt")
    with Store(filled) as store:
        assert store.add(story(edited)) == 1
        assert {document.article.text for document in store.documents()} == {FERRY + " Corrected.", HARBOUR}
        every = {document.article.text for document in store.documents(current=False)}
    assert every == {FERRY, FERRY + " Corrected.", HARBOUR}
    assert rows(filled, "SELECT version, current FROM versions WHERE file = 'ferry.txt'") == [(1, 0), (2, 1)]


def test_an_edit_taken_back_brings_the_first_version_back(filled: Path) -> None:
    with Store(filled) as store:
        store.add(story(reading(FERRY + " Corrected.", "ferry.txt")))
        assert store.add(story(reading(FERRY, "ferry.txt"))) == 1
        assert {document.article.text for document in store.documents()} == {FERRY, HARBOUR}
    assert rows(filled, "SELECT version, current FROM versions WHERE file = 'ferry.txt'") == [(1, 1), (2, 0)]


def test_one_address_is_one_page_wherever_its_file_lies(path: Path) -> None:
    monday = reading(FERRY, "monday/page.txt", "https://radio.example/ferry")
    friday = reading(FERRY + " Corrected.", "friday/page.txt", "https://radio.example/ferry")
    with Store(path) as store:
        store.add(story(monday))
        store.add(story(friday))
        assert [document.article.file for document in store.documents()] == ["friday/page.txt"]
        before = path.read_bytes()
        assert store.add(story(monday, friday)) == 0
        assert path.read_bytes() == before


def test_other_addresses_in_one_place_are_other_pages(path: Path) -> None:
    with Store(path) as store:
        store.add(story(reading(FERRY, "rows.jsonl#L1", "https://radio.example/ferry")))
        store.add(story(reading(HARBOUR, "rows.jsonl#L1", "https://radio.example/harbour")))
        assert {document.article.text for document in store.documents()} == {FERRY, HARBOUR}


def test_the_same_name_in_another_folder_is_another_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path.absolute()) as store:
        for name, text in (("one", FERRY), ("two", HARBOUR)):
            (path.parent / name).mkdir()
            monkeypatch.chdir(path.parent / name)
            store.add(story(reading(text, "page.txt")))
        assert len(store.documents()) == 2


def test_copies_follow_the_files_that_hold_a_text_now(path: Path) -> None:
    with Store(path) as store:
        store.add(story(reading(FERRY, "a.txt", copies=("b.txt",))))
        store.add(story(reading(HARBOUR, "a.txt")))
        found = {document.article.file: document.article for document in store.documents()}
        assert (found["b.txt"].text, found["b.txt"].copies) == (FERRY, ())
        store.add(story(reading(FERRY, "c.txt")))
        found = {document.article.file: document.article for document in store.documents()}
        assert found["b.txt"].copies == ("c.txt",)


def test_several_documents_of_a_file_are_one_page_in_their_order(path: Path) -> None:
    first, second = reading(FERRY, "both.txt"), reading(HARBOUR, "both.txt")
    second = replace(second, article=replace(second.article, start=100))
    with Store(path) as store:
        assert store.add(story(second, first)) == 1
        assert store.documents() == (first, second)


def test_hostile_text_and_file_names_are_kept(path: Path) -> None:
    hostile = reading("a\x00\ud800\U0001f600 '; DROP TABLE pages; --", "caf\udce9'.txt")
    with Store(path) as store:
        store.add(story(hostile))
        assert store.documents()[0].article.source == hostile.article.source
        assert store.add(story(hostile)) == 0


def test_annotations_of_a_lost_shape_are_named_not_trusted(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    with connection:
        connection.execute("UPDATE articles SET annotations = x'00' WHERE id = ?", (story().documents[0].article.id,))
    connection.close()
    with Store(filled, code="one") as store:
        assert store.documents() == story().documents[1:]
        assert [failure.file for failure in store.unreadable()] == ["ferry.txt"]
        assert store.known(story().documents[0].article.id) is None
        store.add(story())
        assert store.documents() == story().documents


def test_an_account_of_pages_not_added_is_refused(path: Path) -> None:
    with Store(path) as store, pytest.raises(StoreError, match=r"harbour\.txt"):
        store.add(Story(story().documents[:1]))
        store.save_account(account())


def test_a_failed_write_leaves_nothing(path: Path) -> None:
    broken = replace(story().documents[1], outlet={"not": {1}})  # type: ignore[arg-type]
    with Store(path) as store:
        with pytest.raises(TypeError):
            store.add(story(story().documents[0], broken))
        assert store.documents() == ()


def test_a_new_account_takes_the_place_of_the_old(filled: Path) -> None:
    with Store(filled) as store:
        store.save_account(replace(account(), statements=(), claims=(), conflicts=(), timeline=()))
        assert (store.statements(), len(store.events())) == ((), 1)


def test_flat_tables_have_the_columns_of_their_rows(filled: Path) -> None:
    for name in row_types():
        assert tuple(row[1] for row in rows(filled, f"PRAGMA table_info({name})")) == columns(name)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["s-safe", "s-sum", "s-denial"]),
        ({"entity": "Mara Lind"}, ["s-safe", "s-denial"]),
        ({"entity": "LIND"}, ["s-safe", "s-denial"]),
        ({"entity": "jon ek"}, ["s-sum", "s-denial"]),
        ({"entity": "Post"}, ["s-sum"]),
        ({"entity": "Mar"}, []),
        ({"outlet": "radio oberau"}, ["s-safe"]),
        ({"since": date(2024, 3, 2)}, ["s-denial"]),
        ({"until": date(2024, 3, 4)}, ["s-safe"]),
        ({"since": date(2024, 3, 1), "until": date(2024, 3, 5)}, ["s-safe", "s-denial"]),
        ({"entity": "Mara Lind", "outlet": "Radio Oberau"}, ["s-safe"]),
    ],
)
def test_statements_are_filtered(filled: Path, asked: dict[str, object], expected: list[str]) -> None:
    with Store(filled) as store:
        assert [row.id for row in store.statements(**asked)] == expected  # type: ignore[arg-type]


def test_events_claims_and_timeline_are_filtered(filled: Path) -> None:
    with Store(filled) as store:
        assert [row.id for row in store.events(entity="Oberau")] == ["v-march"]
        assert store.events(entity="Jon Ek") == ()
        assert [row.report for row in store.claims(entity="Jon Ek")] == ["s-safe", "s-denial"]
        assert store.claims(until=date(2024, 2, 1)) == ()
        assert [row.item for row in store.timeline(since=date(2024, 3, 2))] == ["v-march"]
        assert [row.words for row in store.tables().conflicts] == ["=1+1 of them", "it"]


def test_an_older_file_is_brought_up_to_date(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        MIGRATIONS[0](connection)
        connection.execute("INSERT INTO pages (url) VALUES ('https://radio.example/ferry')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with Store(path) as store:
        store.add(story())
        store.save_account(account())
        assert len(store.statements()) == 3
    assert rows(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert rows(path, "SELECT url FROM pages WHERE id = 1") == [("https://radio.example/ferry",)]


def test_a_newer_file_is_refused(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StoreError, match="newer Firsthand"):
        Store(filled)


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    page, other = tmp_path / "page.txt", tmp_path / "other.db"
    page.write_text("Not a database, but a page of text that is long enough to be taken for one. " * 20)
    before = page.read_bytes()
    connection = sqlite3.connect(other)
    with connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(StoreError, match="not a Firsthand store"):
        Store(page)
    with pytest.raises(StoreError, match="another program"):
        Store(other)
    with pytest.raises(StoreError, match="make one with"):
        Store(tmp_path / "missing.db", create=False)
    with pytest.raises(StoreError, match="make it first"):
        Store(tmp_path / "no" / "such.db")
    assert page.read_bytes() == before
    assert not (tmp_path / "missing.db").exists()


def test_a_store_in_use_says_so(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.store.opening.BUSY_SECONDS", 0.0)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(StoreError, match="in use"):
            Store(filled).add(story())
    finally:
        other.close()


def test_the_tables_are_strict(filled: Path) -> None:
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
    assert rows(filled, query) == [("sqlite_schema",)]
