"""A ``koe.toml`` to start from: every key, its default and what it means, from the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.settings import Settings


def as_toml() -> str:
    """A ``koe.toml`` with every key, its default and what it means."""
    lines = ["# Koe's settings. Secrets do not belong here: see .env.", ""]
    for section, field in Settings.model_fields.items():
        if field.exclude:
            continue
        model: Any = field.annotation
        lines += [f"[{section}]"]
        for name, key in model.model_fields.items():
            lines += [f"# {key.description}", _assignment(name, key.default)]
        lines.append("")
    return "\n".join(lines)


def _assignment(name: str, default: object) -> str:
    if default is None:
        return f'# {name} = ""'
    if isinstance(default, bool):
        return f"{name} = {str(default).lower()}"
    if isinstance(default, tuple):
        return f"{name} = [{', '.join(_quoted(item) for item in default)}]"
    if isinstance(default, str | Path):
        return f"{name} = {_quoted(default)}"
    return f"{name} = {default}"


def _quoted(value: object) -> str:
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
