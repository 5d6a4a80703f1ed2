"""Who is who across pages, against pairs of names marked by hand.

    python -m benchmarks.entities --keys DIR --stories DIR [--only ID...] [--errors]
    python -m benchmarks.entities --labels training/labels --stories FOLDERS [--only ID...] [--errors]

A key (DIR/ID.json, see its "entity_pairs") gives pairs of places in the pages of a story and whether they mean one
person, body, place or thing. The texts come from the story sets (DIR/*.jsonl: "id" and "articles", each with "text");
they are written out, with what the set says beside them as a sidecar, and read like any other folder.

Two places are called one where the heads of their words fall in mentions of one entity of the account; a place whose
head is in no mention is of no entity. Told are precision, recall and F1 of "same", and the share of the different pairs
that were merged.

With --labels the stories are those read by hand (training/labels), FOLDERS a folder a story with its pages; told is
what groups.py counts, for the development stories and for all.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import groups
from benchmarks.labels import development
from firsthand import pipeline, views
from firsthand.account import Account

OWNED = re.compile(r"['’]s?\s+(?=\w)")
FOLLOWS = re.compile(r",|\s(?:of|for|in|to|who|that|which|at|from|by|with|on|and|against)\s")
BESIDE = ("outlet", "url", "title")


@dataclass(frozen=True, slots=True)
class Place:
    """Code points ``start`` to ``end`` of a file of a story."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A pair of the key, what it says and what the account says."""

    story: str
    one: Place
    other: Place
    same: bool
    told: bool


def pairs_of(key: Mapping[str, Any]) -> list[tuple[Place, Place, bool]]:
    """The entity pairs of a key.

    >>> pairs_of({"entity_pairs": [
    ...     {"a": {"file": "1.txt", "span": [0, 3]}, "b": {"file": "2.txt", "span": [5, 8]}, "same": True}]})
    [(Place(file='1.txt', start=0, end=3), Place(file='2.txt', start=5, end=8), True)]
    """
    found = []
    for row in key.get("entity_pairs", []):
        one, other = (Place(row[side]["file"], *row[side]["span"]) for side in "ab")
        found.append((one, other, bool(row["same"])))
    return found


