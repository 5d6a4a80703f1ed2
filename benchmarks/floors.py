"""Quality floors: ``python -m benchmarks.floors`` fails where a figure fell under its floor in floors.json.

Floors move up; where better weights cost one of them something, LOG.md says so. Each holds the fingerprint of the data
that it was measured on; other data is an error, not a pass. The data is looked for under FIRSTHAND_SHARED (default
../shared), packed or unpacked.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tarfile
import tempfile
from pathlib import Path

from benchmarks import account, attribution
from benchmarks.accounts import load_account
from benchmarks.keys import parse_key
from firsthand import pipeline, views
from firsthand.encoder import Encoder
from firsthand.export.json import dumps

HERE = Path(__file__).parent
KEY = HERE.parent / "tests" / "keys" / "seeds.json"


def main() -> int:
    """Measure, compare, print a line a figure; the exit status is 1 if one is too low."""
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    shared = Path(os.environ.get("FIRSTHAND_SHARED", "../shared"))
    measured = {"attribution": attribution_figures(shared, floors), "account": account_figures(shared, floors)}
    low = 0
    for group, figures in measured.items():
        for name, floor in floors[group]["floors"].items():
            below = figures[name] < floor
            low += below
            print(f"{group:<12}{name:<32}{figures[name]:8.3f}  floor {floor:.3f}{'  TOO LOW' if below else ''}")
    return 1 if low else 0


def fingerprint(files: list[Path]) -> str:
    """A hash over the bytes of files, in the order given."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def check(name: str, files: list[Path], floors: dict[str, dict[str, str]]) -> None:
    """Raise SystemExit if the data is not what the floors were measured on."""
    found = fingerprint(files)
    if found != floors[name]["fingerprint"]:
        raise SystemExit(
            f"{name}: the data has fingerprint {found}, the floors stand for {floors[name]['fingerprint']}"
        )


def attribution_figures(shared: Path, floors: dict[str, dict[str, str]]) -> dict[str, float]:
    """F1 by role on PolNeAR dev, sentence by sentence."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(shared / "data" / "polnear.tar.xz") as packed:
            packed.extract("polnear/cofenet_dev.jsonl", folder, filter="data")
        file = Path(folder) / "polnear" / "cofenet_dev.jsonl"
        check("attribution", [file], floors)
        examples = attribution.read(file)
        scores = attribution.by_role(examples, attribution.run(Encoder(), examples))
    return {role: f1 for role, (_, _, f1, _) in scores.items()}


def account_figures(shared: Path, floors: dict[str, dict[str, str]]) -> dict[str, float]:
    """Shares right on the first development story, by measure of benchmarks.account."""
    folder = shared / "seeds"
    files = sorted(folder.glob("*.txt"))
    check("account", [KEY, *files], floors)
    written = json.loads(dumps(views.account(pipeline.read([str(folder)]))))
    texts = {file.name: file.read_bytes().decode("utf-8") for file in files}
    measures = account.score(parse_key(json.loads(KEY.read_text("utf-8"))), load_account(written, texts), texts)
    return {m.name.removeprefix("  of them: "): m.right / m.total for m in measures if m.total and not m.fewer}


if __name__ == "__main__":
    sys.exit(main())
