"""Speed and memory of the whole walk: ``python -m benchmarks.speed DIR``.

Reads every page under DIR in a fresh process (repeated until at least --articles pages are walked, each repetition with
a changed last line so that nothing is looked up), and prints articles and tokens a second, the peak memory of that
process, and the start-up time of ``firsthand --help``. It does not say which stage took the time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

WALK = """
import json, resource, sys, time
began = time.perf_counter()
from firsthand.pipeline import read
story = read(sys.argv[1:])
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "articles": len(story.documents), "failures": len(story.failures),
    "words": sum(len(d.tokens) for d in story.documents),
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""
STARTS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=60, help="walk at least so many pages")
    given = parser.parse_args(arguments)
    pages = sorted(p for p in given.folder.rglob("*.txt") if p.is_file())
    if not pages:
        raise SystemExit(f"{given.folder}: no text pages")
    with tempfile.TemporaryDirectory() as folder:
        rounds = -(-given.articles // len(pages))
        for turn in range(rounds):
            for i, page in enumerate(pages):
                copy = Path(folder) / f"{turn:03}-{i:04}.txt"
                copy.write_bytes(page.read_bytes() + f"\n\nCopy {turn}.\n".encode())
        result = json.loads(subprocess.run(
            [sys.executable, "-c", WALK, folder], check=True, capture_output=True, text=True
        ).stdout)  # fmt: skip
    print(f"{given.folder}: {len(pages)} pages, walked {rounds} times; {os.cpu_count()} cores, {platform.machine()}, "
          f"Python {platform.python_version()}")  # fmt: skip
    print(
        f"articles      {result['articles']} ({result['failures']} failed), "
        f"{result['words'] / result['articles']:.0f} words each"
    )
    print(f"articles/s    {result['articles'] / result['seconds']:.2f} (start-up of the process included)")
    print(f"words/s       {result['words'] / result['seconds']:.0f}")
    print(f"800-word/s    {result['words'] / result['seconds'] / 800:.2f} articles of 800 words a second")
    print(f"peak memory   {result['peak']:.0f} MB")
    print(f"--help        {statistics.median(start() for _ in range(STARTS)):.3f} s (median of {STARTS} processes)")


def start() -> float:
    """Seconds that ``firsthand --help`` takes as a whole process."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "firsthand", "--help"], check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
