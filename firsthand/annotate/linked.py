"""Names that a page's links have glued to other words: "Roe told Ann RoeMORE", "Roe Ann RoeOthers who ran MORE".

Some sites print the text of a pop-up of links behind the name that it hangs on. It repeats the name in full, runs on
without a space and ends in "MORE". Nobody is named there a second time.
"""

from __future__ import annotations

import re

WITHIN = 80
"""Characters before a glued name in which the name that it repeats is looked for; set by hand."""
_GLUED = re.compile(r"\b([A-Z][\w’'-]*[a-z])(?:MORE\b|[A-Z][^\n]{0,600}?MORE\b)")


def linked(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that repeat a name as a link.

    >>> text = "Mayor Ann Roe Ann Jane RoeOthers who ran MORE said so. Joe McRoe wants MORE."
    >>> [text[start:end] for start, end in linked(text)]
    [' Ann Jane RoeOthers who ran MORE']
    """
    found = []
    for glued in _GLUED.finditer(text) if "MORE" in text else ():
        before = text.rfind(glued[1], max(0, glued.start() - WITHIN), glued.start())
        if before >= 0:
            found.append((before + len(glued[1]), glued.end()))
    return found
