"""clean: a Page -> its Articles: decoded, cut into documents, body told from furniture, every offset kept."""

from __future__ import annotations

from firsthand.clean.decode import decode
from firsthand.clean.text import read_text
from firsthand.model import Article, Page

__all__ = ["clean"]


def clean(page: Page) -> tuple[Article, ...]:
    """The documents of a page, in the order of their places; at least one.

    Raises PageError, whose words tell the user what to do, for what is empty, not text, or holds no article.

    >>> story = b"Harbour to close\\n\\nThe harbour of Port Ash will close in May, its master said."
    >>> page = Page("a.txt", story, "text")
    >>> [(part.kind, part.start, part.end) for part in clean(page)[0].parts]
    [('headline', 0, 16), ('body', 18, 77)]
    """
    source = decode(page.content, page.encoding)
    if page.media == "html":
        from firsthand.clean.html import read_html

        return read_html(page, source)
    return read_text(page, source)
