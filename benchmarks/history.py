"""A warehouse with as much history as one likes, in seconds, for measuring nights over it.

A real night is run over some of the demo's tickets; then every ticket is copied as often as
needed (``history.sql``), with vectors beside those of the original in the cache.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from flows.night import open_night, run_night
from flows.settings import Settings, build_settings
from nlp.embedding import default_embedder, text_key, unit_rows
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nlp.embedding import Vectors

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT / "examples" / "demo" / "export"
GROWING = Path(__file__).with_name("history.sql")
STAMP = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FORM = "%Y-%m-%dT%H:%M:%SZ"
FIRST_NIGHT = datetime(2026, 10, 30, 20, tzinfo=UTC)
SEED, WARMING = 700, 40  # tickets of the first night and of the one that settles the issues
NOISE = 0.7  # length of what is added to a unit vector: cosine .82 to it
SCATTER = 2.0  # the same of a voice of no kind, as years of looks leave them: cosine .45
CHUNK = 20_000
VECTORS = 200_000  # of the newest voices: ten times what a night can ask for
NEWEST = "SELECT text, meanings FROM said ORDER BY said_at DESC LIMIT ?"


def settings_of(folder: Path) -> Settings:
    """Default settings but for the paths; issues as Markdown."""
    (folder / ".env").write_text("KOE_PSEUDONYM_KEY=a-key-for-a-benchmark-only\n", encoding="utf-8")
    return build_settings(
        {
            "account": {"name": "mikanpay", "product": "Mikan Pay"},
            "intake": {"settle_hours": 0},
            "tracker": {"allow_first_fill": 10, "writes_per_second": 1000},
        },
        root=folder,
    )


def nights(folder: Path, tickets: int) -> list[Path]:
    """The demo's tickets as three exports: those of the seed, of a small night, and
    ``tickets`` for the night that is measured, which come in as tickets of their own, said in
    the days before it. Some of them say what one of the seed says, as customers do."""
    rows = list(_readable_rows())
    if len(rows) < max(SEED + WARMING, tickets):
        raise SystemExit(f"the demo has {len(rows)} usable tickets, {tickets} are wanted")
    small = [_moved(line, 1) for line in rows[SEED : SEED + WARMING]]
    paths = []
    for number, lines in enumerate((rows[:SEED], small, [_moved(x, 2) for x in rows[-tickets:]])):
        paths.append(folder / f"export-{number}.ndjson")
        paths[-1].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return paths


def _readable_rows() -> Iterator[str]:
    """Solved tickets, in an order that mixes their days; the demo's broken rows are left out."""
    found: dict[int, str] = {}
    for path in sorted(EXPORTS.glob("*.ndjson")):
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                continue
            if row.get("status") in {"solved", "closed"} and "id" in row:
                found[int(row["id"])] = line
    for ticket in sorted(found, key=lambda one: hashlib.sha256(str(one).encode()).digest()):
        yield found[ticket]


def _moved(line: str, night: int) -> str:
    """The same words in a ticket of its own, first said twelve days before that night."""
    row = json.loads(line)
    row["id"] += night * 10_000_000
    first = min(datetime.strptime(text, FORM) for text in STAMP.findall(line))
    by = FIRST_NIGHT.replace(tzinfo=None) + timedelta(days=night - 12) - first
    moved = json.dumps(row, ensure_ascii=False)
    return STAMP.sub(lambda at: (datetime.strptime(at[0], FORM) + by).strftime(FORM), moved)


def seed(folder: Path, export: Path) -> None:
    """The real night that all history is a copy of."""
    run_night(open_night(settings_of(folder), exports=[export], clock=lambda: FIRST_NIGHT))


def grow(folder: Path, tickets: int) -> None:
    """Grow the warehouse in ``folder`` to so many tickets, and the vector cache with it."""
    settings = settings_of(folder)
    warehouse = Warehouse(settings.at(settings.paths.warehouse), time_zone="Asia/Tokyo")
    with warehouse.transaction() as conn:
        for statement in conn.extract_statements(GROWING.read_text(encoding="utf-8")):
            conn.execute(statement.query, dict.fromkeys(statement.named_parameters, tickets))
        said = conn.execute(NEWEST, [VECTORS]).fetchall()
    keep_vectors(settings.at(settings.paths.vectors), said)


def keep_vectors(path: Path, said: Sequence[tuple[str, list[str]]]) -> None:
    """A vector amid those of its meanings for every (text, meanings), in the order of keys."""
    meanings = sorted({one for _, several in said for one in several})
    rows = dict(zip(meanings, default_embedder().embed(meanings), strict=True))
    keyed = sorted((text_key(text), several) for text, several in said)
    chance = np.random.default_rng(0)
    identity = default_embedder().identity
    with closing(sqlite3.connect(path)) as conn, conn:
        for start in range(0, len(keyed), CHUNK):
            chunk = keyed[start : start + CHUNK]
            near = _near(
                np.stack([sum(rows[one] for one in several) for _, several in chunk]),
                np.array([NOISE if len(several) == 1 else SCATTER for _, several in chunk]),
                chance,
            )
            conn.executemany(
                "INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)",
                ((identity, key, row.tobytes()) for (key, _), row in zip(chunk, near, strict=True)),
            )


def _near(rows: Vectors, far: NDArray[np.float64], chance: np.random.Generator) -> Vectors:
    noise = chance.standard_normal(rows.shape, dtype=np.float32)
    return unit_rows(unit_rows(rows) + far[:, None].astype(np.float32) * unit_rows(noise))


def copy(source: Path, target: Path) -> None:
    """A folder to grow, so that the seed is made once."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
