"""The head of a Markdown issue: YAML that people edit by hand and Koe reads back.

Koe changes single lines and never writes the whole head anew, so that a comment, an own key or
another order of keys that a person put there stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from records.errors import Rejected

# libyaml's loader reads the same some ten times as fast; it is in every wheel, not in every build
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's head (between the ``---`` lines) and the text below it."""

    head: str
    body: str

    def text(self) -> str:
        """The whole file."""
        return f"---\n{self.head}---\n{self.body}"

    def values(self, where: str) -> dict[str, Any]:
        """The head's keys. Raises Rejected naming the file and the line that is wrong.

        Stopping is right: a head that cannot be read may hold a "no", and an issue that is
        skipped over would be opened a second time.
        """
        try:
            values = yaml.load(self.head, Loader=_LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f", line {mark.line + 2}" if mark else ""
            raise _unreadable(where, f"the head is not valid YAML{line}") from None
        if not isinstance(values, dict):
            raise _unreadable(where, "the head holds no `key: value` lines")
        return values

    def with_value(self, key: str, value: str | Sequence[str]) -> Document:
        """The document with one key set: its line is replaced, or added at the end."""
        line = f"{key}: {_yaml(value)}\n"
        pattern = re.compile(rf"^{re.escape(key)}:.*\n(?:(?:[ \t]+|- ).*\n)*", re.MULTILINE)
        head, found = pattern.subn(lambda _: line, self.head, count=1)
        return Document(head if found else head + line, self.body)


def parse(text: str, where: str) -> Document:
    """Split a file. Raises Rejected where it has no head."""
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n")
    match = _FENCE.match(unified)
    if not match:
        raise _unreadable(where, "the file does not begin with a head between two `---` lines")
    return Document(match.group(1), unified[match.end() :])


def compose(values: Mapping[str, str | Sequence[str]], body: str) -> Document:
    """A new document with these keys in this order."""
    head = "".join(f"{key}: {_yaml(value)}\n" for key, value in values.items())
    return Document(head, body)


def _yaml(value: str | Sequence[str]) -> str:
    """A scalar or a list on one line. JSON's quoting is valid YAML; plain words stay plain."""
    if not isinstance(value, str):
        return "[" + ", ".join(_yaml(one) for one in value) + "]"
    if re.fullmatch(r"[\w][\w./+-]*(?: [\w./+-]+)*|", value) or _is_time(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_time(value: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d", value))


def _unreadable(where: str, what: str) -> Rejected:
    return Rejected(
        f"{where}: {what}",
        expected="lines such as `status: done` between two `---` lines, as Koe wrote them",
        next_step="mend the file (or take it from a backup), then run again",
    )
