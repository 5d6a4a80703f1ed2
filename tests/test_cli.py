"""The command line: what it prints where, with which exit status, and what it refuses before a long read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand import __version__, cli
from firsthand.engines import Crew
from firsthand.errors import InputError
from firsthand.export.json import dumps
from firsthand.model import Failure, Story
from firsthand.rows import row_types
from firsthand.store import Store
from tests.handmade import FERRY, HARBOUR, account, reading, story

ROOT = Path(__file__).parent.parent
Run = Callable[..., Result]


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> types.SimpleNamespace:
    """A walk that reads nothing: it returns ``answer`` and notes what it was asked."""
    asked: list[tuple[list[str], object]] = []
    made = types.SimpleNamespace(answer=story(), asked=asked, items=[])

    def read(paths: list[str], pool: Executor, *, progress: object = None, known: object = None) -> Story:
        assert pool.submit(len, paths).result() == len(paths)
        asked.append((list(paths), known))
        answer: Story | Exception = made.answer
        if isinstance(answer, Exception):
            raise answer
        if callable(progress):
            progress("annotate", 1, 2)
            progress("merge", 1, 0)
        return answer

    def merge_story(documents: tuple[object, ...], failures: tuple[Failure, ...]) -> Story:
        return Story(documents, failures=failures)  # type: ignore[arg-type]

    pipeline = types.ModuleType("firsthand.pipeline")
    views = types.ModuleType("firsthand.views")
    web = types.ModuleType("firsthand.web")
    vars(pipeline).update(read=read, merge_story=merge_story, crew=Crew)
    vars(views).update(account=lambda _, items: made.items.append(items) or account())
    vars(web).update(page=lambda found, sources: f"<!doctype html>{len(found.statements)} {min(sources.values())}")
    for name, module in (("pipeline", pipeline), ("views", views), ("web", web)):
        monkeypatch.setitem(sys.modules, f"firsthand.{name}", module)
        monkeypatch.setattr(f"firsthand.{name}", module, raising=False)
    return made


@pytest.fixture
def run(walk: types.SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli.cli, list(arguments))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(cli, "_terminal", lambda _: True)


@pytest.fixture
def kept(run: Run) -> str:
    assert run("read", "pages", "--store", "story.db").exit_code == 0
    return "story.db"


def test_a_pipe_gets_the_account_as_json_and_nothing_else(run: Run, walk: types.SimpleNamespace) -> None:
    walk.answer = story(failures=(Failure("empty.txt", "clean", "the file is empty"),))
    result = run("read", "a.txt", "b.txt")
    assert (result.exit_code, result.stdout) == (0, dumps(account()))
    assert result.stderr == "firsthand: empty.txt: the file is empty (clean)\n"
    assert walk.asked == [(["a.txt", "b.txt"], None)]


def test_a_terminal_gets_a_short_account(run: Run, terminal: None) -> None:
    result = run("read", "a.txt")
    assert result.exit_code == 0
    assert "Statements (3)" in result.stdout
    assert "  Jon Ek via Harbour Post — says — =1+1 of them (harbour.txt)\n" in result.stdout
    assert "Timeline (2)" in result.stdout


def test_files_are_written_and_standard_output_stays_empty(run: Run) -> None:
    result = run("read", "a.txt", "--json", "account.json", "--html", "account.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("account.json").read_text("utf-8") == dumps(account())
    assert Path("account.html").read_text("utf-8").startswith("<!doctype html>3 The ferry")


def test_json_on_standard_output_beside_a_page(run: Run) -> None:
    result = run("read", "a.txt", "--json", "-", "--html", "account.html")
    assert json.loads(result.stdout)["schema"] == "firsthand/1"
    assert Path("account.html").exists()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (InputError("nothing could be read"), "nothing could be read"),
        (Story((), failures=(Failure("a.txt", "clean", "the file is empty"),)), "the file is empty"),
        (Story(()), "no pages there"),
    ],
)
def test_nothing_read_is_status_1_and_writes_nothing(
    run: Run, walk: types.SimpleNamespace, answer: object, said: str
) -> None:
    walk.answer = answer
    result = run("read", "a.txt", "--json", "account.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert not Path("account.json").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "PATH"),
        (("a.txt", "--json", "-", "--html", "-"), "both name -"),
        (("a.txt", "--json", "out", "--html", "./out"), "both name"),
        (("a.txt", "--json", "a.txt"), "PATH and --json"),
        (("a.txt", "--json", "no/such/account.json"), "make it first"),
        (("a.txt", "--html", "."), "is a folder"),
        (("a.txt", "--store", "-"), "--store needs the name of a file"),
        (("a.txt", "--html", ""), "--html needs the name of a file"),
        (("a.txt", "--csv", "x"), "No such option"),
    ],
)
def test_wrong_usage_is_status_2_before_anything_is_read(
    run: Run, walk: types.SimpleNamespace, arguments: tuple[str, ...], said: str
) -> None:
    result = run("read", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert walk.asked == []


def test_a_file_that_is_no_store_is_status_2_and_stays(run: Run, walk: types.SimpleNamespace) -> None:
    Path("page.txt").write_text("A page of text, not a store. " * 50)
    result = run("read", "a.txt", "--store", "page.txt")
    assert (result.exit_code, walk.asked) == (2, [])
    assert "not a Firsthand store" in result.stderr
    assert Path("page.txt").read_text().startswith("A page of text")


def test_a_page_among_the_pages_is_warned_of(run: Run) -> None:
    result = run("read", ".", "--html", "account.html")
    assert result.exit_code == 0
    assert "the next run would read it as a page" in result.stderr


def test_control_characters_of_a_name_do_not_reach_the_terminal(run: Run, walk: types.SimpleNamespace) -> None:
    walk.answer = story(failures=(Failure("a\x1b[2J\n.txt", "clean", "odd"),))
    assert "\x1b" not in run("read", "a.txt").stderr


def test_a_table_of_codes_is_read_before_the_pages(run: Run, walk: types.SimpleNamespace, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("# mine\n\nMara Lind\tQ7\nJon Ek\t Q12\n", "utf-8")
    assert run("read", "a.txt", "--wikidata", str(table)).exit_code == 0
    assert walk.items == [{"mara lind": "Q7", "jon ek": "Q12"}]
    table.write_text("Mara Lind Q7\n", "utf-8")
    wrong = run("read", "a.txt", "--wikidata", str(table))
    assert wrong.exit_code == 2 and "line 1" in wrong.stderr and len(walk.asked) == 1
    assert run("read", "a.txt", "--wikidata", str(tmp_path / "none.tsv")).exit_code == 2


def test_progress_is_shown_on_a_terminal_alone(run: Run, terminal: None) -> None:
    assert "annotate" in run("read", "a.txt", "--json", "account.json").stderr


def test_a_store_keeps_the_pages_and_answers_for_them(run: Run, walk: types.SimpleNamespace, kept: str) -> None:
    before = Path(kept).read_bytes()
    assert run("read", "pages", "--store", kept).exit_code == 0
    assert Path(kept).read_bytes() == before
    known = walk.asked[-1][1]
    assert callable(known)
    with Store(kept) as store:
        assert store.known(story().documents[0].article.id) == story().documents[0]


def test_the_store_holds_every_page_and_the_file_only_those_given(
    run: Run, walk: types.SimpleNamespace, kept: str
) -> None:
    walk.answer = story(reading(FERRY + " Later.", "later.txt"))
    assert run("read", "later.txt", "--store", kept).exit_code == 0
    with Store(kept) as store:
        assert [document.article.text for document in store.documents()] == [FERRY, HARBOUR, FERRY + " Later."]


def test_show_writes_lines_in_a_pipe(run: Run, kept: str) -> None:
    lines = run("show", kept, "statements", "--entity", "mara lind", "--until", "2024-03-04").stdout.splitlines()
    assert lines[0].split("\t")[:4] == ["id", "speaker", "act", "text"]
    assert [line.split("\t")[0] for line in lines[1:]] == ["s-safe"]


def test_show_tells_who_is_who(run: Run, kept: str) -> None:
    rows = [json.loads(line) for line in run("show", kept, "entities", "--json").stdout.splitlines()]
    assert [row["name"] for row in rows][:1] == ["Harbour Post"] and len(rows) == 5
    (lind,) = run("show", kept, "entities", "--entity", "lind", "--json").stdout.splitlines()
    assert json.loads(lind)["name"] == "Mara Lind"
    (oberau,) = (row for row in rows if row["name"] == "Oberau")
    assert oberau in [
        json.loads(line)
        for line in run("show", kept, "entities", "--outlet", "Radio Öberau", "--json").stdout.splitlines()
    ]
    assert run("show", kept, "entities", "--since", "2024-01-01").exit_code == 2


def test_show_writes_json_lines_when_asked(run: Run, kept: str) -> None:
    (line,) = run("show", kept, "events", "--json").stdout.splitlines()
    assert json.loads(line)["text"] == "marched"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("entities", "Mara Lind"),
        ("statements", "=1+1 of them"),
        ("events", "PROTEST"),
        ("claims", "The ferry is safe"),
        ("timeline", "marched"),
    ],
)
def test_show_draws_a_table_on_a_terminal(run: Run, kept: str, terminal: None, what: str, words: str) -> None:
    result = run("show", kept, what)
    assert result.exit_code == 0
    assert words in result.stdout
    assert "━" in result.stdout


def test_show_says_when_a_name_is_nobody(run: Run, kept: str) -> None:
    result = run("show", kept, "claims", "--entity", "Nobody")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert "nothing in story.db is called 'Nobody'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "none.db", "events"), "firsthand read PATH... --store none.db"),
        (("show", "story.db", "rumours"), "rumours"),
        (("show", "story.db", "events", "--since", "March"), "March"),
        (("show", "story.db", "events", "--since", "2024-03-02", "--until", "2024-03-01"), "later than"),
        (("export", "story.db", "--format", "csv"), "--out DIR"),
        (("export", "story.db", "--format", "xml"), "xml"),
        (("export", "story.db", "--format", "csv", "--out", "no/such/folder"), "cannot be made a folder"),
    ],
)
def test_wrong_questions_are_status_2(run: Run, kept: str, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_export_writes_a_file_a_table(run: Run, kept: str) -> None:
    assert run("export", kept, "--format", "csv", "--out", "tables").exit_code == 0
    assert sorted(entry.name for entry in Path("tables").iterdir()) == sorted(f"{name}.csv" for name in row_types())
    assert b"'=1+1 of them" in Path("tables/statements.csv").read_bytes()


def test_export_to_standard_output(run: Run, kept: str) -> None:
    lines = run("export", kept, "--format", "jsonl").stdout.splitlines()
    assert {json.loads(line)["table"] for line in lines} == set(row_types())
    only = run("export", kept, "--format", "csv", "--table", "claims").stdout
    assert only.startswith("claim,text,independent,")
    assert len(only.splitlines()) == 3


def test_table_names_are_those_of_the_tables() -> None:
    assert tuple(row_types()) == cli.TABLES


def test_schema_and_version(run: Run) -> None:
    assert json.loads(run("schema").stdout)["$id"] == "firsthand/1"
    assert run("--version").stdout == f"firsthand {__version__}\n"


@pytest.mark.parametrize("command", [(), ("read",), ("show",), ("export",), ("schema",)])
def test_help_tells_options_and_examples(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout or command == ("schema",)


# --- as whole processes ---------------------------------------------------------------------------------------------


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def test_python_m_runs_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "firsthand", "--version"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"firsthand {__version__}\n", "")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from firsthand import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'rich', 'pydantic', 'sqlite3', 'numpy', 'lxml', 'trafilatura', 'onnxruntime', 'firsthand.model'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(python(code, "read", "--help"), cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith("Usage: firsthand read")
    assert done.stderr == "[]\n"


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "firsthand", "schema"], cwd=ROOT, stdout=gone, stderr=subprocess.PIPE, text=True
        )
    assert (done.returncode, done.stderr) == (cli.READER_GONE, "")


def test_an_interrupt_is_told_in_a_line() -> None:
    code = (
        "import sys, types\n"
        "from firsthand import cli\n"
        "import firsthand.export.json as target\n"
        "def stop(): raise KeyboardInterrupt\n"
        "target.schema = stop\n"
        "sys.argv[1:] = ['schema']\n"
        "cli.main()"
    )
    done = subprocess.run(python(code), cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (cli.INTERRUPTED, "")
    assert done.stderr.strip() == "firsthand: interrupted; nothing more is written"


def test_wrong_usage_of_the_process_is_status_2() -> None:
    done = subprocess.run([sys.executable, "-m", "firsthand", "read"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Missing argument" in done.stderr
