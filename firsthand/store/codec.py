"""Any frozen value of this package <-> bytes, led by its type hints: JSON, compressed.

Knows dataclasses, tuples, ranges, mappings with string keys, dates, bytes (as base 64), Literals, Optionals and plain
values; a type that cannot be told from the others of its union is refused. Lone surrogates survive. Unknown keys are
passed over and missing keys take their defaults, so that a value outlives small changes of its class.
"""

from __future__ import annotations

import binascii
import json
import types
import zlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]
_PLAIN = (str, int, float, bool)
_RANGE = "range"


def encode(value: object) -> bytes:
    """``value`` as compressed JSON; the same value always gives the same bytes. Raises TypeError for other types.

    >>> decode(tuple[int, ...] | range, encode(range(3, 9)))
    range(3, 9)
    """
    text = json.dumps(_packed(value), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def decode(kind: Any, data: bytes) -> Any:
    """The value of type ``kind`` that ``encode`` wrote. Raises ValueError where the bytes do not hold one."""
    read = _reader(kind)
    try:
        return read(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))
    except (zlib.error, TypeError, AttributeError, KeyError, UnicodeDecodeError) as error:
        raise ValueError(f"these bytes do not hold {_name(kind)}: {error}") from error


def _name(kind: object) -> str:
    return getattr(kind, "__name__", str(kind))


def _packed(value: object) -> object:
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [_packed(item) for item in value]
    if isinstance(value, range):
        return {_RANGE: [value.start, value.stop, value.step]}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return binascii.b2a_base64(value, newline=False).decode("ascii")
    if isinstance(value, Mapping):
        return {key: _packed(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _packed(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(f"cannot store a {type(value).__name__}")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> Reader:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN or kind is type(None):
        return _plain(kind)
    if origin is Literal:
        return _literal(frozenset(arguments))
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is not None and issubclass(origin, Mapping):
        read = _reader(arguments[1])
        return lambda value: {key: read(item) for key, item in value.items()}
    if kind is range:
        return lambda value: range(*value[_RANGE])
    if kind is date:
        return date.fromisoformat
    if kind is bytes:
        return lambda value: binascii.a2b_base64(value, strict_mode=True)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    raise TypeError(f"cannot read a {_name(kind)}")


def _plain(kind: type) -> Reader:
    allowed = (int, float) if kind is float else (kind,)

    def read(value: Any) -> Any:
        if type(value) not in allowed:
            raise ValueError(f"{value!r} is not {_name(kind)}")
        return value

    return read


def _literal(words: frozenset[Any]) -> Reader:
    def read(value: Any) -> Any:
        if value not in words:
            raise ValueError(f"{value!r} is none of {', '.join(sorted(map(str, words)))}")
        return value

    return read


def _union(arguments: tuple[Any, ...]) -> Reader:
    others = [kind for kind in arguments if kind not in (type(None), range)]
    if len(others) != 1:
        raise TypeError(f"cannot tell {' from '.join(map(_name, others))}")
    read_other = _reader(others[0])

    def read(value: Any) -> Any:
        if value is None and type(None) in arguments:
            return None
        if range in arguments and isinstance(value, dict):
            return range(*value[_RANGE])
        return read_other(value)

    return read


def _tuple(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        every = _reader(arguments[0])
        return lambda value: tuple([every(item) for item in value])
    each = [_reader(argument) for argument in arguments]
    return lambda value: tuple([read(item) for read, item in zip(each, value, strict=True)])


def _dataclass(kind: type) -> Reader:
    hints = get_type_hints(kind)
    parts = [(field.name, _reader(hints[field.name]), _optional(field)) for field in fields(kind)]

    def read(value: Any) -> Any:
        given = {name: part(value[name]) for name, part, optional in parts if not optional or name in value}
        return kind(**given)

    return read


def _optional(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING
