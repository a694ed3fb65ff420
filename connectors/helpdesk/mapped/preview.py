"""What `koe mapping test FILE` shows: how a file reads under a mapping, before it is relied on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from connectors.helpdesk.compression import members
from connectors.helpdesk.mapped.header import Header, Missing
from connectors.helpdesk.mapped.spec import Mapping, Rule
from connectors.helpdesk.mapped.table import Table
from connectors.helpdesk.options import DEFAULTS, ReadOptions
from connectors.helpdesk.translation import Read, read_row
from records.errors import InputError

EXAMINED = 1_000


@dataclass(frozen=True, slots=True)
class MappingPreview:
    """The first rows as Koe reads them, and what is mapped to what.

    ``rows`` hold raw customer text: show them to the person who asked, write them nowhere.
    ``mapped`` is (field, columns of the file or a constant). ``examined`` rows were looked at;
    ``reasons`` counts those of them that would go to quarantine.
    """

    encoding: str
    header: tuple[str, ...]
    mapped: tuple[tuple[str, str], ...]
    unmapped: tuple[str, ...]
    missing: tuple[Missing, ...]
    dropped: tuple[str, ...]
    rows: tuple[Read, ...]
    examined: int
    reasons: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]


def preview(path: Path, mapping: Mapping, rows: int = 5) -> MappingPreview:
    """Read the beginning of the file. Missing columns are shown instead of raised."""
    heard: list[str] = []
    options = replace(DEFAULTS, on_warning=heard.append)
    table = _table(path, mapping, options)
    read = [] if table.header.missing else _read(path, table)
    reasons = Counter(str(item.reason) for item in read if item.reason)
    return MappingPreview(
        encoding=table.encoding,
        header=table.header.names,
        mapped=tuple(_mapped(mapping, table.header)),
        unmapped=table.header.unmapped,
        missing=table.header.missing,
        dropped=tuple(sorted(table.header.dropped)),
        rows=tuple(read[:rows]),
        examined=len(read),
        reasons=tuple(sorted(reasons.items())),
        warnings=tuple(heard),
    )


def _table(path: Path, mapping: Mapping, options: ReadOptions) -> Table:
    found = members(path, options)
    if len(found) > 1:
        options.on_warning(f"only the first of {len(found)} members is shown: {found[0].name}")
    if not any(chunk.strip() for chunk in found[0].chunks()):
        raise InputError(f"{path} is empty", expected="a header and rows")
    return Table(found[0], mapping, options)


def _read(path: Path, table: Table) -> list[Read]:
    file_time = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    translator = table.translator("preview", file_time)
    rows = table.rows(0)
    return [read_row(row, translator.ticket) for row, _ in zip(rows, range(EXAMINED), strict=False)]


def _mapped(mapping: Mapping, header: Header) -> list[tuple[str, str]]:
    attributes = {f"attributes.{name}": rule for name, rule in mapping.attributes.items()}
    shown = []
    for name, rule in (mapping.fields | attributes).items():
        columns = [n for column in rule.columns for n in header.found.get(column, ())]
        value = repr(rule.constant) if rule.rule is Rule.CONSTANT else " + ".join(columns)
        if value:
            shown.append((name, f"hash of {value}" if rule.rule is Rule.HASH else value))
    return shown
