"""Intake: export files become redacted tickets in the warehouse, or rows in quarantine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from glob import glob
from pathlib import Path

from connectors.events import read_events
from connectors.helpdesk.errors import BrokeOff
from connectors.helpdesk.files import Read, export_files, read_export, source_file
from connectors.helpdesk.mapping import Mapping, load_mapping
from connectors.helpdesk.options import ReadOptions
from connectors.helpdesk.remote import addresses, fetched, is_address
from connectors.releases import read_releases
from flows.customers import load_customers
from flows.garbage import seldom_collected
from flows.night import Counts, Night
from flows.privacy import redactor
from flows.redaction import Cleaner
from flows.settings import Settings
from records.errors import ConfigurationError, ReconciliationError
from records.ticket import LoadCounts, SourceFile, Status, Ticket
from warehouse import landing
from warehouse.cursors import Cursor
from warehouse.events import save_events
from warehouse.releases import save_releases

# In a small file three bad rows are not yet a broken export, whatever share they are.
FEW_BAD_ROWS = 3


def cleaner(settings: Settings) -> Cleaner:
    """What stands between an export and the warehouse."""
    prose, words = redactor(settings), redactor(settings, names=False)
    return Cleaner(settings.pseudonym_key, prose, words)


def intake(night: Night) -> Counts:
    """Load every export file that is new; resume those that were interrupted.

    A helpdesk that is asked through its API comes after the files; with files named on the
    command line it is left alone.

    Raises InputError for a file that cannot be used and ReconciliationError where counts do
    not add up or too many rows of a file are bad; what was read before stays loaded. Raises
    HelpdeskError where the helpdesk cannot be read on.
    """
    _load_releases(night)
    load_customers(night)
    mapping = mapping_of(night.settings)
    clean = cleaner(night.settings)
    total, files, skipped = LoadCounts(), 0, 0
    for path, told_as in _exports(night):
        counts = load_file(night, clean, path, mapping, told_as)
        if counts is None:
            skipped += 1
            continue
        files += 1
        total.add(counts)
    if night.settings.helpdesk.is_asked and night.exports is None:
        from flows.pulling import pull  # needs what stands below here

        total.add(pull(night, clean))
    return {
        "files": files,
        "files_known": skipped,
        "read": total.read,
        "loaded": total.loaded,
        "unchanged": total.unchanged,
        "stale": total.stale,
        "quarantined": total.quarantined,
        **({"suppressed": total.suppressed} if total.suppressed else {}),
    }


def _load_releases(night: Night) -> None:
    """What the account tells of its releases, so that trends can be read against them."""
    path = night.settings.intake.releases
    if path is not None:
        told = read_releases(night.settings.at(path))
        save_releases(night.warehouse, night.settings.account.name, told)
    if night.settings.intake.events is not None:
        events = read_events(night.settings.at(night.settings.intake.events))
        save_events(night.warehouse, night.settings.account.name, events)


def export_paths(night: Night) -> list[Path]:
    """The files to read: those named on the command line, else ``intake.exports``."""
    if night.exports is not None:
        return export_files(night.exports)
    settings = night.settings
    local = [item for item in settings.intake.exports if not is_address(item)]
    patterns = [str(settings.at(Path(item))) for item in local]
    found = [Path(name) for pattern in patterns for name in sorted(glob(pattern))]  # noqa: PTH207
    if settings.helpdesk.is_asked:
        found = [path for path in found if path.is_file() or any(path.iterdir())]
    if not found and (settings.helpdesk.is_asked or len(local) < len(settings.intake.exports)):
        return []
    if not found:
        raise ConfigurationError(
            f"no export matches intake.exports = {list(settings.intake.exports)}",
            expected="at least one file or folder of helpdesk exports",
            next_step="put exports there, or name one: koe run --export FILE",
        )
    return export_files(found)


def _exports(night: Night) -> Iterator[tuple[Path, str]]:
    """Each export as a file, and what it is called: those here, then those on object storage,
    which are only here while they are read."""
    for path in export_paths(night):
        yield path, str(path)
    for address in remote_exports(night):
        with fetched(address) as path:
            yield path, address


def remote_exports(night: Night) -> list[str]:
    """The addresses among ``intake.exports``, patterns spelled out; none where files were named
    on the command line."""
    if night.exports is not None:
        return []
    items = [item for item in night.settings.intake.exports if is_address(item)]
    return list(dict.fromkeys(one for item in items for one in addresses(item)))


def mapping_of(settings: Settings) -> Mapping | None:
    """The mapping that the settings name, where they name one."""
    path = settings.intake.mapping
    return load_mapping(settings.at(path)) if path else None


def read_options(night: Night) -> ReadOptions:
    """What a reader is told beside the file and its mapping."""
    settings = night.settings
    return ReadOptions(
        zendesk_fields=settings.intake.zendesk_fields | settings.helpdesk.fields,
        statuses=settings.helpdesk.known_statuses,
        on_warning=night.warn,
    )


def load_file(
    night: Night, clean: Cleaner, path: Path, mapping: Mapping | None, told_as: str = ""
) -> LoadCounts | None:
    """Read one file to its end; None where that was done before. ``told_as`` is where it came
    from, where that is not ``path``."""
    source = night.settings.account.name
    file = replace(identified(path, mapping), path=told_as or str(path))
    begun = landing.begin_file(night.warehouse, night.run_id, source, file, night.clock())
    if begun.state == "done":
        night.say(f"{path.name}: read before, nothing to do")
        return None
    reads = read_export(
        path,
        source=source,
        mapping=mapping,
        after_line=begun.last_line,
        file_time=file.modified_at,
        options=read_options(night),
    )
    counts = LoadCounts()
    try:
        with seldom_collected():
            for batch in batches(reads, night.settings.intake.batch_rows):
                counts.add(land_rows(night, clean, Batch(file, batch, batch[-1].row.line)))
                night.progress(f"reading {path.name}", counts.read, None)
    except BrokeOff:
        landing.finish_file(night.warehouse, source, file, night.clock(), failed=True)
        raise
    close_file(night, file)
    night.progress(f"reading {path.name}", counts.read, counts.read)
    return counts


def identified(path: Path, mapping: Mapping | None) -> SourceFile:
    """The file as Koe knows it. A mended mapping makes it another file: it is read again, and
    the version guard finds what did not change."""
    file = source_file(path)
    if mapping is None:
        return file
    both = hashlib.sha256(f"{file.sha256}|{mapping.identity}".encode()).hexdigest()
    return replace(file, sha256=both)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one transaction: the file they came in, where the last of them stood and, of a
    page of an API, the cursor that moves with them."""

    file: SourceFile
    reads: Sequence[Read]
    last_line: int
    cursor: Cursor | None = None


