"""Speed and memory of the whole walk, beside its peers: ``python -m benchmarks.speed DIR``.

Reads all pages under DIR as one story, as often as it takes to walk --articles pages, each time with a changed last
line so that nothing is looked up. Prints articles and tokens (words and marks) a second of whole walks: of stories side
by side, each in one of as many processes as there are cores (``pipeline.crew``), without and with their start-up
(imports, weights, the first stories); of stories one after the other in these processes; and in one fresh process with
threads. Of the latter the processor time of each stage and the encoder alone (all that the walk had it read, re-reads
included, in as many threads); the peak memory, of processes their sum; and the start-up time of ``firsthand --help``.

Peers, on the same articles: spaCy's blank English pipeline with tagger and parser, untrained, in its default sizes, one
process (where spaCy is installed; it does a part of what annotate does); trafilatura's ``extract`` against ``clean`` on
the HTML pages of --html. Peers are compared in processor time: other work on the machine disturbs it least.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from importlib import import_module, metadata, util
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from firsthand.model import Story

STARTS = 5
HTML_TURNS = 9
EXAMPLES = Path(__file__).parent.parent / "examples" / "story"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=120, help="walk at least so many pages")
    parser.add_argument("--html", type=Path, default=EXAMPLES, help="folder of HTML pages to clean")
    given = parser.parse_args(arguments)
    pages = sorted(p for p in given.folder.rglob("*.txt") if p.is_file())
    if not pages:
        raise SystemExit(f"{given.folder}: no text pages")
    with tempfile.TemporaryDirectory() as folder:
        stories = _copies(pages, -(-given.articles // len(pages)), Path(folder))
        walked, alone = _alone(walk, stories), _alone(stages, stories)
        peer = _alone(spacy, stories) if util.find_spec("spacy") else None
    print(f"{given.folder}: {len(pages)} pages, walked {len(stories)} times")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    _print_walk(walked, alone)
    print(f"--help          {statistics.median(start() for _ in range(STARTS)):.3f} s (median of {STARTS} processes)")
    if peer is None:
        print("spaCy           not installed")
    else:
        ratio = alone["processor"] / alone["articles"] / (peer["processor"] / peer["articles"])
        version = metadata.version("spacy")
        print(f"spaCy {version:9} {_rates(peer, peer['seconds'])}; {_each(peer)}")
        print(f"walk / spaCy    {ratio:.2f} times the processor time")
    print(_html(sorted(given.html.rglob("*.html"))))


def _copies(pages: Sequence[Path], turns: int, folder: Path) -> list[str]:
    """The pages ``turns`` times, each time a folder with a last line of its own."""
    for turn in range(turns):
        (folder / f"{turn:03}").mkdir()
        for i, page in enumerate(pages):
            copy = folder / f"{turn:03}" / f"{i:04}.txt"
            copy.write_bytes(page.read_bytes() + f"\n\nCopy {turn}.\n".encode())
    return sorted(str(path) for path in folder.iterdir())


def _alone(work: Callable[[Sequence[str]], dict[str, float]], stories: Sequence[str]) -> dict[str, float]:
    """What ``work`` gives in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, stories).result()


def walk(stories: Sequence[str]) -> dict[str, float]:
    """Read each folder as one story in processes, side by side and then one after the other: seconds, counts, peak."""
    began = time.perf_counter()
    from firsthand import pipeline
    from firsthand.engines import workers

    every = [[folder] for folder in stories]
    with pipeline.crew(0) as crew:
        first = list(crew.map(pipeline.read, every[: workers()]))
        ready = time.perf_counter()
        read = list(crew.map(pipeline.read, every))
        ended = time.perf_counter()
        for paths in every:
            pipeline.read(paths, crew)
        last = time.perf_counter()
    share = len(read) / (len(first) + len(read))
    return {
        "seconds": ended - ready, "started": (ended - began) * share, "in turn": last - ended,
        "peak": _peak(resource.RUSAGE_SELF) + workers() * _peak(resource.RUSAGE_CHILDREN), **_counts(read),
    }  # fmt: skip


