"""The part of a mapping that says where each field's value comes from.

A column is written ``件名`` or, under any of several names, ``[申告内容, 申告の内容]``,
or with more to say about it ``{column: 件名, optional: true}``. A field is a column,
``{join: [...]}``, ``{hash: [...]}`` or ``{constant: ...}``; a column of a join may have a
``label``.
"""

from __future__ import annotations

from connectors.helpdesk.mapped.refusal import check_keys, refuse
from connectors.helpdesk.mapped.spec import JOINABLE, Column, Field, Rule

_FORMS = "a column's name, a list of its names, or {column | join | hash | constant: ...}"


def fields_of(key: str, raw: object) -> dict[str, Field]:
    """Each field's rule. ``key`` is where it stands, for messages."""
    if not isinstance(raw, dict):
        refuse(key, raw, "a map from name to column")
    return {str(name): _field(f"{key}.{name}", str(name), rule) for name, rule in raw.items()}


def names_of(raw: object) -> tuple[Column, ...]:
    """The columns under ``names``."""
    if not isinstance(raw, list):
        refuse("names", raw, "a list of columns with people's names and addresses")
    return tuple(_column("names", item) for item in raw)


def _field(key: str, name: str, raw: object) -> Field:
    if not isinstance(raw, dict) or "column" in raw:
        return Field(Rule.COLUMN, (_column(key, raw),))
    rules = [rule for rule in Rule if rule.value in raw]
    check_keys(f"{key}.", raw, [rule.value for rule in rules] or [rule.value for rule in Rule])
    if len(rules) != 1:
        refuse(key, raw, _FORMS)
    if rules[0] is Rule.CONSTANT:
        return _constant(key, raw["constant"])
    return Field(rules[0], _columns(key, name, rules[0], raw[rules[0].value]))


def _constant(key: str, raw: object) -> Field:
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        refuse(f"{key}.constant", raw, "a text or number")
    return Field(Rule.CONSTANT, constant=str(raw))


def _columns(key: str, name: str, rule: Rule, raw: object) -> tuple[Column, ...]:
    if not isinstance(raw, list) or not raw:
        refuse(f"{key}.{rule}", raw, "a list of columns")
    if rule is Rule.JOIN and key.startswith("columns.") and name not in JOINABLE:
        refuse(key, raw, f"join only for {', '.join(sorted(JOINABLE))}")
    if rule is Rule.HASH and key != "columns.id":
        refuse(key, raw, "hash only for id")
    return tuple(_column(f"{key}.{rule}", item) for item in raw)


def _column(key: str, raw: object) -> Column:
    label, optional = None, False
    if isinstance(raw, dict):
        check_keys(f"{key}.", raw, ("column", "label", "optional"))
        label, optional, raw = raw.get("label"), raw.get("optional", False), raw.get("column")
    names = [raw] if isinstance(raw, str) else raw
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        refuse(key, raw, _FORMS)
    if label is not None and not isinstance(label, str):
        refuse(f"{key}.label", label, "a text")
    if not isinstance(optional, bool):
        refuse(f"{key}.optional", optional, "true or false")
    return Column(tuple(names), label, optional)