def land_rows(
    night: Night,
    clean: Cleaner,
    batch: Batch,
    path_of: Callable[[SourceFile, Read], str] = lambda file, _read: file.path,
) -> LoadCounts:
    """Redact a batch and load it. ``path_of`` says where a bad row can be read again."""
    source, settings, file = night.settings.account.name, night.settings, batch.file
    tickets = clean.tickets(
        [completed(r.ticket, settings) for r in batch.reads if r.ticket is not None]
    )
    bad = [
        clean.quarantined(
            source, replace(file, path=path_of(file, read)), read.row, read.reason, read.detail
        )
        for read in batch.reads
        if read.reason is not None
    ]
    return landing.land(
        night.warehouse,
        night.run_id,
        source,
        file,
        tickets,
        bad,
        batch.last_line,
        len(batch.reads),
        night.clock(),
        batch.cursor,
    )


def completed(ticket: Ticket, settings: Settings) -> Ticket:
    """What the account knows and the export does not say: where a ticket opens, and that a
    tag means spam (many helpdesks close spam like any ticket)."""
    is_spam = not set(settings.intake.spam_tags).isdisjoint(ticket.tags)
    link = settings.account.ticket_url.replace("{ticket_id}", ticket.ticket_id)
    status, url = Status.SPAM if is_spam else ticket.status, ticket.url or link or None
    if (status, url) == (ticket.status, ticket.url):
        return ticket
    return replace(ticket, status=status, url=url)


def close_file(night: Night, file: SourceFile) -> None:
    """Close a file whose rows are all landed, unless too many of them were bad."""
    source, limit = night.settings.account.name, night.settings.intake.bad_rows_limit
    whole = landing.begin_file(night.warehouse, night.run_id, source, file, night.clock()).counts
    too_many = whole.quarantined > max(limit * whole.read, FEW_BAD_ROWS)
    failed = too_many or not whole.reconciles
    landing.finish_file(night.warehouse, source, file, night.clock(), failed=failed)
    if not whole.reconciles:
        raise ReconciliationError(
            f"{file.path}: {whole.read} rows read, but {whole.loaded} loaded + "
            f"{whole.unchanged} unchanged + {whole.stale} stale + {whole.quarantined} quarantined "
            f"+ {whole.suppressed} suppressed",
            next_step="this is a mistake in Koe; please report it with these numbers",
        )
    if too_many:
        raise ReconciliationError(
            f"{file.path}: {whole.quarantined:,} of {whole.read:,} rows are bad",
            expected=f"at most {limit:.0%} (intake.bad_rows_limit)",
            next_step="see `koe quarantine list`; the good rows are kept",
        )


def batches(reads: Iterable[Read], size: int) -> Iterator[list[Read]]:
    """Lists of at most ``size``; the rows before a broken end are handed out before its error."""
    batch: list[Read] = []
    try:
        for read in reads:
            batch.append(read)
            if len(batch) == size:
                yield batch
                batch = []
    except BrokeOff:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
