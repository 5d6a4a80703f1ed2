"""Measures clean/documents.py and clean/parts.py: python -m training.cuts STORIES_FOLDER

Articles of the stories set alone, where every cut is wrong, and joined in pairs with four sorts of head and four sorts
of gap, where one cut is right. Nothing is written.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from pathlib import Path

from firsthand.clean import clean
from firsthand.model import Article, Page

PAIRS = 100
SHORTEST = 600
JOINS = ("\n\n", "\n\n\n\n", "\n\n\n\n\n", "\n\n* * *\n\n")
CAPTION = "A man is seen at the port in a town on May 3, 2019. (Agency)"


def main(folder: Path) -> None:
    """Prints how many single articles are cut, titled and kept, and how many pairs are cut where they were joined."""
    articles = [
        (article["title"], article["text"].strip())
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        for article in json.loads(line)["articles"]
        if len(article["text"]) > SHORTEST
    ]
    single = [read(f"{title}\n\n{text}") for title, text in articles]
    titled = sum(found[0].title == title for found, (title, _) in zip(single, articles, strict=True))
    words: Counter[str] = Counter()
    for found in single:
        for document in found:
            for part in document.parts:
                words[part.kind] += len(document.text[part.start : part.end].split())
    cut = sum(len(found) > 1 for found in single)
    print(f"alone: {cut} of {len(single)} cut, {titled} titled right; words {dict(words)}")
    chance = random.Random(1)
    for style in ("plain", "signed", "dated before", "repeated"):
        for join in JOINS:
            outcomes = Counter(outcome(chance.sample(articles, 2), style, join) for _ in range(PAIRS))
            print(f"{style:13}{join!r:20} {dict(sorted(outcomes.items()))}")


def outcome(pair: list[tuple[str, str]], style: str, join: str) -> str:
    """What becomes of two joined articles: "right", "uncut" or "wrong"."""
    (title, text), (other_title, other_text) = pair
    first = head(title, style) + text + join
    found = read(first + head(other_title, style) + other_text)
    if len(found) == 1:
        return "uncut"
    return "right" if len(found) == 2 and found[1].start == len(first) else "wrong"


def head(title: str, style: str) -> str:
    """The lines above the body in one of four habits."""
    return {
        "plain": f"{title}\n\n",
        "signed": f"{title}\n\nBy Ann Leroy\nMay 3, 2019\n\n",
        "dated before": f"3 May, 2019 16:56\n\n{title}\n\n",
        "repeated": f"{title}\n\n{CAPTION}\nTT\n20\n\n{title}\n\n",
    }[style]


def read(text: str) -> tuple[Article, ...]:
    """The documents of a dump."""
    return clean(Page("a.txt", text.encode("utf-8", "replace"), "text"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
