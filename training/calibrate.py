"""Fit calibration.json: ``python -m training.calibrate DATA``.

For every head predictions on development data, right or wrong (benchmarks.calibration). How far a whole statement is to
be believed is fitted by training.trust.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import calibration
from firsthand.encoder import Encoder
from firsthand.encoder.calibration import LINES, lines

DATA = {
    "attribution": "polnear/cofenet_dev.jsonl", "names": "crossner/conll2003/dev.txt", "times": "timebank",
    "events": "timebank",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit every head that has data under DATA, and write the file beside the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    given = options.parse_args(arguments)
    encoder = Encoder()
    fitted = dict(lines())
    told = {head: calibration.HEADS[head](given.data / path, encoder) for head, path in DATA.items()}
    for name, one in told.items():
        slope, shift = calibration.fit(one.raw, one.right)
        fitted[name] = (round(slope, 3), round(shift, 3))
        print(name, fitted[name], len(one.raw), flush=True)
    LINES.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
