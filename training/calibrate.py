"""Fit calibration.json: ``python -m training.calibrate DATA [--stories DIR]``.

For the heads: predictions on development data, right or wrong (benchmarks.calibration). For "statement": what the whole
program tells of the stories with a key under tests/keys, DIR/ID holding the pages of story ID as N.txt; right is what
the key has, with that speaker. The held-out stories that the keys' README names are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import account, calibration
from benchmarks.accounts import load_account
from benchmarks.dates import HELD_OUT
from benchmarks.keys import parse_key, word_places
from firsthand import pipeline, views
from firsthand.encoder import Encoder
from firsthand.encoder.calibration import LINES, lines
from firsthand.export.json import dumps

DATA = {
    "attribution": "polnear/cofenet_dev.jsonl", "names": "crossner/conll2003/dev.txt", "times": "timebank",
    "events": "timebank",
}  # fmt: skip
KEYS = Path(__file__).parent.parent / "tests" / "keys" / "stories"


def statements(stories: Path) -> tuple[list[float], list[bool]]:
    """The confidence of every statement told of the stories with a key, and whether the key has it so."""
    sure: list[float] = []
    right: list[bool] = []
    for file in sorted(KEYS.glob("*.json")):
        if file.stem in HELD_OUT:
            continue
        folder = stories / file.stem
        texts = {page.name: page.read_bytes().decode("utf-8") for page in sorted(folder.glob("*.txt"))}
        written = json.loads(dumps(views.account(pipeline.read([str(folder)]))))
        key, told = parse_key(json.loads(file.read_text("utf-8"))), load_account(written, texts)
        matched = account.match(key, told, texts)
        wishes = {wanted.id: wanted for wanted in key.statements}
        good = {said.id for one, said in matched.items() if account.speaker_right(wishes[one], said)}
        optional = {
            (wanted.file, place) for wanted in key.statements if wanted.optional
            for place in word_places(texts[wanted.file], wanted.spans)
        }  # fmt: skip
        confidence = {row["id"]: row["confidence"] for row in written["statements"]}
        for said in told.statements:
            if said.id in good or not {(said.file, place) for place in said.words} & optional:
                sure.append(confidence[said.id])
                right.append(said.id in good)
    return sure, right


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit every head that has data under DATA, and write the file beside the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--stories", type=Path)
    given = options.parse_args(arguments)
    encoder = Encoder()
    fitted = {name: line for name, line in lines().items() if name != "statement"}
    LINES.write_text(json.dumps(fitted), "utf-8")
    lines.cache_clear()
    told = {head: calibration.HEADS[head](given.data / path, encoder) for head, path in DATA.items()}
    seen = {head: (one.raw, one.right) for head, one in told.items()}
    if given.stories:
        seen["statement"] = statements(given.stories)
    for name, (sure, right) in seen.items():
        slope, shift = calibration.fit(sure, right)
        fitted[name] = (round(slope, 3), round(shift, 3))
        print(name, fitted[name], len(sure), flush=True)
    LINES.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
