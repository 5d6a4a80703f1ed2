"""Scores an account against a key made by hand: `python -m benchmarks.account KEY ACCOUNT.json --texts DIR [--errors]`.

One line a measure, with counts. `--errors` adds every miss: its id, the key's words read from DIR, what was predicted.

It does not know the grammar of the texts: a statement is found when enough of its words are covered, whatever the words
are. What a key leaves out it cannot hold against an account; "overlapping nothing in key" is told for information only,
and not of sentences in a page's own voice, which a key does not list.
The measures under "statements found" speak of the found ones, which are others for another program.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import keys
from benchmarks.accounts import Account, Entity, Said, load_account, words_at
from benchmarks.keys import Interval, Json, Key, Place, Span, interval, plain, same_name, shared, span, word_places

# The numbers below are the rules of the score, fitted to nothing; with another value scores are no longer comparable.
MIN_COVERED = 0.5  # of a key statement's words, by a prediction
MAX_TIMES_LONGER, SLACK_WORDS = 4, 15
"""A prediction may have four times the key's words, or this many more: a key of one quoted word must be findable."""
NEAR = 60  # characters between a predicted event and the key's
PAIRS_HELD = 0.8  # of the pairs of an alias group
DOCUMENT_COVERED, DOCUMENT_SPILT = 0.9, 0.1


@dataclass(frozen=True)
class Measure:
    """One line of the score. Where fewer is better, `right` counts what should not be there."""

    name: str
    right: int
    total: int
    misses: tuple[str, ...]
    fewer: bool = False


def _measure(name: str, checks: Sequence[tuple[bool, str]], fewer: bool = False) -> Measure:
    misses = tuple(text for holds, text in checks if holds is fewer)
    return Measure(name, sum(holds for holds, _ in checks), len(checks), misses, fewer)


def _quote(texts: dict[str, str], places: Sequence[Place]) -> str:
    words = " … ".join(" ".join(words_at(texts, place).split()) for place in places)
    return f"«{words if len(words) <= 160 else words[:157] + '...'}»"


def score(key: Key, account: Account, texts: dict[str, str]) -> list[Measure]:
    """Every measure of `account` against `key`, in the order in which they are printed."""
    stray = [
        (any(_meets(place, key.furniture) for place in entity.mentions), f"{entity.kind} {entity.names[0]}")
        for entity in account.entities
    ]
    conflicts = [(conflict_told(one, account), f"{one.id} {one.what}") for one in key.conflicts]
    false = [(conflict_told(one, account), f"{one.id} {one.what}") for one in key.not_conflicts]
    return [
        *_documents(key, account, texts),
        *_statements(key, account, texts),
        *_names(key, account, texts),
        _events(key, account, texts),
        _measure("claims found", [claim_told(one, account) for one in key.claims]),
        _measure("conflicts found", conflicts),
        _measure("false conflicts told", false, fewer=True),
        _measure("entities from furniture", stray, fewer=True),
    ]


def _length(one: Span) -> int:
    return one[1] - one[0]


def _documents(key: Key, account: Account, texts: dict[str, str]) -> list[Measure]:
    cut, titled, dated = [], [], []
    for wanted in key.documents:
        rows = (row for file, row in account.documents if file == wanted.file)
        there = sorted(rows, key=lambda row: int(row["start"]))
        best, cut_right = _place_document(wanted, key, there)
        label = f"{wanted.file} part {wanted.part}"
        cut.append((cut_right, f"{label}: {[span(row) for row in there]}, key {wanted.span}"))
        title = best.get("title") or ""
        right = [*wanted.titles, *([words_at(texts, (wanted.file, wanted.title_span))] if wanted.title_span else [])]
        if right:
            titled.append((plain(title) in {plain(one) for one in right}, f"{label}: «{title}», key {right}"))
        when = interval(best.get("published")) or (None, None)
        known = bool(best) and keys.published_right(when, wanted)
        if wanted.true or wanted.loose:
            dated.append((known, f"{label}: {_days(when)}, key {wanted.true}, within {_days(wanted.loose)}"))
    return [_measure("documents cut", cut), _measure("documents titled", titled), _measure("documents dated", dated)]


def _place_document(wanted: keys.KeyDocument, key: Key, there: list[Json]) -> tuple[Json, bool]:
    """The predicted document that is the wanted one, or an empty value; and whether the file is cut right there."""
    where, together = wanted.span, [one for one in key.documents if one.file == wanted.file]
    if where is None:
        return there[wanted.part] if wanted.part < len(there) else {}, len(there) == len(together)
    best = max(there, key=lambda row: shared(span(row), where), default={})
    if len(there) != len(together):
        return best, False
    beside = [one.span for one in together if one.span and one is not wanted]
    spilt = any(shared(span(best), one) > DOCUMENT_SPILT * _length(one) for one in beside)
    return best, not spilt and shared(span(best), where) >= DOCUMENT_COVERED * _length(where)


