"""What the documents show is so: commands parse, modules and links are there, the example story is as it is told."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from benchmarks.keys import parse_key
from firsthand.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "examples/README.md", ROOT / "training/MODEL_CARD.md"]
)
STORY = ROOT / "examples" / "story"
OWN_MODULES = ("benchmarks", "training", "firsthand")
README_COMMANDS = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/firsthand read examples/story --html account.html",
    'python3 -m venv .venv && .venv/bin/pip install ".[test]" && .venv/bin/python -m pytest',
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    return path.read_text("utf-8")


def commands(line: str) -> Iterator[list[str]]:
    """The commands of a shell line, as words; what stands behind a redirection or a pipe is left out."""
    for part in re.split(r"&&|\|(?!\w)|>", line):
        words = shlex.split(part)
        if words:
            yield [words[0].removeprefix(".venv/bin/"), *words[1:]]


def block_commands(path: Path) -> Iterator[list[str]]:
    for language, block in FENCE.findall(text(path)):
        for line in block.splitlines() if not language else ():
            yield from commands(line)


def inline_commands(path: Path) -> Iterator[list[str]]:
    for code in INLINE.findall(FENCE.sub("", text(path))):
        if code.startswith(("firsthand ", "python -m ")):
            yield from commands(code)


def as_typed(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)


def with_words(name: str) -> list[tuple[str, list[str]]]:
    """(page, words) of every command ``name`` in a code block."""
    return [(shown(path), words) for path in PAGES for words in block_commands(path) if words[0] == name]


def test_the_documents_show_every_command() -> None:
    used = {words[1] for _, words in with_words("firsthand")}
    assert used == set(cli.commands)


@pytest.mark.parametrize(("page", "words"), with_words("firsthand"), ids=as_typed)
def test_a_command_parses(page: str, words: list[str]) -> None:
    command = cli.commands[words[1]]
    context = command.make_context(words[1], words[2:])
    assert set(context.params) == {parameter.name for parameter in command.params if parameter.name != "help"}


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_inline_commands_and_options_exist(path: Path) -> None:
    for words in inline_commands(path):
        if words[0] == "python":
            assert_module(words[2], words[3:])
        elif not words[1].startswith("-") and words[1] != "COMMAND":
            options = {option for parameter in cli.commands[words[1]].params for option in parameter.opts}
            assert {word for word in words[2:] if word.startswith("--")} <= options | {"--help"}


@pytest.mark.parametrize(("page", "words"), with_words("python"), ids=as_typed)
def test_a_module_and_its_options_exist(page: str, words: list[str]) -> None:
    assert words[1] == "-m"
    assert_module(words[2], words[3:])


def assert_module(name: str, arguments: list[str]) -> None:
    if name.split(".")[0] not in OWN_MODULES:
        assert name == "pytest"
        return
    source = text(ROOT / Path(*name.split(".")).with_suffix(".py"))
    if "from benchmarks.report import" in source:
        source += text(ROOT / "benchmarks" / "report.py")
    for option in (word for word in arguments if word.startswith("--")):
        assert f'"{option}"' in source, f"{name} knows no {option}"


def test_every_option_of_a_command_is_told() -> None:
    usage = text(ROOT / "docs" / "usage.md")
    told = set(re.findall(r"--[a-z]+", usage))
    for command in cli.commands.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert set(parameter.opts) <= told, f"docs/usage.md says nothing of {parameter.opts}"


def test_the_readme_opens_as_agreed() -> None:
    first, picture, *_ = (part for part in text(ROOT / "README.md").split("\n\n"))
    assert first.startswith("Firsthand ") and first.endswith(".") and "\n" not in first
    assert picture.startswith("![") and picture.endswith("(docs/page.png)")
    blocks = [block.strip() for language, block in FENCE.findall(text(ROOT / "README.md")) if not language]
    assert tuple(blocks[:2]) == README_COMMANDS


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(FENCE.sub("", text(path))):
        if not target.startswith(("https://", "http://")):
            assert (path.parent / target.partition("#")[0]).exists(), f"{shown(path)} links to {target}"


@pytest.mark.parametrize("path", [*PAGES, *sorted(STORY.iterdir())], ids=shown)
def test_the_documents_speak_of_the_program_alone(path: Path) -> None:
    assert not re.search(r"\b(?:sessions?|helpers?|TODO)\b", text(path), re.IGNORECASE)


def test_account_keys_are_all_explained() -> None:
    from firsthand.export.json import schema

    told = text(ROOT / "docs" / "account.md")
    for definition in json.loads(schema())["$defs"].values():
        for key in definition.get("properties", {}):
            assert f'"{key}"' in told or f"`{key}`" in told, f"docs/account.md says nothing of {key}"


def test_every_page_of_the_story_is_described() -> None:
    told = text(ROOT / "examples" / "README.md")
    for path in STORY.iterdir():
        assert path.name.removesuffix(".meta.json") in told


def test_the_key_points_at_whole_words_of_the_story() -> None:
    key = parse_key(json.loads(text(ROOT / "examples" / "key.json")))
    texts = {path.name: path.read_bytes().decode("utf-8") for path in STORY.glob("*.txt")}
    places = [(one.file, span) for one in key.statements for span in one.spans]
    places += [(one.file, one.span) for one in key.events]
    places += [place for claim in key.claims for place in claim.members]
    places += [place for conflict in key.conflicts for side in conflict.sides for place in side]
    assert len(key.statements) >= 80 and {file for file, _ in places} == set(texts)
    for file, (start, end) in places:
        words = texts[file][start:end]
        assert words == words.strip()
        assert not (texts[file][start - 1 : start].isalnum() and words[0].isalnum())
        assert not (texts[file][end : end + 1].isalnum() and words[-1].isalnum())
