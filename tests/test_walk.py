"""The whole walk on a story of our own: every line re-reads from its page, and the account changes as the pages do.

The encoder is learned, so a page with other names is not read in quite the same way: two tests hold a stated share
instead of equality, and say what was measured.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand import annotate as annotate_room
from firsthand.annotate import annotate
from firsthand.cli import cli
from firsthand.encoder import Encoder
from firsthand.model import Annotations, Article
from firsthand.pipeline import read
from tests.walk import PAGES, Json, check, contents, names, sources_of, spans, told, words, written

pytestmark = pytest.mark.weights
ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pages in a folder of their own, named as they are seen from beside it."""
    shutil.copytree(PAGES, tmp_path / "pages")
    monkeypatch.chdir(tmp_path)
    return Path("pages")


def _rewrite(folder: Path, change: Callable[[str], str]) -> None:
    for page in folder.iterdir():
        page.write_text(change(page.read_text("utf-8")), "utf-8")


def _texts(folder: Path) -> dict[str, str]:
    return {path.as_posix(): path.read_bytes().decode("utf-8") for path in folder.iterdir() if path.suffix == ".txt"}


def _sources(found: Json, folder: Path) -> dict[str, str]:
    texts = _texts(folder)
    return {document["id"]: texts[document["file"]] for document in found["documents"]}


