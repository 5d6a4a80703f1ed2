"""The house: who may import whom, one importer for each heavy dependency, nothing but definitions at import."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "firsthand"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 350
LONGER = {"model.py": "the nouns stay in one file"}

GROUND = {"model", "errors"}
TIDY = {"account", "rows", "tables"}
STAGES = {"sources", "clean", "encoder", "annotate", "merge", "views", "export", "store", "lexicon"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "lexicon": set(),
    "engines": set(),
    "account": {"model"},
    "rows": set(),
    "tables": {"account", "rows"},
    "sources": GROUND | {"lexicon"},
    "clean": GROUND | {"lexicon"},
    "encoder": GROUND | {"lexicon"},
    "annotate": GROUND | {"lexicon", "encoder"},
    "merge": GROUND | {"lexicon"},
    "views": GROUND | {"lexicon", "account"},
    "export": GROUND | TIDY | {"lexicon"},
    "store": GROUND | TIDY | {"lexicon"},
    "pipeline": GROUND | TIDY | STAGES | {"engines"},
    "web": GROUND | TIDY | {"lexicon"},
    "cli": GROUND | TIDY | STAGES | {"firsthand", "pipeline", "web"},
    "__main__": {"cli"},
    "firsthand": GROUND | TIDY | STAGES | {"pipeline"},
}
"""Room -> the rooms it may import; a room always may import itself. "firsthand" is the package's own __init__."""

IMPORTERS: dict[str, set[str]] = {
    "click": {"cli.py"},
    "courlan": {"sources"},
    "fastwarc": {"sources"},
    "feedparser": {"sources"},
    "htmldate": {"clean"},
    "onnxruntime": {"encoder"},
    "pydantic": {"export/json.py"},
    "rich": {"cli.py"},
    "sqlite3": {"store"},
    "tokenizers": {"encoder"},
    "torch": set(),
    "trafilatura": {"clean"},
}
"""Heavy dependency -> the file or room that alone may import it."""

PURE = {
    "ClassVar", "NewType", "TypeVar", "bool", "bytes", "cast", "compile", "count", "date", "dict", "divmod",
    "enumerate", "escape", "extend", "field", "float", "format", "from_bytes", "fromkeys", "frozenset", "getLogger",
    "int", "items", "join", "keys", "len", "list", "lower", "map", "maketrans", "max", "min", "ord", "partial", "range",
    "replace", "reversed", "set", "sorted", "split", "splitlines", "str", "strip", "sum", "timedelta", "tuple", "upper",
    "values", "zip",
}  # fmt: skip
"""Calls that may make a constant: they read no file, ask no clock and change nothing outside."""


def shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return "firsthand" if first == "__init__.py" else first.removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that ``path`` imports anywhere, lazily or for typing only, by its full name."""
    package = ["firsthand", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def rooms_imported(path: Path) -> set[str]:
    found = set()
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "firsthand":
            found.add(parts[1] if len(parts) > 1 and parts[1] in ALLOWED else "firsthand")
    return found


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    assert room(path) in ALLOWED, f"{shown(path)} belongs to no room"
    assert rooms_imported(path) - {room(path)} <= ALLOWED[room(path)]


def test_no_room_can_reach_itself() -> None:
    def above(name: str, seen: frozenset[str]) -> None:
        assert name not in seen, f"{name} imports itself through {sorted(seen)}"
        for other in ALLOWED[name] - {"firsthand"}:
            above(other, seen | {name})

    for name in ALLOWED:
        above(name, frozenset())


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_heavy_dependencies_have_one_importer(path: Path) -> None:
    for name in {name.split(".")[0] for name in imports(path)} & set(IMPORTERS):
        assert IMPORTERS[name] & {shown(path), room(path)}, f"{shown(path)} imports {name}"


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in GROUND | TIDY], ids=shown)
def test_the_nouns_need_the_standard_library_alone(path: Path) -> None:
    assert {name.split(".")[0] for name in imports(path)} <= {*sys.stdlib_module_names, "firsthand"}


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_nothing_but_definitions_happens_at_import(path: Path) -> None:
    defined = {node.name for node in tree(path).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for node in tree(path).body:
        where = f"{shown(path)}:{node.lineno}"
        if isinstance(node, ast.Expr):
            assert isinstance(node.value, ast.Constant), f"{where} runs something"
        elif isinstance(node, ast.If):
            assert ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'"), f"{where} decides something"
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value:
            for call in (part for part in ast.walk(node.value) if isinstance(part, ast.Call)):
                name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                constructor = name.lstrip("_")[:1].isupper()
                assert constructor or name in PURE | defined, f"{where} calls {name}"
        else:
            kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
            assert isinstance(node, kinds), f"{where} is no definition"


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_no_function_changes_a_global(path: Path) -> None:
    assert not [node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Global)]


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_files_stay_short(path: Path) -> None:
    if shown(path) not in LONGER:
        assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", [path for path in FILES if shown(path) != "cli.py"], ids=shown)
def test_only_the_command_line_prints(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in ("print", "sys.stdout.write", "sys.stderr.write", "click.echo")
