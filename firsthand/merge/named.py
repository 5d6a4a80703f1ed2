"""A chain that has names, as all that joins chains by their names looks at it."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model import Annotations, Chain


@dataclass(frozen=True, slots=True)
class Named:
    """A chain, its page and the names that the page gives it, most frequent first."""

    chain: Chain
    page: Annotations
    names: tuple[str, ...]
