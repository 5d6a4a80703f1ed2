"""Readings of stories by hand (training/labels): which of them nothing is fitted to, and the account beside one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accounts import Account, load_account
from firsthand import pipeline, views
from firsthand.export.json import dumps


def development(story: str) -> bool:
    """Whether a story is of the development split, to which nothing is fitted: its number ends in 0 or 5.

    >>> development("g5w-10"), development("neus-train-45"), development("neus-train-177")
    (True, True, False)
    """
    return story[-1] in "05"


def account_of(folder: Path, files: Sequence[str]) -> Account:
    """The account that the program makes of these pages of a story, as the scorers read it."""
    raw = json.loads(dumps(views.account(pipeline.read([str(folder / file) for file in files]))))
    return load_account(raw, {file: (folder / file).read_bytes().decode("utf-8") for file in files})