def _sayings(found: Json, sources: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Speaker, act, form and words of every statement."""
    by = names(found)
    return [(by[s["speaker"]], s["act"], s["form"], contents(sources, s)) for s in found["statements"]]


# --- the account of the story ---------------------------------------------------------------------------------------


def test_every_line_of_the_account_re_reads_from_its_page(folder: Path) -> None:
    found = written(folder)
    assert [document["file"] for document in found["documents"]] == sorted(_texts(folder))
    assert found["failures"] == []
    assert min(len(found[key]) for key in ("entities", "statements", "events", "claims", "conflicts", "timeline")) >= 1
    assert len(list(spans(found))) > 100
    check(found, _sources(found, folder))


def test_what_is_plain_on_the_pages_is_in_the_account(folder: Path) -> None:
    found = written(folder)
    said = set(_sayings(found, _sources(found, folder)))
    assert ("Samuel Tarvo", "says", "indirect", "the yard would build 14 patrol boats for the navy") in said
    assert any(
        who.startswith("Andr") and form == "direct" and "sunk on its first day" in what for who, _, form, what in said
    )
    assert any(
        what == "Peru had threatened anyone" and (who, act) == ("Livia Sandor", "denies") for who, act, _, what in said
    )
    published = found["documents"][0]["published"]
    assert published["earliest"] == published["latest"] == "2024-03-04"


def test_a_dateline_dates_its_page(folder: Path) -> None:
    found = written(folder / "3_lake.txt")
    assert "dateline" in [part["kind"] for part in found["documents"][0]["parts"]]
    assert found["documents"][0]["published"]["latest"] == "2024-03-07"


def test_an_undated_page_is_given_no_day(folder: Path) -> None:
    published = written(folder / "2_herald.txt")["documents"][0]["published"]
    assert published["earliest"] is None or published["earliest"] != published["latest"]


def test_a_nested_statement_stands_inside_the_one_that_tells_it(folder: Path) -> None:
    found = written(folder)
    sources, by = _sources(found, folder), names(found)
    inner = [s for s in found["statements"] if s["inside"] and "threats with threats" in contents(sources, s)]
    assert [by[s["speaker"]] for s in inner] == ["Edna Bronfield"]
    outer = next(s for s in found["statements"] if s["id"] == inner[0]["inside"])
    assert by[outer["speaker"]] == "Samuel Tarvo"


def test_relays_name_their_carriers(folder: Path) -> None:
    found = written(folder)
    sources, by = _sources(found, folder), names(found)
    carriers = {contents(sources, s): [by[link["entity"]] for link in s["via"]] for s in found["statements"]}
    assert "Lake Herald" in carriers.get("the agreement covers only nine boats", [])
    assert "Radio Meridian" in carriers.get("They gave us their word", [])


def test_the_spellings_of_a_name_are_one_person(folder: Path) -> None:
    found = written(folder)
    called = [{entity["name"], *entity["aliases"]} for entity in found["entities"] if entity["kind"] == "person"]
    assert any({"Mirela Okstad", "Mirella Okstad"} <= forms for forms in called)
    assert any({"Andres Quellaro", "Andrés Quellaro"} <= forms for forms in called)
    assert not any(re.search(r"News|Herald|Radio", " ".join(forms)) for forms in called)


def test_one_asserts_what_another_denies(folder: Path) -> None:
    assert "polarity" in {conflict["kind"] for conflict in written(folder)["conflicts"]}


# --- what must not change it ----------------------------------------------------------------------------------------


def test_the_order_of_paths_changes_nothing(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    assert written(*paths) == written(*reversed(paths)) == written(folder)


def test_the_names_of_files_change_only_the_order_of_documents(folder: Path) -> None:
    before = written(folder)
    for number, path in enumerate(sorted(folder.iterdir(), reverse=True)):
        path.rename(folder / f"page{number}.txt")
    after = written(folder)
    assert [d["id"] for d in before["documents"]] == [d["id"] for d in after["documents"]][::-1]
    for key in ("entities", "statements", "events", "claims", "conflicts"):
        assert {row["id"] for row in before[key]} == {row["id"] for row in after[key]}, key
    for key, shown in (("entities", "name"), ("claims", "text"), ("claims", "independent")):
        assert {row["id"]: row[shown] for row in before[key]} == {row["id"]: row[shown] for row in after[key]}, key


def test_a_file_read_twice_adds_only_the_name_of_the_copy(folder: Path) -> None:
    before = written(folder)
    shutil.copy(folder / "1_tribune.txt", folder / "9_again.txt")
    after = written(folder)
    assert [d["copies"] for d in after["documents"] if d["copies"]] == [["pages/9_again.txt"]]
    for document in after["documents"]:
        document["copies"] = []
    assert after == before


def test_a_copy_under_another_byline_is_no_origin_of_its_own(folder: Path) -> None:
    text = (folder / "2_herald.txt").read_text("utf-8")
    changed = (
        text.replace("from new yard\n", "from new yard\n\nBy Karl Veit\n") + "\nRead more in the morning edition.\n"
    )
    (folder / "9_metro.txt").write_text(changed, "utf-8")
    found = written(folder)
    by_file = {Path(document["file"]).name: document["id"] for document in found["documents"]}
    copied, copy = by_file["2_herald.txt"], by_file["9_metro.txt"]
    page_of = {row["id"]: row["document"] for key in ("statements", "events") for row in found[key]}
    origins = [{page_of[report] for report in o["reports"]} for claim in found["claims"] for o in claim["origins"]]
    assert any(copy in pages for pages in origins)
    assert all(copied in pages for pages in origins if copy in pages)


def test_two_processes_write_the_same_bytes(folder: Path) -> None:
    command = [sys.executable, "-m", "firsthand", "read", "pages", "--json", "-"]
    outputs = [
        subprocess.run(
            command,
            capture_output=True,
            check=True,
            timeout=60,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "77")
    ]
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0]) == written(folder)


def test_one_failing_article_does_not_stop_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(article: Article, encoder: Encoder) -> Annotations:
        if article.file.endswith("3_lake.txt"):
            raise RuntimeError("out of ink")
        return annotate(article, encoder)

    monkeypatch.setattr("firsthand.pipeline.annotate", failing)
    found = written(folder)
    assert [document["file"] for document in found["documents"]] == [
        f"pages/{name}.txt" for name in ("1_tribune", "2_herald", "4_times", "5_wire")
    ]
    assert [(f["file"], f["stage"]) for f in found["failures"]] == [("pages/3_lake.txt", "annotate")]
    assert "out of ink" in found["failures"][0]["reason"]
    assert annotate_room.annotate is annotate
    check(found, _sources(found, folder))


# --- what changes it in just that -----------------------------------------------------------------------------------

RENAMED = {
    "Ghanaian": "Kenyan", "Ghana": "Kenya", "Peruvian": "Chilean", "Peru": "Chile", "Samuel": "Robert",
    "Tarvo": "Delmo", "Mirela": "Helena", "Mirella": "Hellena", "Okstad": "Hagset", "Andres": "Marcos",
    "Andrés": "Márcos", "Quellaro": "Montalvo", "Edna": "Nora", "Bronfield": "Whitcombe", "Livia": "Paula",
    "Sandor": "Keller", "Ellen": "Karen", "Strand": "Blount", "Velmark": "Norvald", "Cape Andor": "Cape Elmar",
    "CAPE ANDOR": "CAPE ELMAR", "Lake Herald": "Hill Herald", "Radio Meridian": "Radio Corona",
}  # fmt: skip
SAME_AFTER_RENAMING = 0.9
"""Share of statements found with the same act, form and words and the renamed speaker after every name was replaced.
The encoder reads names by their pieces, so equality cannot be asked of it: .92 to .95 was measured on these pages over
five sets of names. Raise it with better weights."""
_NAME = re.compile("|".join(sorted(map(re.escape, RENAMED), key=len, reverse=True)))


def _renamed(text: str) -> str:
    return _NAME.sub(lambda match: RENAMED[match[0]], text)


def test_other_names_give_the_same_account_of_the_others(folder: Path) -> None:
    before = written(folder)
    said = _sayings(before, _sources(before, folder))
    expected = Counter((_renamed(who), act, form, _renamed(what)) for who, act, form, what in said)
    _rewrite(folder, _renamed)
    after = written(folder)
    found = Counter(_sayings(after, _sources(after, folder)))
    assert sum((found & expected).values()) >= SAME_AFTER_RENAMING * max(found.total(), expected.total())
    for key in ("statements", "events", "claims", "conflicts"):
        assert abs(len(after[key]) - len(before[key])) <= max(1, (1 - SAME_AFTER_RENAMING) * len(before[key])), key
    check(after, _sources(after, folder))


DAY = re.compile(r"\b(\d{1,2}) (January|February|March|April|May) (20\d\d)\b")
SAME_AFTER_SHIFT = 0.9
"""Share of dated statements, events and documents found again, and then a whole number of weeks later to the day, after
every date was shifted; .97 to 1 was measured on these pages over five shifts. What is found again has no other day."""


def _moved(text: str, days: int) -> str:
    def moved(match: re.Match[str]) -> str:
        later = datetime.strptime(match[0], "%d %B %Y").date() + timedelta(days)
        return f"{later.day} {later:%B} {later.year}"

    return DAY.sub(moved, text)


Days = tuple[str | None, str | None]


def _dated(found: Json, sources: Mapping[str, str], days: int = 0) -> dict[tuple[str, str, str], Days]:
    """What is dated, named by its words without their dates -> its days, ``days`` later."""
    dated = {("document", row["file"], ""): row["published"] for row in found["documents"]}
    files = {row["id"]: row["file"] for row in found["documents"]}
    for row in found["statements"]:
        dated["statement", files[row["document"]], DAY.sub("DAY", contents(sources, row))] = row["said"]
    for row in found["events"]:
        dated["event", files[row["document"]], DAY.sub("DAY", words(sources, row["span"]))] = row["when"]
    return {key: (_later(when["earliest"], days), _later(when["latest"], days)) for key, when in dated.items()}


def _later(day: str | None, days: int) -> str | None:
    return None if day is None else (date.fromisoformat(day) + timedelta(days)).isoformat()


@pytest.mark.parametrize("weeks", [4, 52])
def test_shifted_dates_give_the_same_account_shifted(folder: Path, weeks: int) -> None:
    without_years = lambda text: text.replace("in 2019", "once").replace("next year", "next week")  # noqa: E731
    _rewrite(folder, without_years)
    sidecar = folder / "2_herald.txt.meta.json"
    sidecar.write_text('{"published": "2024-03-06"}', "utf-8")
    before = written(folder)
    expected = _dated(before, _sources(before, folder), 7 * weeks)
    _rewrite(folder, lambda text: _moved(text, 7 * weeks))
    sidecar.write_text(json.dumps({"published": _later("2024-03-06", 7 * weeks)}), "utf-8")
    after = written(folder)
    found = _dated(after, _sources(after, folder))
    both = found.keys() & expected.keys()
    assert sum(days != (None, None) for days in expected.values()) > 20
    assert len(both) >= SAME_AFTER_SHIFT * max(len(found), len(expected))
    assert {key: found[key] for key in both} == {key: expected[key] for key in both}


# --- hostile text ---------------------------------------------------------------------------------------------------

PIECES = [
    "Samuel Tarvo said that the yard would close. ", "“We will go,” Tarvo said. ", 'He added: "They know that. ',
    "’ ", "” ", "“", "«", '"', "\u00a0", "\u202eTarvo said\u202c ", "שלום אמר ", "\u200b", "\ufeff", "\u00ad", "\r\n",
    "\n", "\n\n", "\r", "\u2028", "\x0b", "\x85", "<p>", "</p><script>said()</script>", "&nbsp;", "&lt;b&gt;",
    "<!-- ", "🚢👩‍👩‍👧 ", "码头关闭了。", "By Ellen Strand", "4 March 2024",
    "According to the Lake Herald, Ghana denied it. ", "Peru threatened Ghana on Monday. ", "...", "\x00", "\x1b[31m",
    "e\u0301 ", "A Headline In Capitals", "(Reuters) ", "- ", "3,500 boats ",
    "he told her that she had said that he said so. ",
]  # fmt: skip


PAGE = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=25).map("".join)


@pytest.mark.parametrize("suffix", [".txt", ".html"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages=st.lists(PAGE, min_size=1, max_size=2))
def test_any_text_gives_an_account_that_re_reads(suffix: str, pages: list[str]) -> None:
    with TemporaryDirectory() as place:
        for number, text in enumerate(pages):
            Path(place, f"{number}{suffix}").write_bytes(text.encode("utf-8", "replace"))
        story = read([place])
    assert all("unexpected" not in failure.reason for failure in story.failures), story.failures
    check(told(story), sources_of(story))
    for document in story.documents:
        given_ = pages[int(Path(document.article.file).stem)].encode("utf-8", "replace").decode("utf-8")
        assert document.article.source.removeprefix("\ufeff") == given_.removeprefix("\ufeff")


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_leaves_the_status_of_the_contract(folder: Path) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(cli, ["read", *arguments])
        return result.exit_code, result.stdout, result.stderr

    Path("empty.txt").touch()
    status, output, warnings = run("pages/1_tribune.txt", "empty.txt", "--json", "-")
    assert status == 0
    assert [f["file"] for f in json.loads(output)["failures"]] == ["empty.txt"]
    assert "empty.txt" in warnings
    status, output, warnings = run("empty.txt", "--json", "-")
    assert (status, output) == (1, "")
    assert "empty" in warnings
    assert run()[0] == 2
    assert run("pages", "--no-such-option")[0] == 2
    assert run("pages", "--json", "no/such/folder/account.json")[0] == 2
