"""Records <-> JSON, for the columns that keep a whole record.

Reading is lenient where a record has changed since: a key that is not there any more is left
out, one that is not there yet takes the field's default.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def to_json(record: object) -> str:
    """A frozen record as JSON text; the same record always gives the same text."""
    return json.dumps(asdict(cast(Any, record)), default=_plain, ensure_ascii=False, sort_keys=True)


def from_json(kind: type[Record], text: str) -> Record:
    """The record of type ``kind`` that :func:`to_json` wrote.

    Raises ValueError or TypeError for text that is no such record.
    """
    return cast(Record, _read(kind, json.loads(text)))


def _plain(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_optional(kind, value)
    if origin is tuple:
        return _read_tuple(get_args(kind), value)
    if origin is dict:
        return {key: _read(get_args(kind)[1], item) for key, item in value.items()}
    if is_dataclass(kind):
        return _read_record(kind, value)
    return _read_scalar(kind, value)


def _read_optional(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    (inner,) = (arg for arg in get_args(kind) if arg is not type(None))
    return _read(inner, value)


def _read_tuple(args: tuple[Any, ...], values: list[Any]) -> tuple[Any, ...]:
    if args[-1] is Ellipsis:
        return tuple(_read(args[0], value) for value in values)
    return tuple(_read(arg, value) for arg, value in zip(args, values, strict=True))


def _read_record(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    missing = [f.name for f in fields(kind) if f.name not in value and _required(f)]
    if missing:
        raise ValueError(f"{kind.__name__} without {', '.join(missing)}")
    return kind(**{name: _read(hints[name], value[name]) for name in hints if name in value})


def _required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read_scalar(kind: Any, value: Any) -> Any:
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return float(value) if kind is float else value
