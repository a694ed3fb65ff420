"""Pulling: what changed in the helpdesk since the last night, a page a transaction."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from connectors.helpdesk.api.source import MARK, Page, id_of
from connectors.helpdesk.translation import Read
from flows.helpdesk import connector_of, open_helpdesk
from flows.intake import Batch, close_file, land_rows
from flows.missing import Recheck
from flows.night import Night
from flows.redaction import Cleaner
from records.ticket import LoadCounts, SourceFile
from warehouse import landing
from warehouse.cursors import Cursor, read_cursor


def pull(night: Night, clean: Cleaner) -> LoadCounts:
    """Read the helpdesk from where the last pull stopped to its end.

    Every page is committed with its cursor, so a killed or failed pull goes on where it was.
    Raises HelpdeskError where the helpdesk cannot be read on or is another than before, and
    ReconciliationError as a file does.
    """
    connector, source = connector_of(night.settings), night.settings.account.name
    with open_helpdesk(night) as helpdesk:
        recheck = Recheck(night, helpdesk, connector)
        recheck.same_workspace()
        stood = read_cursor(night.warehouse, source, connector)
        file = _file(night, connector, stood)
        begun = landing.begin_file(night.warehouse, night.run_id, source, file, night.clock())
        counts, line = LoadCounts(), begun.last_line
        for page in helpdesk.pages(stood.position if stood else ""):
            recheck.sees(page)
            reads = _numbered(page, line)
            cursor = Cursor(connector, page.cursor, file.sha256, page.last)
            batch = Batch(file, reads, line + len(reads), cursor)
            counts.add(land_rows(night, clean, batch, _ticket_path))
            line += len(reads)
            night.progress(f"asking {helpdesk.kind}", counts.read, None)
        close_file(night, file)
        counts.add(recheck.ask())
    night.progress(f"asking {connector}", counts.read, counts.read)
    return counts


def _file(night: Night, connector: str, stood: Cursor | None) -> SourceFile:
    """The pull as a file: an interrupted one goes on under its own name, so that its rows add
    up; a new one gets a new name."""
    if stood is not None and not stood.complete:
        name = stood.file_sha256
    else:
        name = hashlib.sha256(f"{connector}|{night.run_id}".encode()).hexdigest()
    return SourceFile(connector, name, 0, night.clock())


def _numbered(page: Page, line: int) -> list[Read]:
    return [
        replace(read, row=replace(read.row, line=line + at))
        for at, read in enumerate(page.reads, 1)
    ]


def _ticket_path(file: SourceFile, read: Read) -> str:
    """Where a bad row of a pull can be asked for again."""
    return f"{file.path}{MARK}{id_of(read)}"