def _days(when: Interval | None) -> str:
    return "unknown" if when is None else f"{when[0] or '..'} to {when[1] or '..'}"


def match(key: Key, account: Account, texts: dict[str, str]) -> dict[str, Said]:
    """Which prediction is which key statement, by key id: one to one, best overlap of words first."""
    pairs = []
    for wanted in key.statements:
        words = word_places(texts[wanted.file], wanted.spans)
        for said in account.statements:
            common = len(words & said.words) if said.file == wanted.file and not wanted.optional else 0
            too_long = len(said.words) > max(MAX_TIMES_LONGER * len(words), len(words) + SLACK_WORDS)
            if common and common >= MIN_COVERED * len(words) and not too_long:
                pairs.append((-2 * common / (len(words) + len(said.words)), wanted.id, said.id, said))
    found: dict[str, Said] = {}
    taken: set[str] = set()
    for _, wanted_id, said_id, said in sorted(pairs, key=lambda pair: pair[:3]):
        if wanted_id not in found and said_id not in taken:
            found[wanted_id] = said
            taken.add(said_id)
    return found


def _statements(key: Key, account: Account, texts: dict[str, str]) -> list[Measure]:
    found = match(key, account, texts)
    asked = [one for one in key.statements if not one.optional]
    words = {one.id: f"{one.id} {_quote(texts, [(one.file, where) for where in one.spans])}" for one in asked}
    lines = [_measure("statements found", [(one.id in found, words[one.id]) for one in asked])]
    aspects = {one.id: _aspects(one, found[one.id]) for one in asked if one.id in found}
    for number, name in enumerate(("speaker", "form", "act", "chain", "day said")):
        rows = [(one, *aspect[number]) for one, aspect in aspects.items()]
        checks = [(right, f"{words[one]}: {told}, key {wish}") for one, right, told, wish in rows]
        lines.append(_measure(f"  of them: {name}", checks))
    known: dict[str, set[int]] = {}
    for one in key.statements:
        known.setdefault(one.file, set()).update(word_places(texts[one.file], one.spans))
    files = {one.file for one in key.documents}
    spare = [
        (not said.words & known.get(said.file, set()), f"{said.id} {_quote(texts, account.places[said.id])}")
        for said in account.statements
        if said.file in files and not said.own
    ]
    return [*lines, _measure("statements overlapping nothing in key", spare, fewer=True)]


def _aspects(wanted: keys.KeyStatement, said: Said) -> list[tuple[bool, object, object]]:
    """Whether it is right, what was predicted and what the key has: of speaker, form, act, chain, day said."""
    speaker = said.speaker.names[0] if said.speaker else None
    via = [(carrier.names[0], carrier.kind) for carrier in said.via]
    when = keys.when_right(said.when, wanted.whens)
    return [
        (speaker_right(wanted, said), speaker, wanted.speakers),
        (said.form in wanted.forms, said.form, wanted.forms),
        (said.act in wanted.acts, said.act, wanted.acts),
        (_chain_right(wanted, said), via, wanted.chain),
        (when, _days(said.when), [_days(one) for one in wanted.whens]),
    ]


def speaker_right(wanted: keys.KeyStatement, said: Said) -> bool:
    """Whether a statement has a speaker that the key accepts."""
    return _named(said.speaker, wanted.speakers) if said.speaker else None in wanted.speakers


def _named(entity: Entity, names: Sequence[str | None]) -> bool:
    return any(same_name(form, name) for form in entity.names for name in names if name is not None)


def _chain_right(wanted: keys.KeyStatement, said: Said) -> bool:
    allowed = [*wanted.chain, *wanted.chain_optional, *wanted.speakers]
    complete = all(any(_named(carrier, [name]) for carrier in said.via) for name in wanted.chain)
    return complete and all(_named(carrier, allowed) for carrier in said.via if carrier.kind == "outlet")