def stages(stories: Sequence[str]) -> dict[str, float]:
    """The same in threads of one process; seconds of processor time a stage as well, and the encoder alone."""
    from firsthand import pipeline
    from firsthand.engines import workers

    encoder = pipeline.encoder()
    ready, busy = time.perf_counter(), time.process_time()
    spent: dict[str, list[float]] = defaultdict(list)
    calls: list[Sequence[str]] = []

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            start = time.thread_time()
            try:
                return function(*given)
            finally:
                spent[stage].append(time.thread_time() - start)
                if stage == "encoder":
                    calls.append(given[0])

        return run

    with ExitStack() as patches:
        for stage in ("clean", "annotate", "merge"):
            patches.enter_context(patch.object(pipeline, stage, timed(stage, getattr(pipeline, stage))))
        patches.enter_context(patch.object(encoder, "read", timed("encoder", encoder.read)))
        read = [pipeline.read([folder]) for folder in stories]
    ended, done = time.perf_counter(), time.process_time()
    peak = _peak(resource.RUSAGE_SELF)
    again = time.perf_counter()
    with ThreadPoolExecutor(workers()) as pool:
        list(pool.map(encoder.read, calls))
    return {
        "seconds": ended - ready, "processor": done - busy, "encoder": time.perf_counter() - again, "peak": peak,
        **{f"in {stage}": sum(times) for stage, times in spent.items()}, **_counts(read),
    }  # fmt: skip


def _counts(read: Sequence[Story]) -> dict[str, float]:
    documents = [document for story in read for document in story.documents]
    return {
        "articles": len(documents), "failures": sum(len(story.failures) for story in read),
        "tokens": sum(len(document.tokens) for document in documents),
        "words": sum(len(document.article.text.split()) for document in documents),
    }  # fmt: skip


def _peak(whose: int) -> float:
    """Megabytes that this process, or the largest of those it has started, took at most."""
    return resource.getrusage(whose).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def spacy(stories: Sequence[str]) -> dict[str, float]:
    """The same articles, cleaned before, through spaCy's blank English pipeline with tagger and parser, untrained."""
    from firsthand.clean import clean
    from firsthand.encoder import DEPRELS, UPOS
    from firsthand.model import Page
    from firsthand.sources import open_specs

    pages = [page for page in open_specs(stories) if isinstance(page, Page)]
    texts = [article.text for page in pages for article in clean(page)]
    reader: Any = import_module("spacy").blank("en")
    for name, labels in (("tagger", UPOS), ("parser", DEPRELS)):
        part = reader.add_pipe(name)
        for label in labels:
            part.add_label(label)
    reader.initialize()
    began, busy = time.perf_counter(), time.process_time()
    tokens = sum(len(read) for read in reader.pipe(texts))
    return {
        "seconds": time.perf_counter() - began, "processor": time.process_time() - busy, "articles": len(texts),
        "tokens": tokens, "words": sum(len(text.split()) for text in texts),
    }  # fmt: skip


def _rates(counts: dict[str, float], seconds: float) -> str:
    articles, words, tokens = (counts[name] / seconds for name in ("articles", "words", "tokens"))
    return f"{articles:.2f} articles/s, or {words / 800:.2f} of 800 words; {tokens:.0f} tokens/s"


def _each(counts: dict[str, float]) -> str:
    return f"{1000 * counts['processor'] / counts['articles']:.0f} ms of processor time an article"


def _print_walk(walked: dict[str, float], alone: dict[str, float]) -> None:
    spent = {stage: alone[f"in {stage}"] for stage in ("clean", "encoder", "merge")}
    spent["rest of annotate"] = alone["in annotate"] - spent["encoder"]
    shares = ", ".join(f"{stage} {100 * seconds / sum(spent.values()):.0f} %" for stage, seconds in spent.items())
    articles = walked["articles"]
    print(
        f"articles        {articles:.0f} ({walked['failures']:.0f} failed), {walked['words'] / articles:.0f} words each"
    )
    print(f"walk            {_rates(walked, walked['seconds'])}; {walked['peak']:.0f} MB")
    print(f"with start-up   {_rates(walked, walked['started'])}")
    print(f"in turn         {_rates(walked, walked['in turn'])}")
    print(f"one process     {_rates(alone, alone['seconds'])}; {alone['peak']:.0f} MB; {_each(alone)}")
    print(f"encoder alone   {_rates(alone, alone['encoder'])}")
    print(f"processor time  {shares}")


def _html(pages: Sequence[Path]) -> str:
    """Milliseconds of processor time a page of ``clean`` and of trafilatura, the best of some turns."""
    import trafilatura

    from firsthand.clean import clean
    from firsthand.model import Page

    if not pages:
        return "trafilatura     no HTML pages"
    contents = [page.read_bytes() for page in pages]
    ours = _best(
        lambda: [clean(Page(page.name, content, "html")) for page, content in zip(pages, contents, strict=True)]
    )
    theirs = _best(lambda: [trafilatura.extract(content) for content in contents])
    peer, own = (1000 * spent / len(pages) for spent in (theirs, ours))
    told = f"{peer:.1f} ms a page, clean {own:.1f} ms: {own / peer:.2f} times ({len(pages)} pages)"
    return f"trafilatura {metadata.version('trafilatura'):3} {told}"


def _best(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(HTML_TURNS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def start() -> float:
    """Seconds that ``firsthand --help`` takes as a whole process."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "firsthand", "--help"], check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
