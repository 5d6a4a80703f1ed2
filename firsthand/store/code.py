"""Which code read a page: a fingerprint of every file of the package that annotations rest on.

Annotations carry it, so that a changed program reads its pages again instead of trusting what an older one saw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ROOMS = ("annotate", "clean", "encoder.py", "lexicon", "model.py", "weights")


@cache
def fingerprint() -> str:
    """A hash of the names and contents of the files under ROOMS; the same on every machine with the same package."""
    digest = hashlib.sha256()
    package = resources.files("firsthand")
    for room in ROOMS:
        for name, item in _files(package / room, room):
            content = item.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _files(item: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if item.is_file():
        if not name.endswith(".pyc"):
            yield name, item
    elif item.is_dir():
        for child in sorted(item.iterdir(), key=lambda entry: entry.name):
            yield from _files(child, f"{name}/{child.name}")
