"""Text into files, whole or not at all. Knows nothing of what it writes."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from firsthand.errors import UsageError

_SURROGATE = re.compile("[\ud800-\udfff]")


def encoded(text: str) -> bytes:
    """``text`` in UTF-8; a lone surrogate, which that cannot hold, becomes U+FFFD.

    >>> encoded("a\\ud800").decode("utf-8")
    'a\ufffd'
    """
    return _SURROGATE.sub("\ufffd", text).encode("utf-8")


def check_writable(path: Path) -> None:
    """Raises UsageError, saying what to do, where a file cannot be written at ``path``."""
    folder = path.absolute().parent
    if path.is_dir():
        raise UsageError(f"{path} is a folder; give the name of a file")
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}; make it first")
    replaced = path.is_file() or not path.exists()
    if (replaced and not os.access(folder, os.W_OK | os.X_OK)) or (path.exists() and not os.access(path, os.W_OK)):
        raise UsageError(f"{path} cannot be written; check the permissions or give another place")


def check_outputs(paths: Sequence[str], given: Mapping[str, str | None]) -> list[str]:
    """Refuses, before a long read of ``paths``, what could not be written after it; what to warn of, one line each.

    ``given`` maps options to the places that they name: a file, "-" for standard output, None for not asked. Raises
    UsageError.
    """
    taken = {Path(path).resolve(): "PATH" for path in paths if "://" not in path and "\0" not in path}
    folders = [path for path in taken if path.is_dir()]
    warnings = []
    for option, value in given.items():
        place = Path("-") if value == "-" else Path(value or "").resolve()
        if value is None:
            continue
        if value == "" or (option == "--store" and value == "-"):
            raise UsageError(f"{option} needs the name of a file")
        if place in taken:
            raise UsageError(f"{taken[place]} and {option} both name {value}; give each a place of its own")
        taken[place] = option
        if value != "-":
            check_writable(Path(value))
        if option == "--html" and any(place.is_relative_to(folder) for folder in folders):
            warnings.append(f"{value} lies in a folder that is read: the next run would read it as a page")
    return warnings


def write_file(path: Path, text: str) -> None:
    """Writes ``text`` as UTF-8; a reader sees the old file or the new one, never half. Raises UsageError."""
    check_writable(path)
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(encoded(text))  # a device or a pipe cannot be replaced
            return
        part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
        try:
            with part.open("xb") as file:
                file.write(encoded(text))
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                part.chmod(target.stat().st_mode & 0o777)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
