"""Trying a mapping on a file, for people: the first rows as Koe would read them, redacted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from connectors.helpdesk.mapping import MappingPreview, load_mapping, preview, suggest
from flows.redaction import Cleaner
from nlp.privacy import Redactor
from records.ticket import Ticket

COLUMNS = ("line", "ticket", "status", "created", "resolved", "customer", "text", "more")
SHOWN_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class TriedMapping:
    """``rows`` follow ``columns``; ``remarks`` are for people; ``ok`` is False where a night
    would refuse the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]
    ok: bool


@dataclass(frozen=True, slots=True)
class SuggestedMapping:
    """A mapping to look through, and what it leaves open."""

    yaml: str
    remarks: tuple[str, ...]


def suggested(file: Path) -> SuggestedMapping:
    """Guess a mapping from the file's header. Raises InputError where nothing can be guessed."""
    guess = suggest(file)
    told = {
        "no column found for": guess.lacking,
        "columns that found no place": guess.unplaced,
        "words that need a decision (status, role); without one their rows are quarantined": (
            guess.unknown
        ),
    }
    remarks = [f"{what}: {', '.join(names)}" for what, names in told.items() if names]
    return SuggestedMapping(guess.yaml, tuple(Redactor().redact(remarks)))


def try_mapping(file: Path, mapping: Path, rows: int) -> TriedMapping:
    """Read the first rows. Raises ConfigurationError for a wrong mapping and InputError for a
    file that cannot be read at all. Nothing is stored."""
    looked = preview(file, load_mapping(mapping), rows)
    clean = Cleaner(b"preview: no pseudonym is kept", Redactor(), Redactor(names=False))
    shown = tuple(
        _row(read.row.line, clean.tickets([read.ticket])[0])
        if read.ticket
        else (
            str(read.row.line),
            "",
            str(read.reason),
            "",
            "",
            "",
            *clean.prose.redact([read.detail]),
            "",
        )
        for read in looked.rows
    )
    return TriedMapping(COLUMNS, shown, tuple(_remarks(looked)), not looked.missing)


def _row(line: int, ticket: Ticket) -> tuple[str, ...]:
    text = " / ".join(message.text for message in ticket.messages)
    more = {"segment": ticket.segment, "product_area": ticket.product_area} | ticket.attributes
    return (
        str(line),
        ticket.ticket_id[:16],
        ticket.status,
        f"{ticket.created_at:%Y-%m-%d %H:%M}",
        f"{ticket.resolved_at:%Y-%m-%d %H:%M}" if ticket.resolved_at else "",
        "known" if ticket.customer else "not given",
        text[:SHOWN_CHARACTERS] + ("…" if len(text) > SHOWN_CHARACTERS else ""),
        ", ".join(f"{key}={value}" for key, value in more.items() if value),
    )


def _remarks(looked: MappingPreview) -> list[str]:
    remarks = [f"encoding: {looked.encoding}; {looked.examined} rows examined"]
    remarks += [
        f"MISSING: {item.field} looks for {', '.join(item.aliases)}; "
        f"close: {', '.join(item.close) or 'nothing'}"
        for item in looked.missing
    ]
    if looked.unmapped:
        remarks.append(f"columns the mapping does not know: {', '.join(looked.unmapped)}")
    if looked.dropped:
        remarks.append(f"columns dropped: {', '.join(looked.dropped)}")
    remarks += [f"{count} rows would be quarantined: {why}" for why, count in looked.reasons]
    return [*remarks, *looked.warnings]
