"""The account as JSON, back again, and its JSON Schema. The only importer of pydantic, which is loaded when needed.

Keys stand in the order of the fields of firsthand/account.py; equal accounts give equal bytes. A lone surrogate, which
UTF-8 cannot hold, is written as an escape.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from typing import Any

from firsthand.account import SCHEMA, Account
from firsthand.errors import InputError

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(account: Account) -> str:
    """The account as JSON text that UTF-8 can hold, two spaces a level, a line feed at the end.

    >>> dumps(Account()).splitlines()[1]
    '  "schema": "firsthand/1",'
    """
    text = json.dumps(_plain(account), ensure_ascii=False, allow_nan=False, indent=2)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def loads(text: str) -> Account:
    """The account that ``dumps`` wrote; keys of later programs are passed over. Raises InputError for anything else.

    >>> loads(dumps(Account())) == Account()
    True
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"this is not JSON: {error}") from error
    version = found.get("schema") if isinstance(found, dict) else None
    if version != SCHEMA:
        raise InputError(f"this is not an account of version {SCHEMA}: its schema is {version!r}")
    try:
        return TypeAdapter(Account).validate_python(found)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"this account is damaged at {where}: {first['msg']}") from error


def schema() -> str:
    """The JSON Schema (draft 2020-12) of what ``dumps`` writes; further keys are allowed, for later programs.

    >>> json.loads(schema())["properties"]["schema"]["const"]
    'firsthand/1'
    """
    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema

    found = TypeAdapter(Account).json_schema(mode="serialization")
    for definition in (found, *found["$defs"].values()):
        definition["required"] = list(definition["properties"])
        for value in definition["properties"].values():
            value.pop("title", None)
            value.pop("default", None)
    found["properties"]["schema"] = {"const": SCHEMA}
    found = {"$schema": GenerateJsonSchema.schema_dialect, "$id": SCHEMA, **found}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