def _names(key: Key, account: Account, texts: dict[str, str]) -> list[Measure]:
    def home(form: str | Place) -> int | None:
        return _home(form, account, texts)

    def show(form: str | Place) -> str:
        where = home(form)
        text = form if isinstance(form, str) else f"{words_at(texts, form)} ({form[0]} {form[1][0]})"
        return f"{text} -> {None if where is None else account.entities[where].names[0]}"

    grouped = []
    for forms in key.aliases:
        homes = [home(form) for form in forms]
        pairs = [a == b and a is not None for at, a in enumerate(homes) for b in homes[at + 1 :]]
        grouped.append((sum(pairs) >= PAIRS_HELD * len(pairs), "; ".join(map(show, forms))))
    apart = [(len({home(form) for form in forms}) > 1, "; ".join(map(show, forms))) for forms in key.distinct]
    return [_measure("names grouped", grouped), _measure("names kept apart", apart)]


def _home(form: str | Place, account: Account, texts: dict[str, str]) -> int | None:
    """The number of the entity that has most mentions of this form, or of the one whose mention fits the place best."""
    votes: dict[int, int] = {}
    for number, entity in enumerate(account.entities):
        if isinstance(form, str):
            votes[number] = sum(same_name(words_at(texts, place), form) for place in entity.mentions)
        else:
            votes[number] = max((_fit(place, form) for place in entity.mentions), default=0)
    best = max(votes, key=lambda number: votes[number], default=None)
    return best if best is not None and votes[best] else None


def _fit(one: Place, other: Place) -> int:
    """How well two places coincide, in thousandths of what they cover together."""
    common = max(0, shared(one[1], other[1])) if one[0] == other[0] else 0
    return 1000 * common // (_length(one[1]) + _length(other[1]) - common)


def _events(key: Key, account: Account, texts: dict[str, str]) -> Measure:
    checks = []
    for wanted in key.events:
        beside = [(place[1], row) for place, row in account.events if place[0] == wanted.file]
        told = [(row["type"], row["status"]) for where, row in beside if shared(where, wanted.span) >= -NEAR]
        right = any(kind in wanted.types and status in wanted.statuses for kind, status in told)
        words = _quote(texts, [(wanted.file, wanted.span)])
        checks.append((right, f"{wanted.id} {words}: near it {told}, key {wanted.types} {wanted.statuses}"))
    return _measure("events found", checks)


def _meets(place: Place, others: Sequence[Place]) -> bool:
    return any(place[0] == other[0] and shared(place[1], other[1]) > 0 for other in others)


def touched(members: Sequence[Place], ids: Sequence[str], account: Account) -> set[Place]:
    """The places of a key that some statements or events of an account share a character with."""
    places = [place for one in ids for place in account.places.get(one, ())]
    return {member for member in members if _meets(member, places)}


def claim_told(wanted: keys.KeyClaim, account: Account) -> tuple[bool, str]:
    """Whether a claim joins members of two files (two members, where all stand in one) and does not overcount."""
    origins = []
    for claim in account.claims:
        joined = touched(wanted.members, claim["reports"], account)
        files = {file for file, _ in joined}
        if len(joined) > 1 and len(files) >= min(2, len({file for file, _ in wanted.members})):
            origins.append(int(claim["independent"]))
    told = f"{wanted.id} {wanted.what}: joined with {origins} origins, key at most {wanted.max_origins}"
    return any(count <= wanted.max_origins for count in origins), told


def conflict_told(wanted: keys.KeyConflict, account: Account) -> bool:
    """Whether a conflict of the account touches both sides of one of a key."""
    first, second = wanted.sides
    pairs = [pair for conflict in account.conflicts for pair in itertools.permutations(conflict["sides"], 2)]
    return any(touched(first, one, account) and touched(second, other, account) for one, other in pairs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the score; 0 when it could be made, 2 when an input could not be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.account", description="Score an account against a key.")
    parser.add_argument("key", type=Path)
    parser.add_argument("account", type=Path)
    parser.add_argument("--texts", type=Path, required=True, help="the folder of the story's files")
    parser.add_argument("--errors", action="store_true", help="list every miss")
    options = parser.parse_args(arguments)
    try:
        key = keys.parse_key(json.loads(options.key.read_text(encoding="utf-8")))
        files = {*(row.file for row in key.documents), *(row.file for row in key.statements)}
        texts = {file: (options.texts / file).read_bytes().decode("utf-8") for file in sorted(files)}
        account = load_account(json.loads(options.account.read_text(encoding="utf-8")), texts)
    except (OSError, ValueError, KeyError) as error:
        print(f"cannot score: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    for measure in score(key, account, texts):
        share = f"{100 * measure.right / measure.total:5.1f} %" if measure.total else "      -"
        note = "  (fewer is better)" if measure.fewer else ""
        print(f"{measure.name:<38} {measure.right:>4} / {measure.total:<4} {share}{note}")
        for miss in measure.misses if options.errors else ():
            print(f"    {miss}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
