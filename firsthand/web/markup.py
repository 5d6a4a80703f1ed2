"""HTML built so that text cannot become mark-up: the type checker keeps ``Markup`` and ``str`` apart.

It knows how to escape and how to nest; it does not know any page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NewType

Markup = NewType("Markup", str)
"""HTML that is safe to write. Only the functions of this file make it."""

NOTHING = Markup("")
_VOID = frozenset({"input", "meta", "br"})
_DRAWN = frozenset({"rect", "path", "circle", "line", "stop"})
# Controls, lone surrogates and characters that turn the direction of what follows: a page could hide words with them.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def text(value: object) -> Markup:
    """``value`` as escaped text, one character for one; what cannot be written becomes U+FFFD.

    >>> text('</script><img onerror="x">')
    '&lt;/script&gt;&lt;img onerror=&quot;x&quot;&gt;'
    """
    return Markup(html.escape(_UNSAFE.sub("\ufffd", str(value))))


def join(parts: Iterable[Markup], between: Markup = NOTHING) -> Markup:
    """The parts one after another."""
    return Markup(between.join(parts))


def element(name: str, /, *children: Markup, **attributes: str | None) -> Markup:
    """An element; attribute values are escaped, None leaves one out, ``class_`` is class and ``data_ids`` data-ids.

    >>> element("a", text("S1"), href="#s-1", class_=None)
    '<a href="#s-1">S1</a>'
    """
    given = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    written = "".join(f' {key}="{text(value)}"' for key, value in given)
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    if name in _DRAWN:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{''.join(children)}</{name}>")


def raw(trusted: str) -> Markup:
    """Our own style sheet and script, as they are; never text of a page."""
    return Markup(trusted)
