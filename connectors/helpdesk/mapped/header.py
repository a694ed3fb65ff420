"""A mapping laid over the header a file really has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from connectors.helpdesk.mapped.spec import Column, Mapping
from connectors.helpdesk.plain_text import fold
from records.errors import InputError
from records.ticket import Reason


@dataclass(frozen=True, slots=True)
class Missing:
    """A mapped column that the header lacks, and which of its columns come near."""

    field: str
    aliases: tuple[str, ...]
    close: tuple[str, ...]

    def __str__(self) -> str:
        near = f" (near: {', '.join(self.close)})" if self.close else ""
        return f"{self.field} needs {' or '.join(map(repr, self.aliases))}{near}"


@dataclass(frozen=True, slots=True)
class Header:
    """The file's columns (a name that stands twice gets `` (2)``) and what of them is mapped.

    ``found`` maps a column of the mapping to the file's names for it, several where the file
    repeats it, as Jira does. ``unmapped`` are neither mapped, named, dropped nor ignored.
    """

    names: tuple[str, ...]
    found: dict[Column, tuple[str, ...]]
    missing: tuple[Missing, ...]
    unmapped: tuple[str, ...]
    dropped: frozenset[str]

    def require(self, where: str) -> None:
        """Raise InputError (schema_drift) where a mapped column is missing."""
        if self.missing:
            raise InputError(
                f"{where}: {Reason.SCHEMA_DRIFT}: {'; '.join(map(str, self.missing))}",
                expected=f"a header with them; its first line has {len(self.names)} cells"
                " (not shown: where a file has no header, they are a customer's)",
                next_step="Add the new name to the mapping, or mark the field optional: true. "
                "Then try it with `koe mapping test`.",
            )


def lay_over(mapping: Mapping, cells: Sequence[str]) -> Header:
    """Match the mapping's columns with the header, after NFKC and case folding."""
    names = _distinct([cell.strip() for cell in cells])
    by_fold: dict[str, list[str]] = {}
    for name, cell in zip(names, cells, strict=True):
        by_fold.setdefault(fold(cell), []).append(name)
    found: dict[Column, tuple[str, ...]] = {}
    missing = []
    for field_name, column in _wanted(mapping):
        matched = next((by_fold[a] for a in map(fold, column.aliases) if a in by_fold), None)
        if matched:
            found[column] = tuple(matched)
        elif not column.optional:
            missing.append(Missing(field_name, column.aliases, _near(column, names)))
    dropped = frozenset(name for drop in mapping.drop for name in by_fold.get(fold(drop), ()))
    known = {fold(name) for name in (*mapping.drop, *mapping.ignore)}
    used = {name for matched in found.values() for name in matched}
    unmapped = tuple(
        name
        for folded, same in by_fold.items()
        for name in same
        if folded and folded not in known and name not in used
    )
    return Header(names, found, tuple(missing), unmapped, dropped)


def _wanted(mapping: Mapping) -> Iterator[tuple[str, Column]]:
    for name, rule in (*mapping.fields.items(), *mapping.attributes.items()):
        for column in rule.columns:
            yield name, column
    for column in mapping.names:
        yield "names", column


def _distinct(cells: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    names = []
    for cell in cells:
        seen[cell] += 1
        names.append(cell if seen[cell] == 1 else f"{cell} ({seen[cell]})")
    return tuple(names)


def _near(column: Column, names: Sequence[str]) -> tuple[str, ...]:
    folded = {fold(name): name for name in names}
    close = [c for a in column.aliases for c in get_close_matches(fold(a), folded, 3, 0.5)]
    return tuple(dict.fromkeys(folded[c] for c in close))
