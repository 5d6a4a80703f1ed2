"""Union-find: which of many items were joined, directly or through others. It knows nothing of what the items are."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Items in disjoint groups; every item begins alone.

    >>> groups = Groups("abcd")
    >>> groups.join("a", "c")
    True
    >>> groups.all()
    [['a', 'c'], ['b'], ['d']]
    """

    def __init__(self, items: Iterable[str]) -> None:
        """Begin with every item of ``items`` alone; their order is the order of the result."""
        self._parent = {item: item for item in items}

    def find(self, item: str) -> str:
        """The item that stands for the group of ``item``."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: str, other: str) -> bool:
        """Join two groups; False where they were one already. The group's name is that of ``one``."""
        first, second = self.find(one), self.find(other)
        self._parent[second] = first
        return first != second

    def all(self) -> list[list[str]]:
        """All groups, each and all in the order of the items."""
        found: dict[str, list[str]] = {}
        for item in self._parent:
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
