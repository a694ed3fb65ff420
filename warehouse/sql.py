"""SQL files of this package, read once, from a checkout or an installed wheel alike."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One ``.sql`` file: its name without the suffix, and its text."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        """Hash of the text, so that an edited file is noticed."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def about(self) -> str:
        """The first comment line: what the file says of itself."""
        first = self.text.partition("\n")[0]
        return first.removeprefix("--").strip() if first.startswith("--") else ""


@cache
def folder(name: str) -> tuple[SqlFile, ...]:
    """All SQL files of ``warehouse/<name>/`` in the order of their names."""
    files = (resources.files("warehouse") / name).iterdir()
    named = sorted((file.name, file) for file in files if file.name.endswith(".sql"))
    return tuple(
        SqlFile(name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for name, file in named
    )


@cache
def query(name: str) -> str:
    """The text of ``warehouse/queries/<name>.sql``."""
    path = resources.files("warehouse") / "queries" / f"{name}.sql"
    return path.read_text(encoding="utf-8")