def stories(folder: Path, wanted: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The articles of the stories ``wanted``. Raises SystemExit where one is in no file of ``folder``."""
    left, found = set(wanted), {}
    for file in sorted(folder.glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in left:
                    found[row["id"]] = row["articles"]
    if left - found.keys():
        raise SystemExit(f"{folder} has no story {', '.join(sorted(left - found.keys()))}")
    return found


def write(articles: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Write the articles as 1.txt, 2.txt ... with their sidecars."""
    for number, article in enumerate(articles, 1):
        beside = {name: article[name] for name in BESIDE if article.get(name)}
        if article.get("date"):
            beside["published"] = article["date"]
        (folder / f"{number}.txt").write_text(article["text"], "utf-8", newline="")
        (folder / f"{number}.txt.meta.json").write_text(json.dumps(beside), "utf-8")


def head(words: str) -> int:
    """Where the head of a noun phrase ends: before what follows it, after a possessor.

    >>> [phrase[: head(phrase)] for phrase in ("the envoy to Veltrin", "Veltrin's UN office in Roe", "Ann Roe's")]
    ['the envoy', "Veltrin's UN office", 'Ann Roe']
    """
    owners = [match.end() for match in OWNED.finditer(words)]
    start = owners[-1] if owners else 0
    after = FOLLOWS.search(words, start)
    end = after.start() if after else len(words)
    return len(re.sub(r"(?:['’]s?|[\s,.])+$", "", words[:end])) or len(words)


def entity_at(account: Account, place: Place, words: str) -> str | None:
    """The entity whose mention covers the head of the words at a place, the best fit of them; None where none does."""
    files = {document.id: Path(document.file).name for document in account.documents}
    at = place.start + head(words) - 1
    best: tuple[float, str] | None = None
    for entity in account.entities:
        for span in entity.mentions:
            if files[span.document] != place.file or not span.start <= at < span.end:
                continue
            shared = min(span.end, place.end) - max(span.start, place.start)
            fit = shared / (max(span.end, place.end) - min(span.start, place.start))
            if best is None or fit > best[0]:
                best = (fit, entity.id)
    return best[1] if best else None


def answers(story: str, key: Mapping[str, Any], account: Account, texts: Mapping[str, str]) -> list[Answer]:
    """What the account says of every pair of the key."""
    found = []
    for one, other, same in pairs_of(key):
        first, second = (entity_at(account, place, cut(texts, place)) for place in (one, other))
        found.append(Answer(story, one, other, same, first is not None and first == second))
    return found


def cut(texts: Mapping[str, str], place: Place) -> str:
    """The words at a place."""
    return texts[place.file][place.start : place.end]


def figures(given: Sequence[Answer]) -> dict[str, float]:
    """Precision, recall and F1 of "same", and the share of the different pairs that were merged; 0 for nothing.

    >>> place = Place("1.txt", 0, 3)
    >>> told = [Answer("x", place, place, same, told) for same, told in ((True, True), (True, False), (False, False))]
    >>> figures(told)["recall"], figures(told)["false merges"]
    (0.5, 0.0)
    """
    right = sum(one.same and one.told for one in given)
    told, same = sum(one.told for one in given), sum(one.same for one in given)
    wrong = told - right
    return {
        "precision": right / max(told, 1),
        "recall": right / max(same, 1),
        "F1": 2 * right / max(told + same, 1),
        "false merges": wrong / max(len(given) - same, 1),
    }


def run(key: Mapping[str, Any], articles: Sequence[Mapping[str, Any]], story: str) -> tuple[list[Answer], list[str]]:
    """The answers for one story, and a line for every wrong one."""
    with tempfile.TemporaryDirectory() as folder:
        write(articles, Path(folder))
        account = views.account(pipeline.read([folder]))
    texts = {f"{number}.txt": article["text"] for number, article in enumerate(articles, 1)}
    given = answers(story, key, account, texts)
    names = {entity.id: f"{entity.name} ({entity.kind})" for entity in account.entities}

    def shown(place: Place) -> str:
        words = cut(texts, place)
        return f"{place.file} {place.start} «{words}» = {names.get(entity_at(account, place, words) or '', 'nobody')}"

    return given, [
        f"  {'parted' if one.same else 'MERGED'}: {shown(one.one)} / {shown(one.other)}"
        for one in given
        if one.same != one.told
    ]


def read_by_hand(label: Mapping[str, Any], folder: Path) -> groups.Groups:
    """What a reading by hand says of the entities that are found in the pages of its story, in ``folder``."""
    files = [folder / name for name in label["files"]]
    account = views.account(pipeline.read([str(file) for file in files]))
    texts = {file.name: file.read_bytes().decode("utf-8") for file in files}
    return groups.compare(label, groups.Homes(groups.mentions_of(account), texts))


def _tell_groups(given: argparse.Namespace) -> None:
    """Print what is counted for the development stories and for all."""
    found: dict[str, groups.Groups] = {}
    for file in sorted(given.labels.glob("*.json")):
        if file.stem in (given.only or [file.stem]):
            found[file.stem] = read_by_hand(json.loads(file.read_text("utf-8")), given.stories / file.stem)
            for miss in found[file.stem].misses if given.errors else ():
                print(f"{file.stem} {miss}")
    kept = [one for story, one in found.items() if development(story)]
    for name, some in (("development stories", kept), ("all stories", list(found.values()))):
        print(f"{name}: {len(some)}")
        print("\n".join(f"  {line}" for line in groups.lines(groups.total(some))))


def main() -> None:
    """Print a line a story and one for all."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sort = asked.add_mutually_exclusive_group(required=True)
    sort.add_argument("--keys", type=Path, help="the folder of the keys")
    sort.add_argument("--labels", type=Path, help="the folder of the readings by hand")
    asked.add_argument("--stories", type=Path, required=True, help="the folder of the story sets")
    asked.add_argument("--only", nargs="*", metavar="ID", help="these stories alone")
    asked.add_argument("--errors", action="store_true", help="every wrong pair, with its words")
    given = asked.parse_args()
    if given.labels:
        _tell_groups(given)
        return
    keys = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(given.keys.glob("*.json"))}
    keys = {name: key for name, key in keys.items() if key.get("entity_pairs") and name in (given.only or keys)}
    articles = stories(given.stories, keys)
    everything: list[Answer] = []
    for name, key in keys.items():
        found, lines = run(key, articles[name], name)
        everything += found
        _tell(name, found)
        if given.errors:
            print("\n".join(lines))
    _tell("all", everything)


def _tell(name: str, given: Sequence[Answer]) -> None:
    told = figures(given)
    same = sum(one.same for one in given)
    print(f"{name:<18}{same:4} same {len(given) - same:4} different  " + "  ".join(
        f"{what} {value:.3f}" for what, value in told.items()
    ))  # fmt: skip


if __name__ == "__main__":
    main()
