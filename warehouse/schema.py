"""Bringing a file to the shape this code knows: migrations, then views.

Migrations are numbered, hashed and applied in one transaction each; an applied one is never
edited. Views are derived from the tables alone, so they are simply made anew whenever the
text of any view file has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from records.errors import ConfigurationError, WarehouseError
from warehouse.counts import mark_all
from warehouse.sql import SqlFile, folder, query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def migrations() -> tuple[SqlFile, ...]:
    """All migrations this code knows, in order; their names start with their number."""
    return folder("migrations")


def migrate(
    conn: DuckDBPyConnection,
    *,
    time_zone: str,
    now: datetime,
    known: Sequence[SqlFile] | None = None,
) -> None:
    """Apply what is missing, make the views, and cut days in ``time_zone``.

    ``known`` are the migrations to apply, all by default: a test passes the first few of them
    to build an old shape. Raises :class:`WarehouseError` for a file that a newer Koe wrote or
    whose history differs, :class:`ConfigurationError` for a time zone DuckDB does not know.
    """
    known = migrations() if known is None else known
    conn.execute(query("schema_ledger"))
    applied = _applied(conn)
    _refuse_foreign_history(applied, known)
    for migration in known[len(applied) :]:
        _apply(conn, migration, now)
    is_newest = len(known) >= len(migrations())  # counts and views speak of the newest tables
    _keep_time_zone(conn, time_zone, count_anew=is_newest)
    if is_newest:
        _make_views(conn)


def _number(migration: SqlFile) -> int:
    return int(migration.name.partition("_")[0])


def _applied(conn: DuckDBPyConnection) -> list[tuple[int, str, str]]:
    found = conn.execute("SELECT number, name, sha256 FROM schema_migrations ORDER BY number")
    return [(int(number), str(name), str(sha)) for number, name, sha in found.fetchall()]


def _refuse_foreign_history(
    applied: Sequence[tuple[int, str, str]], known: Sequence[SqlFile]
) -> None:
    if len(applied) > len(known):
        raise WarehouseError(
            f"This warehouse has schema {applied[-1][0]} ({applied[-1][1]}).",
            expected=f"at most schema {len(known)}: a newer Koe has written to this file",
            next_step="upgrade Koe, or restore the warehouse file from before that upgrade",
        )
    for (number, name, sha256), migration in zip(applied, known, strict=False):
        if (number, sha256) != (_number(migration), migration.sha256):
            raise WarehouseError(
                f"Migration {number} ({name}) was applied with other text than "
                f"{migration.name}.sql has now.",
                expected="applied migrations unchanged",
                next_step="put the migration file back and write the change as a new "
                "migration, or use the Koe version that wrote this file",
            )


def _apply(conn: DuckDBPyConnection, migration: SqlFile, now: datetime) -> None:
    row = [_number(migration), migration.name, migration.sha256, now]
    conn.begin()
    try:
        conn.execute(migration.text)
        conn.execute("INSERT INTO schema_migrations VALUES (?, ?, ?, ?)", row)
    except BaseException:
        conn.rollback()
        raise
    conn.commit()


def _fact(conn: DuckDBPyConnection, key: str) -> str | None:
    row = conn.execute("SELECT value FROM account WHERE key = $key", {"key": key}).fetchone()
    return None if row is None else str(row[0])


def _set_fact(conn: DuckDBPyConnection, key: str, value: str) -> None:
    conn.execute(
        "INSERT INTO account VALUES ($key, $value) ON CONFLICT DO UPDATE SET value = $value",
        {"key": key, "value": value},
    )


def _keep_time_zone(conn: DuckDBPyConnection, time_zone: str, *, count_anew: bool) -> None:
    """Days are stored as cut in one zone, so another zone means cutting all of them again."""
    if _fact(conn, "time_zone") == time_zone:
        return
    _refuse_unknown_zone(conn, time_zone)
    conn.begin()
    conn.execute(
        "UPDATE tickets SET created_day = timezone($zone, created_at)::DATE", {"zone": time_zone}
    )
    if count_anew:
        mark_all(conn)
    _set_fact(conn, "time_zone", time_zone)
    conn.commit()


def _refuse_unknown_zone(conn: DuckDBPyConnection, time_zone: str) -> None:
    sql = "SELECT count(*) FROM pg_timezone_names() WHERE name = $zone"
    found = conn.execute(sql, {"zone": time_zone}).fetchone()
    if not (found and found[0]):
        raise ConfigurationError(
            f"time_zone is {time_zone!r}.",
            expected="an IANA time zone such as Asia/Tokyo or Europe/Berlin",
            next_step="correct time_zone in koe.toml",
        )


def _make_views(conn: DuckDBPyConnection) -> None:
    views = folder("views")
    shape = hashlib.sha256("".join(view.sha256 for view in views).encode()).hexdigest()
    if _fact(conn, "views_sha256") == shape:
        return
    conn.begin()
    for name in _view_names(conn):
        conn.execute(f'DROP VIEW "{name}"')  # a name from the catalogue, not a value
    for view in views:
        conn.execute(view.text)
    _set_fact(conn, "views_sha256", shape)
    conn.commit()


def _view_names(conn: DuckDBPyConnection) -> list[str]:
    sql = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND NOT temporary"
    return [str(name) for (name,) in conn.execute(sql).fetchall()]
