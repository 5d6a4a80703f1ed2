"""The command line: reads arguments, calls the walk, writes what comes out. No logic of its own; the only printer.

Standard output carries what was asked for and nothing else; progress, warnings and errors go to standard error. Exit
status: 0 an account was written, 1 nothing could be read, 2 wrong usage, 130 interrupted, 141 the reader went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firsthand import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from firsthand.account import Account
    from firsthand.model import Failure, Story
    from firsthand.store import Store

Report = Callable[[str, int, int], None]

TABLES = ("documents", "entities", "mentions", "statements", "events", "claims", "conflicts", "timeline")
SHOWN = 15
"""Rows of each kind in the account on a terminal: five kinds then fit a few screens."""
INTERRUPTED, READER_GONE = 130, 141
DAY = click.DateTime(["%Y-%m-%d"])
COLUMNS = {
    "entities": ("name", "kind", "source", "aliases", "grounds", "apart", "unnamed", "country", "codes", "documents"),
    "statements": ("when", "dated_by", "speaker", "act", "text", "via", "outlet", "file"),
    "events": ("when", "dated_by", "type", "status", "actors", "targets", "text", "outlet", "file"),
    "claims": ("independent", "text", "origin", "speaker", "outlet", "file"),
    "timeline": ("when", "dated_by", "kind", "speaker", "words", "outlet", "file"),
}


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: firsthand read reports/ --html account.html",
)
@click.version_option(__version__, message="%(prog)s %(version)s", prog_name="firsthand")
def cli() -> None:
    """Read many news reports of one story: who said what, through whom, when."""


@cli.command(
    epilog="""\b
Examples:
  firsthand read reports/                       a short account on the terminal
  firsthand read reports/ --html account.html   a page to look at in a browser
  firsthand read a.txt b.html --json -          the whole account, for other programs
  firsthand read reports/ --store story.db      kept, for show and export

\b
Beside page.txt a file page.txt.meta.json may say its outlet, url, title, author, published, updated, language.
Exit status: 0 an account was written, 1 nothing could be read, 2 wrong usage."""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "json_to", metavar="FILE|-", help="Write the account as JSON (- for standard output).")
@click.option("--html", "html_to", metavar="FILE|-", help="Write the account as one page for a browser.")
@click.option("--store", "store_at", metavar="FILE", help="Keep pages and account in this file; made if missing.")
@click.option("--wikidata", "table", metavar="FILE", help="Take Wikidata items from this table: name, tab, Q-number.")
def read(
    paths: tuple[str, ...], json_to: str | None, html_to: str | None, store_at: str | None, table: str | None
) -> None:
    """Read the pages at PATH... and write their account.

    PATH is a text or HTML file, a folder of them, a feed, a sitemap, JSON lines or a web archive. With no option the
    account goes to standard output: short on a terminal, as JSON in a pipe.
    """
    from firsthand.export.files import check_outputs
    from firsthand.sources.codes import wikidata

    with _told():
        for warning in check_outputs(paths, {"--json": json_to, "--html": html_to, "--store": store_at}):
            _say(warning)
        items = wikidata(table) if table else {}
        with _opened(store_at) as store:
            story = _read(paths, store, items)
            _write(story, items, json_to, html_to, to_terminal=not (json_to or html_to or store_at))


def _read(paths: Sequence[str], store: Store | None, items: Mapping[str, str]) -> Story:
    from firsthand import pipeline, views
    from firsthand.errors import InputError

    with _progress() as progress:
        with pipeline.crew() as crew:
            story = pipeline.read(paths, crew, progress=progress, known=store.known if store else None)
        _warn(story.failures)
        if not story.documents:
            raise InputError("nothing could be read; see the reasons above" if story.failures else "no pages there")
        if store:
            store.add(story)
            kept = pipeline.merge_story(store.documents(), store.unreadable())
            store.save_account(views.account(kept, items))
            _warn(kept.failures)
    return story


def _write(story: Story, items: Mapping[str, str], json_to: str | None, html_to: str | None, to_terminal: bool) -> None:
    from firsthand import views
    from firsthand.export.json import dumps

    if not (json_to or html_to or to_terminal):
        return
    account = views.account(story, items)
    sources = {document.article.id: document.article.source for document in story.documents}
    if to_terminal and _terminal(sys.stdout):
        _print_account(account, sources)
    elif to_terminal:
        _put("-", dumps(account))
    if json_to:
        _put(json_to, dumps(account))
    if html_to:
        from firsthand import web

        _put(html_to, web.page(account, sources))


@cli.command(
    epilog="""\b
