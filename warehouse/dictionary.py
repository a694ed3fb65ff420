"""The data dictionary, written from the comments in the schema itself.

``python -m warehouse.dictionary`` prints it; ``docs/data-dictionary.md`` is its output.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from warehouse.schema import migrate
from warehouse.sql import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HEAD = """\
# Data dictionary

Written by `python -m warehouse.dictionary` from the comments in the schema; do not edit.

The **views** are the public interface: names and meanings change only with an entry under
"Data changes" in the CHANGELOG. Tables are Koe's own and may change with any version. Read
both in the published snapshot, with any DuckDB client (`koe sql "..."` is one). All texts are
redacted; all times are UTC; days and weeks are cut in the account's time zone.
"""


def data_dictionary(conn: DuckDBPyConnection) -> str:
    """Markdown of every view, then every table, with the type and meaning of each column."""
    rows = conn.execute(query("dictionary")).fetchall()
    parts = [_HEAD]
    for kind, relations in groupby(rows, key=lambda row: str(row[0])):
        parts.append(f"## {kind.capitalize()}s\n")
        for (name, about), columns in groupby(relations, key=lambda row: (row[1], row[2])):
            parts.append(_section(name, about, [(c[3], c[4], c[5]) for c in columns]))
    return "\n".join(parts)


def _section(name: str, about: str, columns: list[tuple[str, str, str]]) -> str:
    lines = [f"### {name}\n", f"{about}\n", "| column | type | meaning |", "|---|---|---|"]
    lines += [f"| {column} | {kind} | {_cell(comment)} |" for column, kind, comment in columns]
    return "\n".join(lines) + "\n"


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Print the dictionary of an empty warehouse of this version."""
    import duckdb

    with duckdb.connect(":memory:") as conn:
        migrate(conn, time_zone="UTC", now=datetime(1970, 1, 1, tzinfo=UTC))
        sys.stdout.write(data_dictionary(conn))


if __name__ == "__main__":
    main()
