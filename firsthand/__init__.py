"""Reads many reports of one story and returns a sourced account: who said what, through whom, when.

>>> from firsthand import Failure
>>> Failure("a.txt", "clean", "the file is empty").reason
'the file is empty'

The names below are loaded when they are first used, so that ``import firsthand`` costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from os import PathLike, fspath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from firsthand.account import Account
    from firsthand.errors import FirsthandError, InputError, PageError, StoreError, UsageError, WeightsError
    from firsthand.model import Annotations, Article, Failure, Metadata, Page, Span, Story, When
    from firsthand.store import Store

__version__ = "0.1.0"

__all__ = [
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

_HOMES = {
    "firsthand.account": ("Account",),
    "firsthand.errors": ("FirsthandError", "InputError", "PageError", "StoreError", "UsageError", "WeightsError"),
    "firsthand.model": ("Annotations", "Article", "Failure", "Metadata", "Page", "Span", "Story", "When"),
    "firsthand.store": ("Store",),
}


def read(paths: str | PathLike[str] | Iterable[str | PathLike[str]], pool: Executor | None = None) -> Account:
    """The account of the pages at ``paths``: files, folders, JSONL, WARC files or URLs; one path may stand alone.

    Pages are read several at once in threads, or in ``pool`` (pipeline.crew). A page that cannot be read is listed in
    ``failures``. Raises InputError where nothing can be read.
    """
    from firsthand.pipeline import read as walk
    from firsthand.views import account

    several = [paths] if isinstance(paths, (str, PathLike)) else paths
    return account(walk([fspath(path) for path in several], pool))


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
