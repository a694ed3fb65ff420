"""One CSV row to one ticket: the ticket itself, or one message of it."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import NoReturn, TypeVar

from connectors.helpdesk.mapped.header import Header
from connectors.helpdesk.mapped.spec import Column, Field, Grain, Mapping, Rule
from connectors.helpdesk.mapped.times import to_utc
from connectors.helpdesk.plain_text import fold
from connectors.helpdesk.versions import microseconds
from records.errors import BadRow
from records.ticket import Message, Reason, Role, Status, Ticket, Visibility

Row = dict[str, object]
Kind = TypeVar("Kind", Status, Role, Visibility)
_NAMELIKE = re.compile(r"[^\W\d_]{2}|@")  # a bare number is a key, not a name to look for
_ADDRESS = re.compile(r"[^\s@,;]+@[^\s@,;]+")
_LANGUAGES = {
    "ja": "ja",
    "japanese": "ja",
    "日本語": "ja",
    "en": "en",
    "english": "en",
    "英語": "en",
}


class Translator:
    """Turns rows (header name -> cell) into tickets. ``file_time`` is the version of rows that
    state none: an older export of the same ticket never overwrites a newer one."""

    def __init__(self, mapping: Mapping, header: Header, source: str, file_time: datetime) -> None:
        self.mapping, self.header = mapping, header
        self.source, self.file_time = source, file_time
        self._tag_marks = re.compile(f"[{re.escape(mapping.tag_separators)}\\n]")

    def ticket(self, row: Row) -> Ticket:
        """The row as a ticket. Raises BadRow with what was got and what was expected."""
        of_message = self.mapping.grain is Grain.MESSAGE
        ticket_id = self._ticket_id(row)
        created = self._created(row)
        updated = self._time(row, "updated") or self._time(row, "resolved") or created
        return Ticket(
            source=self.source,
            ticket_id=ticket_id,
            source_version=self._version(row),
            status=self._word(row, "status", Status, self.mapping.statuses),
            created_at=created,
            updated_at=updated,
            messages=(
                (self._message(row, ticket_id),) if of_message else self._texts(row, ticket_id)
            ),
            resolved_at=self._time(row, "resolved"),
            subject=self._value(row, "subject"),
            channel=self._value(row, "channel"),
            customer=self._value(row, "customer") or None,
            organisation=self._value(row, "organisation") or None,
            segment=self._value(row, "segment") or None,
            assignee=self._value(row, "assignee") or None,
            product_area=self._value(row, "product_area") or None,
            version=self._value(row, "version") or None,
            tags=self._tags(row),
            attributes=self._attributes(row),
            csat=self._csat(row),
            url=self._value(row, "url") or None,
            known_names=self._names(row),
            customer_email=self._customer_email(row),
        )

    def _ticket_id(self, row: Row) -> str:
        rule = self.mapping.fields["id"]
        if rule.rule is Rule.HASH:
            cells = [self._cell(row, column) for column in rule.columns]
            if not any(cells):
                raise BadRow(Reason.MISSING_ID, "the columns hashed for the id are all empty")
            return hashlib.sha256("\x1f".join(map(fold, cells)).encode()).hexdigest()[:32]
        found = self._value(row, "id")
        if not found:
            raise BadRow(Reason.MISSING_ID, "the id is empty", expected=_columns_of(rule))
        return found

    def _created(self, row: Row) -> datetime:
        """When the ticket began; in a file of messages, failing that, when this one was sent."""
        created = self._time(row, "created")
        if created is None and self.mapping.grain is Grain.MESSAGE:
            created = self._time(row, "sent")
        return created or self._absent("created" if "created" in self.mapping.fields else "sent")

    def _absent(self, name: str) -> NoReturn:
        rule = self.mapping.fields[name]
        raise BadRow(Reason.MISSING_REQUIRED, f"{name} is empty", expected=_columns_of(rule))

    def _version(self, row: Row) -> int:
        """``updated`` where the file has it; all rows of a file of messages are equally new."""
        updated = self._time(row, "updated") if self.mapping.grain is Grain.TICKET else None
        return microseconds(updated or self.file_time)

    def _texts(self, row: Row, ticket_id: str) -> tuple[Message, ...]:
        """The customer's words and, where a column has it, the agent's answer."""
        text = self._value(row, "text")
        if not text:
            self._absent("text")
        created = self._created(row)
        told = self._time(row, "updated") or self._time(row, "resolved")
        said = [(Role.CUSTOMER, created, text, "customer")]
        if reply := self._value(row, "reply"):
            said.append((Role.AGENT, max(told or created, created), reply, "assignee"))
        return tuple(
            Message(
                message_id=f"{ticket_id}:{'text' if role is Role.CUSTOMER else 'reply'}",
                position=position,
                role=role,
                visibility=Visibility.PUBLIC,
                sent_at=sent,
                text=words,
                author=self._value(row, author) or None,
                language=self._language(row),
            )
            for position, (role, sent, words, author) in enumerate(said)
        )

    def _message(self, row: Row, ticket_id: str) -> Message:
        text = self._value(row, "text") or self._absent("text")
        sent = self._time(row, "sent") or self._absent("sent")
        role = self._word(row, "role", Role, self.mapping.roles)
        author = self._value(row, "author") or self._author_by_role(row, role)
        return Message(
            message_id=self._value(row, "message_id") or _hashed(ticket_id, sent, author, text),
            position=0,  # a row cannot know its place; the warehouse orders by sent_at
            role=role,
            visibility=self._visibility(row),
            sent_at=sent,
            text=text,
            author=author or None,
            language=self._language(row),
        )

    def _author_by_role(self, row: Row, role: Role) -> str:
        return self._value(row, "customer" if role is Role.CUSTOMER else "assignee")

    def _visibility(self, row: Row) -> Visibility:
        if "visibility" not in self.mapping.fields:
            return Visibility.PUBLIC
        return self._word(row, "visibility", Visibility, self.mapping.visibilities)

    def _word(self, row: Row, name: str, kind: type[Kind], words: dict[str, Kind]) -> Kind:
        """A status, role or visibility by the mapping's table, or where it has none Koe's own."""
        got = fold(self._value(row, name))
        known = words or {member.value: member for member in kind}
        if got in known:
            return known[got]
        if got in (member.value for member in kind) and self._is_constant(name):
            return kind(got)
        reason = Reason.UNKNOWN_STATUS if kind is Status else Reason.MISSING_REQUIRED
        raise BadRow(reason, f"{name} is {got[:60]!r}", expected=f"one of {', '.join(known)}")

    def _is_constant(self, name: str) -> bool:
        return self.mapping.fields[name].rule is Rule.CONSTANT

    def _language(self, row: Row) -> str | None:
        said = fold(self._value(row, "language"))
        if not said:
            return None
        return _LANGUAGES.get(said) or _LANGUAGES.get(said[:2], "other")

    def _csat(self, row: Row) -> float | None:
        text = fold(self._value(row, "csat"))
        if not text:
            return None
        worst, best = self.mapping.csat
        try:
            score = (float(text) - worst) / (best - worst)
        except ValueError:
            score = -1.0
        if not 0 <= score <= 1:
            got = f"csat is {text[:30]!r}"
            raise BadRow(Reason.SCHEMA_DRIFT, got, expected=f"{worst:g} (worst) to {best:g} (best)")
        return score

    def _tags(self, row: Row) -> tuple[str, ...]:
        parts = (part.strip() for part in self._tag_marks.split(self._value(row, "tags")))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _attributes(self, row: Row) -> dict[str, str]:
        pairs = ((name, self._by(rule, row)) for name, rule in self.mapping.attributes.items())
        return {name: value for name, value in pairs if value}

    def _names(self, row: Row) -> tuple[str, ...]:
        """What redaction should look for: the named columns, the customer and the agent."""
        found = [self._cell(row, column) for column in self.mapping.names]
        found += [self._value(row, name) for name in ("customer", "assignee", "author")]
        return tuple(dict.fromkeys(name for name in found if _NAMELIKE.search(name)))

    def _customer_email(self, row: Row) -> str | None:
        """The one address among the named columns that is not the agent's; two say nothing."""
        others = {fold(self._value(row, name)) for name in ("assignee", "author")}
        cells = (fold(self._cell(row, column)) for column in self.mapping.names)
        told = {cell for cell in cells if _ADDRESS.fullmatch(cell)} - others
        return told.pop() if len(told) == 1 else None

    def _time(self, row: Row, name: str) -> datetime | None:
        text = self._value(row, name)
        return to_utc(text, self.mapping.times, name) if text else None

    def _value(self, row: Row, name: str) -> str:
        rule = self.mapping.fields.get(name)
        return self._by(rule, row) if rule else ""

    def _by(self, rule: Field, row: Row) -> str:
        if rule.rule is Rule.CONSTANT:
            return rule.constant
        if rule.rule is Rule.JOIN:
            parts = ((column.label, self._cell(row, column)) for column in rule.columns)
            return "\n".join(f"{label}: {cell}" if label else cell for label, cell in parts if cell)
        return self._cell(row, rule.columns[0])

    def _cell(self, row: Row, column: Column) -> str:
        """The cell; the cells of a repeated column one a line."""
        names = self.header.found.get(column, ())
        if len(names) == 1:
            return str(row[names[0]])
        return "\n".join(str(row[name]) for name in names if row[name])


def _hashed(ticket_id: str, sent: datetime, author: str, text: str) -> str:
    parts = (ticket_id, sent.isoformat(), author, text)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _columns_of(rule: Field) -> str:
    return "a value in " + " or ".join(name for column in rule.columns for name in column.aliases)
