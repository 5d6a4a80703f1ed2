"""The mean of two models: ``python -m training.mean MODEL.pt --with OTHER.pt --out MEAN.pt``.

Both must have the same sizes. The word vectors and the ranking of mentions stay MODEL's. Two runs that began alike
often do better together than either alone (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--with", dest="other", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    state = torch.load(given.state, weights_only=True)
    for name, value in torch.load(given.other, weights_only=True).items():
        if not name.startswith(("word.", "chains.")):
            state[name] = (state[name] + value) / 2
    torch.save(state, given.out)


if __name__ == "__main__":
    main()