Examples:
  firsthand show story.db statements --entity "Mara Lind"
  firsthand show story.db entities --entity "Lind"
  firsthand show story.db timeline --since 2024-03-01 --until 2024-03-31
  firsthand show story.db claims --outlet "Radio Oberau" --json"""
)
@click.argument("store_at", metavar="STORE")
@click.argument("what", type=click.Choice(tuple(COLUMNS)), metavar="entities|statements|events|claims|timeline")
@click.option("--entity", metavar="NAME", help="Only what this person, group or place has a part in.")
@click.option("--outlet", metavar="NAME", help="Only what pages of this outlet tell.")
@click.option("--since", type=DAY, metavar="DATE", help="Only what may be of that day or after.")
@click.option("--until", type=DAY, metavar="DATE", help="Only what may be of that day or earlier.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines, one row each.")
def show(store_at: str, what: str, **asked: Any) -> None:
    """Show the entities, statements, events, claims or timeline of a STORE.

    A table on a terminal, tab-separated lines in a pipe. DATE is YYYY-MM-DD; with --since or --until, rows without a
    known day are left out. Entities have no day: they take --entity and --outlet.
    """
    from firsthand.export.tables import json_lines, tab_lines
    from firsthand.rows import columns
    from firsthand.store import Store

    as_json = asked.pop("as_json")
    asked["since"], asked["until"] = _day(asked["since"]), _day(asked["until"])
    with _told(), Store(store_at, create=False) as store:
        if asked["since"] and asked["until"] and asked["since"] > asked["until"]:
            raise click.UsageError("--since is later than --until")
        if what == "entities" and any([asked.pop("since"), asked.pop("until")]):
            raise click.UsageError("entities have no day; leave --since and --until out")
        for name in (asked["entity"], asked["outlet"]):
            if name and not store.entities_named(name):
                _say(f"nothing in {store_at} is called {name!r}")
        rows = getattr(store, what)(**asked)
        if as_json:
            _put("-", json_lines(rows))
        elif _terminal(sys.stdout):
            _print_table(what, rows)
        else:
            _put("-", tab_lines(rows, columns(what)))


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the account."""
    from firsthand.export.json import schema as text

    _put("-", text())


@cli.command(
    epilog="""\b
Examples:
  firsthand export story.db --format csv --out tables/
  firsthand export story.db --format csv --table statements > statements.csv
  firsthand export story.db --format jsonl | grep '"speaker": "Mara Lind"'"""
)
@click.argument("store_at", metavar="STORE")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), required=True, help="How rows are written.")
@click.option("--out", default="-", metavar="DIR|-", show_default=True, help="A folder for one file a table.")
@click.option("--table", "names", multiple=True, type=click.Choice(TABLES), help="Only this table; may be repeated.")
def export(store_at: str, form: Any, out: str, names: tuple[str, ...]) -> None:
    """Write the tables of a STORE, one row an observation with its words.

    Several CSV tables need a folder. A CSV cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    from firsthand.errors import UsageError
    from firsthand.export.tables import exports
    from firsthand.store import Store

    wanted = tuple(dict.fromkeys(names)) or TABLES
    if out == "-" and form == "csv" and len(wanted) > 1:
        raise click.UsageError("several CSV tables need a folder: give --out DIR, or one --table NAME")
    with _told(), Store(store_at, create=False) as store:
        written = list(exports(store.tables(), form, wanted))
        if out == "-":
            _put("-", "".join(text for _, text in written))
            return
        try:
            Path(out).mkdir(exist_ok=True)
        except OSError as error:
            raise UsageError(f"{out} cannot be made a folder: {error.strerror}; give another --out") from error
        for name, text in written:
            _put(str(Path(out) / f"{name}.{form}"), text)


# --- in and out -----------------------------------------------------------------------------------------------------


def _opened(path: str | None) -> AbstractContextManager[Store | None]:
    if path is None:
        return nullcontext()
    from firsthand.store import Store

    return Store(path)


@contextmanager
def _told() -> Iterator[None]:
    """Turns the errors of this package into one line and an exit status."""
    from firsthand.errors import FirsthandError, StoreError, UsageError

    try:
        yield
    except FirsthandError as error:
        _say(str(error))
        raise click.exceptions.Exit(2 if isinstance(error, (UsageError, StoreError)) else 1) from error


@contextmanager
def _progress() -> Iterator[Report | None]:
    """How far each stage is, with an estimate, on a terminal; None elsewhere."""
    if not _terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True, force_terminal=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield report


def _terminal(stream: Any) -> bool:
    return bool(stream and stream.isatty())


def _put(place: str, text: str) -> None:
    """Writes a whole file, or standard output for "-", in UTF-8."""
    from firsthand.export.files import encoded, write_file

    if place != "-":
        write_file(Path(place), text)
        return
    try:
        sys.stdout.buffer.write(encoded(text))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(READER_GONE) from None


def _say(line: str) -> None:
    click.echo(f"firsthand: {_line(line)}", err=True)


def _warn(failures: Iterable[Failure]) -> None:
    for failure in failures:
        _say(f"{failure.file}: {failure.reason} ({failure.stage})")


def _line(text: str) -> str:
    """One line that cannot steer a terminal, whatever a page or a file name holds."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


# --- on a terminal --------------------------------------------------------------------------------------------------


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


def _print_table(what: str, rows: Sequence[Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    from firsthand.export.summary import days

    shown = Table(*COLUMNS[what], show_lines=True)
    for row in rows:
        cells = (days(row.earliest, row.latest) if name == "when" else getattr(row, name) for name in COLUMNS[what])
        shown.add_row(*(Text(_line("" if cell is None else str(cell))) for cell in cells))
    _console().print(shown, soft_wrap=False)


def _print_account(account: Account, sources: Mapping[str, str]) -> None:
    from firsthand.export.summary import summary

    console = _console()
    for heading, lines in summary(account, sources):
        console.print(f"{heading} ({len(lines)})", style="bold")
        for line in lines[:SHOWN]:
            console.print(f"  {_line(line)}")
        if len(lines) > SHOWN:
            console.print(f"  … {len(lines) - SHOWN} more; --json or --html has them all", style="dim")


def main() -> None:
    """Runs the command line and leaves the process with its exit status."""
    try:
        sys.exit(cli.main(prog_name="firsthand", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted; nothing more is written")
        sys.exit(INTERRUPTED)
