"""Speed and memory of the whole walk: ``python -m benchmarks.speed DIR``.

Reads all pages under DIR as one story, as often as it takes to walk --articles pages, each time with a changed last
line so that nothing is looked up, in one fresh process. Prints articles and tokens (words and marks) a second, without
and with the start-up of the process (imports, weights), the peak memory of that process, and the start-up time of
``firsthand --help``. It does not say which stage took the time.
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
from firsthand.pipeline import encoder, read
encoder()
ready = time.perf_counter()
stories = [read([folder]) for folder in sys.argv[1:]]
ended = time.perf_counter()
documents = [document for story in stories for document in story.documents]
print(json.dumps({"seconds": ended - ready, "start": ready - began, "articles": len(documents),
    "failures": sum(len(s.failures) for s in stories),
    "tokens": sum(len(d.tokens) for d in documents), "words": sum(len(d.article.text.split()) for d in documents),
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""
STARTS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=120, help="walk at least so many pages")
    given = parser.parse_args(arguments)
    pages = sorted(p for p in given.folder.rglob("*.txt") if p.is_file())
    if not pages:
        raise SystemExit(f"{given.folder}: no text pages")
    with tempfile.TemporaryDirectory() as folder:
        rounds = -(-given.articles // len(pages))
        for turn in range(rounds):
            (Path(folder) / f"{turn:03}").mkdir()
            for i, page in enumerate(pages):
                copy = Path(folder) / f"{turn:03}" / f"{i:04}.txt"
                copy.write_bytes(page.read_bytes() + f"\n\nCopy {turn}.\n".encode())
        walk = [sys.executable, "-c", WALK, *(str(path) for path in sorted(Path(folder).iterdir()))]
        result = json.loads(subprocess.run(walk, check=True, capture_output=True, text=True).stdout)
    seconds, articles, words = result["seconds"], result["articles"], result["words"]
    print(f"{given.folder}: {len(pages)} pages, walked {rounds} times")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    print(f"articles      {articles} ({result['failures']} failed), {words / articles:.0f} words each")
    whole = seconds + result["start"]
    print(f"articles/s    {articles / seconds:.2f}, or {words / seconds / 800:.2f} of 800 words")
    print(f"with start-up {articles / whole:.2f}, or {words / whole / 800:.2f} of 800 words")
    print(f"tokens/s      {result['tokens'] / seconds:.0f}")
    print(f"peak memory   {result['peak']:.0f} MB")
    print(f"--help        {statistics.median(start() for _ in range(STARTS)):.3f} s (median of {STARTS} processes)")


def start() -> float:
    """Seconds that ``firsthand --help`` takes as a whole process."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "firsthand", "--help"], check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
