"""Reading quarantined rows again, after a mapping was mended or Koe learned a status.

A row is read from the file it came in, where that still lies as it was, and a ticket that came
through an API is asked for again; what is stored of either is redacted and would make another
customer of the one who wrote it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from connectors.helpdesk.api.source import MARK, id_of
from connectors.helpdesk.files import Read, read_export, source_file
from flows.helpdesk import connector_of, open_helpdesk
from flows.intake import cleaner, completed, mapping_of, read_options
from flows.night import Night
from records.ticket import SourceFile, Ticket
from warehouse import landing
from warehouse.quarantine import mark_replayed, quarantined


@dataclass(frozen=True, slots=True)
class Replayed:
    """``loaded`` rows are tickets now; ``still`` are as bad as before; ``gone`` cannot be read
    because their file was moved or changed (its next export brings them again)."""

    loaded: int
    still: int
    gone: int


def replay(night: Night) -> Replayed:
    """Try every quarantined row of the account again."""
    source = night.settings.account.name
    waiting = quarantined(night.warehouse, source)
    night.run_id = f"replay-{night.clock():%Y%m%dT%H%M%SZ}"
    asked = [row for row in waiting if MARK in str(row["path"])]
    filed = [row for row in waiting if MARK not in str(row["path"])]
    found = [
        pair
        for path in sorted({str(row["path"]) for row in filed})
        for pair in _read_again(night, Path(path), [row for row in filed if row["path"] == path])
    ]
    found += _asked_again(night, asked)
    good = {sha256: read.ticket for sha256, read in found if read.ticket is not None}
    if good:
        _land(night, good)
    return Replayed(len(good), len(found) - len(good), len(waiting) - len(found))


def _asked_again(night: Night, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Read]]:
    """The tickets of these rows as the helpdesk tells them now, while it is the one they came
    from."""
    sha256s: dict[str, list[str]] = {}
    for row in rows:
        connector, _, ticket_id = str(row["path"]).partition(MARK)
        if connector == connector_of(night.settings) and ticket_id:
            sha256s.setdefault(ticket_id, []).append(str(row["row_sha256"]))
    if not sha256s:
        return
    with open_helpdesk(night) as helpdesk:
        for read in helpdesk.again(sha256s):
            ticket_id = read.ticket.ticket_id if read.ticket else id_of(read)
            for sha256 in sha256s.get(ticket_id, ()):
                yield sha256, read


def _read_again(
    night: Night, path: Path, rows: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, Read]]:
    """The rows that still stand in the file where they stood, known by their keyed hash."""
    if not path.is_file():
        return
    clean = cleaner(night.settings)
    wanted = {int(row["line"]): str(row["row_sha256"]) for row in rows}
    reads = read_export(
        path,
        source=night.settings.account.name,
        mapping=mapping_of(night.settings),
        after_line=min(wanted) - 1,
        file_time=source_file(path).modified_at,
        options=read_options(night),
    )
    for read in reads:
        if clean.row_sha256(read.row) == wanted.get(read.row.line):
            yield wanted[read.row.line], read
        if read.row.line >= max(wanted):
            return


def _land(night: Night, good: Mapping[str, Ticket]) -> None:
    """Land them as a file of their own, so that its counts reconcile by themselves."""
    settings, source, warehouse = night.settings, night.settings.account.name, night.warehouse
    tickets = cleaner(settings).tickets([completed(one, settings) for one in good.values()])
    name = hashlib.sha256("".join(sorted(good)).encode()).hexdigest()
    file = SourceFile(f"quarantine ({night.run_id})", name, 0, night.clock())
    landing.begin_file(warehouse, night.run_id, source, file, night.clock())
    landing.land(
        warehouse, night.run_id, source, file, tickets, [], len(good), len(good), night.clock()
    )
    landing.finish_file(warehouse, source, file, night.clock())
    mark_replayed(warehouse, source, list(good), night.clock())
