"""Training examples for factuality: how far the text presents an event as having happened, -3 to 3 a word."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

from firsthand.encoder import MAX_WORDS
from training.data import Example


def factuality(path: Path) -> Iterator[Example]:
    """Sentences of a factuality set (JSON lines: text, targets with span1 and label)."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        tokens = row["text"].split(" ")[:MAX_WORDS]
        facts = [math.nan] * len(tokens)
        for target in row["targets"]:
            last = int(target["span1"][1]) - 1
            if last < len(tokens):
                facts[last] = float(target["label"])
        yield Example("status", tokens, facts=facts)
