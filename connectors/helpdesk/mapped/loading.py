"""Reads a mapping file and refuses whatever it does not understand, naming what it would."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from connectors.helpdesk.csv_rows import CsvDialect
from connectors.helpdesk.mapped.field_rules import fields_of, names_of
from connectors.helpdesk.mapped.refusal import check_keys, choice, refuse
from connectors.helpdesk.mapped.spec import (
    MESSAGE_FIELDS,
    REQUIRED,
    TICKET_FIELDS,
    Field,
    Grain,
    Mapping,
    Rule,
    Times,
)
from connectors.helpdesk.mapped.times import KEYWORDS
from connectors.helpdesk.plain_text import fold
from records.errors import ConfigurationError
from records.ticket import Role, Status, Visibility

KEYS = (
    "about", "encodings", "delimiter", "quote", "skip_lines", "grain", "time_zone", "dates",
    "dayfirst", "columns", "attributes", "status", "role", "visibility", "csat", "tag_separators",
    "names", "drop", "ignore",
)  # fmt: skip
ANY_OTHER = "*"
QUARANTINE = "quarantine"
Kind = TypeVar("Kind", Status, Role, Visibility)


def load_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file.

    Raises ConfigurationError naming the key, what stood there, the nearest valid one and all
    valid ones; an unknown key is an error because a misspelt one would silently map nothing.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"The mapping {path} cannot be read: {error.strerror}",
            expected="a YAML file",
            next_step="See examples/mappings for ones to copy.",
        ) from error
    try:
        return _mapping(str(path), data, _parsed(data))
    except ConfigurationError as error:
        raise ConfigurationError(
            f"{path}: {error.got}", expected=error.expected, next_step=error.next_step
        ) from error


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        parsed = yaml.safe_load(data.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"is no YAML in UTF-8: {error}") from error
    if not isinstance(parsed, dict):
        refuse("the file", parsed, "keys and values; see examples/mappings")
    return parsed


def _mapping(path: str, data: bytes, raw: dict[str, Any]) -> Mapping:
    check_keys("", raw, KEYS)
    grain = choice("grain", raw.get("grain", "ticket"), Grain)
    fields = _fields(raw.get("columns"), grain)
    mapping = Mapping(
        path=path,
        identity=hashlib.sha256(data).hexdigest(),
        grain=grain,
        times=_times(raw),
        fields=fields,
        attributes=fields_of("attributes", raw.get("attributes") or {}),
        encodings=_encodings(raw.get("encodings", ["utf-8-sig", "cp932"])),
        dialect=_dialect(raw),
        skip_lines=_typed("skip_lines", raw.get("skip_lines", 0), int, "a number of lines"),
        statuses=_values("status", raw.get("status"), Status),
        roles=_values("role", raw.get("role"), Role),
        visibilities=_values("visibility", raw.get("visibility"), Visibility),
        csat=_scale(raw.get("csat", [0, 1])),
        tag_separators=_typed("tag_separators", raw.get("tag_separators", ",;、，；"), str, "text"),
        names=names_of(raw.get("names") or []),
        drop=_texts("drop", raw.get("drop") or []),
        ignore=_texts("ignore", raw.get("ignore") or []),
    )
    _check_words(mapping)
    return mapping


def _fields(raw: object, grain: Grain) -> dict[str, Field]:
    if not isinstance(raw, dict):
        refuse("columns", raw, "which column is which field, e.g. 'id: チケットID'")
    of_message = (*(name for name in TICKET_FIELDS if name != "reply"), *MESSAGE_FIELDS)
    valid = TICKET_FIELDS if grain is Grain.TICKET else of_message
    check_keys("columns.", raw, valid)
    missing = [name for name in REQUIRED[grain] if name not in raw]
    if missing:
        raise ConfigurationError(
            f"columns lacks {', '.join(missing)}",
            expected=f"at least {', '.join(REQUIRED[grain])} for grain {grain}",
            next_step="Name the column, or give {constant: ...} where all rows have the same.",
        )
    fields = fields_of("columns", raw)
    for name in REQUIRED[grain]:
        columns = fields[name].columns
        if columns and all(column.optional for column in columns):
            refuse(f"columns.{name}.optional", True, f"{name} to be there: every row needs it")
    return fields


def _times(raw: dict[str, Any]) -> Times:
    name = raw.get("time_zone")
    try:
        zone = ZoneInfo(_typed("time_zone", name, str, "a name such as Asia/Tokyo"))
    except (ZoneInfoNotFoundError, ValueError):
        refuse("time_zone", name, "a name such as Asia/Tokyo or UTC")
    formats = _texts("dates", raw.get("dates") or [])
    for form in formats:
        if form not in KEYWORDS and "%" not in form:
            refuse("dates", form, f"strptime formats such as %Y/%m/%d, or {', '.join(KEYWORDS)}")
    first = raw.get("dayfirst")
    if first is not None and not isinstance(first, bool):
        refuse("dayfirst", first, "true (31/12/2026) or false (12/31/2026)")
    return Times(zone, formats, first)


def _encodings(raw: object) -> tuple[str, ...]:
    names = _texts("encodings", raw)
    for name in names:
        try:
            codecs.lookup(name)
        except LookupError:
            refuse("encodings", name, "names Python knows: utf-8-sig, cp932, euc_jp, cp1252, ...")
    if not names:
        refuse("encodings", raw, "at least one, e.g. [utf-8-sig, cp932]")
    return names


def _dialect(raw: dict[str, Any]) -> CsvDialect:
    delimiter, quote = raw.get("delimiter", ","), raw.get("quote", '"')
    delimiter = "\t" if delimiter in ("tab", "\\t") else delimiter
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        refuse("delimiter", delimiter, "one character, or 'tab'")
    if quote is not None and (not isinstance(quote, str) or len(quote) != 1):
        refuse("quote", quote, "one character, or null where cells are never quoted")
    return CsvDialect(delimiter, quote or "")


def _values(key: str, raw: object, kind: type[Kind]) -> dict[str, Kind]:
    """A map from the file's words to Koe's; ``"*": quarantine`` may stand there to say so."""
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        refuse(key, raw, "a map from the file's word to Koe's, e.g. '対応完了: resolved'")
    found: dict[str, Kind] = {}
    for word, value in raw.items():
        if str(word) == ANY_OTHER and value == QUARANTINE:
            continue
        if str(word) == ANY_OTHER:
            refuse(f'{key}."*"', value, f"{QUARANTINE}: what Koe does not know is never guessed")
        found[fold(str(word))] = choice(f"{key}.{word}", value, kind)
    return found


def _check_words(mapping: Mapping) -> None:
    """Constants must be words that Koe or the mapping's own tables know."""
    _check_constant(mapping.fields.get("status"), "status", mapping.statuses, Status)
    _check_constant(mapping.fields.get("role"), "role", mapping.roles, Role)
    _check_constant(
        mapping.fields.get("visibility"), "visibility", mapping.visibilities, Visibility
    )


def _check_constant(rule: Field | None, key: str, words: Iterable[str], kind: type[Kind]) -> None:
    if rule is None or rule.rule is not Rule.CONSTANT or fold(rule.constant) in words:
        return
    choice(f"columns.{key}.constant", rule.constant, kind)


def _scale(raw: object) -> tuple[float, float]:
    expected = "[worst, best] as the file writes them, e.g. [1, 5]"
    if not isinstance(raw, list) or len(raw) != 2 or raw[0] == raw[1]:
        refuse("csat", raw, expected)
    worst, best = (_typed("csat", value, (int, float), expected) for value in raw)
    return float(worst), float(best)


def _texts(key: str, raw: object) -> tuple[str, ...]:
    if isinstance(raw, str):
        return (raw,)
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        refuse(key, raw, "a list of texts")
    return tuple(raw)


Plain = TypeVar("Plain")


def _typed(
    key: str, raw: object, kind: type[Plain] | tuple[type[Plain], ...], expected: str
) -> Plain:
    """``raw``, checked. A YAML ``true`` is no number, though Python's is."""
    if not isinstance(raw, kind) or isinstance(raw, bool):
        refuse(key, raw, expected)
    return raw
