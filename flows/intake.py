"""Intake: export files become redacted tickets in the warehouse, or rows in quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import glob
from itertools import islice
from pathlib import Path

from connectors.helpdesk.errors import BrokeOff
from connectors.helpdesk.files import Read, export_files, read_export, source_file
from connectors.helpdesk.mapping import Mapping, load_mapping
from connectors.helpdesk.options import ReadOptions
from flows.night import Counts, Night
from flows.redaction import Cleaner
from flows.settings import Settings
from nlp.privacy import Redactor
from records.errors import ConfigurationError, InputError, ReconciliationError
from records.ticket import LoadCounts, QuarantinedRow, SourceFile, Ticket
from warehouse import landing


def cleaner(settings: Settings) -> Cleaner:
    """What stands between an export and the warehouse."""
    return Cleaner(settings.pseudonym_key, Redactor(), Redactor(names=False))


def intake(night: Night) -> Counts:
    """Load every export file that is new; resume those that were interrupted.

    Raises InputError for a file that cannot be used and ReconciliationError where counts do
    not add up or too many rows of a file are bad; what was read before stays loaded.
    """
    paths = export_paths(night)
    mapping = _mapping(night.settings)
    clean = cleaner(night.settings)
    total, files, skipped = LoadCounts(), 0, 0
    for path in paths:
        counts = _load(night, clean, path, mapping)
        if counts is None:
            skipped += 1
            continue
        files += 1
        total.add(counts)
    return {
        "files": files,
        "files_known": skipped,
        "read": total.read,
        "loaded": total.loaded,
        "unchanged": total.unchanged,
        "stale": total.stale,
        "quarantined": total.quarantined,
    }


def export_paths(night: Night) -> list[Path]:
    """The files to read: those named on the command line, else ``intake.exports``."""
    if night.exports is not None:
        return export_files(night.exports)
    settings = night.settings
    patterns = [str(settings.at(Path(item))) for item in settings.intake.exports]
    found = [Path(name) for pattern in patterns for name in sorted(glob(pattern))]  # noqa: PTH207
    if not found:
        raise ConfigurationError(
            f"no export matches intake.exports = {list(settings.intake.exports)}",
            expected="at least one file or folder of helpdesk exports",
            next_step="put exports there, or name one: koe run --export FILE",
        )
    return export_files(found)


def _mapping(settings: Settings) -> Mapping | None:
    path = settings.intake.mapping
    return load_mapping(settings.at(path)) if path else None


def _load(
    night: Night, clean: Cleaner, path: Path, mapping: Mapping | None
) -> LoadCounts | None:
    file = source_file(path)
    source = night.settings.account.name
    begun = landing.begin_file(
        night.warehouse, night.run_id, source, file, now=night.clock()
    )
    if begun.state == "done":
        night.say(f"{path.name}: read before, nothing to do")
        return None
    reads = read_export(
        path,
        source=source,
        mapping=mapping,
        after_line=begun.last_line,
        file_time=file.modified_at,
        options=ReadOptions(on_warning=night.warn),
    )
    counts = LoadCounts()
    try:
        for batch in batches(reads, night.settings.intake.batch_rows):
            counts.add(_land(night, clean, source, file, batch))
            night.progress(f"reading {path.name}", counts.read, None)
    except BrokeOff:
        landing.finish_file(
            night.warehouse, night.run_id, source, file, state="failed", now=night.clock()
        )
        raise
    return _finish(night, source, file, counts)


def _land(
    night: Night, clean: Cleaner, source: str, file: SourceFile, batch: Sequence[Read]
) -> LoadCounts:
    tickets = clean.tickets([read.ticket for read in batch if read.ticket is not None])
    bad = [
        clean.quarantined(source, file, read.row, read.reason, read.detail)
        for read in batch
        if read.reason is not None
    ]
    return landing.land(
        night.warehouse,
        night.run_id,
        source,
        file,
        tickets,
        bad,
        last_line=batch[-1].row.line,
        now=night.clock(),
    )


def _finish(night: Night, source: str, file: SourceFile, counts: LoadCounts) -> LoadCounts:
    limit = night.settings.intake.bad_rows_limit
    whole = landing.file_counts(night.warehouse, source, file)
    too_many = whole.quarantined > max(limit * whole.read, 1) and whole.read > 0
    landing.finish_file(
        night.warehouse,
        night.run_id,
        source,
        file,
        state="failed" if too_many or not whole.reconciles else "done",
        now=night.clock(),
    )
    if not whole.reconciles:
        raise ReconciliationError(
            f"{file.path}: {whole.read} rows read, but {whole.loaded} loaded + "
            f"{whole.unchanged} unchanged + {whole.stale} stale + {whole.quarantined} quarantined",
            next_step="this is a mistake in Koe; please report it with these numbers",
        )
    if too_many:
        raise ReconciliationError(
            f"{file.path}: {whole.quarantined:,} of {whole.read:,} rows are bad",
            expected=f"at most {limit:.0%} (intake.bad_rows_limit)",
            next_step="see `koe quarantine list`; the good rows are kept",
        )
    return counts


def batches(reads: Iterable[Read], size: int) -> Iterator[list[Read]]:
    """Lists of at most ``size``; what was read before an error is handed out first."""
    iterator = iter(reads)
    while batch := list(islice(iterator, size)):
        yield batch


__all__ = [
    "InputError",
    "QuarantinedRow",
    "Ticket",
    "UTC",
    "cleaner",
    "dataclass",
    "datetime",
    "intake",
]
