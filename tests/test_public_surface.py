"""What ``firsthand`` offers, name by name, and that importing it costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import types
from pathlib import Path

import pytest

import firsthand
from firsthand.model import Story
from tests.handmade import account

ROOT = Path(__file__).parent.parent

PUBLIC = [
    "Account",
    "Annotations",
    "Article",
    "Failure",
    "FirsthandError",
    "InputError",
    "Metadata",
    "Page",
    "PageError",
    "Span",
    "Store",
    "StoreError",
    "Story",
    "UsageError",
    "WeightsError",
    "When",
    "__version__",
    "read",
]


def test_the_surface_is_exact() -> None:
    assert firsthand.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(firsthand))
    for name in PUBLIC:
        assert getattr(firsthand, name).__doc__, name


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="Rumour"):
        firsthand.Rumour  # noqa: B018


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert firsthand.__version__ == project["version"]


@pytest.mark.parametrize("paths", ["a.txt", Path("a.txt"), ["a.txt"], (Path("a.txt"),), iter(["a.txt"])])
def test_read_walks_and_accounts(monkeypatch: pytest.MonkeyPatch, paths: object) -> None:
    asked: list[list[str]] = []
    pipeline, views = types.ModuleType("firsthand.pipeline"), types.ModuleType("firsthand.views")

    def walk(given: list[str], pool: object) -> Story:
        assert pool is None
        asked.append(given)
        return Story(())

    vars(pipeline)["read"] = walk
    vars(views)["account"] = lambda story: account() if story == Story(()) else None
    for name, module in (("pipeline", pipeline), ("views", views)):
        monkeypatch.setitem(sys.modules, f"firsthand.{name}", module)
        monkeypatch.setattr(f"firsthand.{name}", module, raising=False)
    assert firsthand.read(paths) == account()  # type: ignore[arg-type]
    assert asked == [["a.txt"]]


def test_importing_it_loads_no_room() -> None:
    code = "import sys, firsthand; print([name for name in sys.modules if name.startswith('firsthand.')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
