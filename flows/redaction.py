"""From a ticket as the helpdesk tells it to a ticket that may be kept.

This is the border: what comes out of here holds no personal data, and nothing on its way in
writes, logs or caches anything.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from nlp import language
from nlp.privacy import Redactor, pseudonym
from records.ticket import Message, QuarantinedRow, RawRow, Reason, SourceFile, Ticket

# A quarantined row is kept to be understood and replayed from its file, not to be archived.
QUARANTINE_CHARACTERS = 4_000
# More is redacted than kept: half an address at the cut would not be known as one.
QUARANTINE_LOOKED_AT = 4 * QUARANTINE_CHARACTERS
# More words with a digit are a table of figures, not one customer's row.
MOST_PEOPLE = 2_000
_WORD = re.compile(r"[^\s,;\"'<>{}\[\]()|、。「」（）＜＞]{2,200}")
_STATED = re.compile(r'"(?:name|alias)"\s*:\s*"([^"]{2,100})"')
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Redacts texts and turns people into pseudonyms. ``key`` is the account's secret.

    ``prose`` looks for names; ``words`` does not, because in a short field such as a maker or
    a plan a surname is more likely a product (スズキ, Ford) than a person.
    """

    key: bytes = field(repr=False)
    prose: Redactor
    words: Redactor

    def tickets(self, tickets: Sequence[Ticket]) -> list[Ticket]:
        """The same tickets, redacted; one call to the models for the whole batch.

        No text can fail a batch: what a store refuses (NUL, half an emoji) becomes U+FFFD.
        """
        known = [ticket.known_names for ticket in tickets]
        prose = self.prose.redact_tickets([_prose(ticket) for ticket in tickets], known)
        short = [text for ticket in tickets for text in _words(ticket)]
        stated = [ticket.known_names for ticket in tickets for _ in _words(ticket)]
        words = iter(self.words.redact(short, stated))
        return [
            self._clean(ticket, iter(texts), words)
            for ticket, texts in zip(tickets, prose, strict=True)
        ]

    def quarantined(
        self, source: str, file: SourceFile, row: RawRow, reason: Reason, detail: str
    ) -> QuarantinedRow:
        """A bad row as it may be kept: redacted, cut, identified by a keyed hash."""
        said = storable(_readable(row.text[:QUARANTINE_LOOKED_AT]))
        stated = _STATED.findall(said)
        text, why = self.prose.redact([said, storable(detail)], [stated, stated])
        return QuarantinedRow(
            source=source,
            file_sha256=file.sha256,
            path=file.path,
            line=row.line,
            reason=reason,
            detail=why,
            text=text,
            row_sha256=self.row_sha256(row),
            people=self._people(row.text),
        )

    def _people(self, text: str) -> tuple[str, ...]:
        """Pseudonyms of all that looks like an id or an address in a row, whole: nobody knows
        which field of an unreadable row names the customer."""
        words = dict.fromkeys(_WORD.findall(_readable(text)))
        told = [word.strip(":.") for word in words if any(x.isdigit() or x in "@＠" for x in word)]
        return tuple(pseudonym(self.key, "customer", word) for word in told[:MOST_PEOPLE] if word)

    def row_sha256(self, row: RawRow) -> str:
        """What a bad row is known by. Keyed: a plain hash of a row with a phone number in it
        could be guessed."""
        raw = row.text.encode("utf-8", "surrogatepass")
        return hmac.new(self.key, raw, hashlib.sha256).hexdigest()

    def _clean(self, ticket: Ticket, prose: Iterator[str], words: Iterator[str]) -> Ticket:
        subject = next(prose)
        messages = tuple(self._message(message, next(prose)) for message in ticket.messages)
        tags = tuple(islice(words, len(ticket.tags)))
        attributes = {key: next(words) for key in ticket.attributes}
        channel, segment, area, version = islice(words, 4)
        return replace(
            ticket,
            subject=subject,
            messages=messages,
            tags=tags,
            attributes=attributes,
            channel=channel,
            segment=segment or None,
            product_area=area or None,
            version=version or None,
            customer=self._person("customer", ticket.customer),
            customer_email=self._person("customer", ticket.customer_email),
            assignee=self._person("agent", ticket.assignee),
            organisation=self._person("organisation", ticket.organisation),
            known_names=(),
        )

    def _message(self, message: Message, text: str) -> Message:
        return Message(  # four times as fast as replace()
            message_id=message.message_id,
            position=message.position,
            role=message.role,
            visibility=message.visibility,
            sent_at=message.sent_at,
            text=text,
            author=self._person(message.role, message.author),
            language=language.detect(text),
        )

    def _person(self, kind: str, value: str | None) -> str | None:
        return pseudonym(self.key, kind, value) if value else None


def _prose(ticket: Ticket) -> list[str]:
    texts = (ticket.subject, *(message.text for message in ticket.messages))
    return [storable(text) for text in texts]


def _words(ticket: Ticket) -> list[str]:
    rest = (ticket.channel, ticket.segment or "", ticket.product_area or "", ticket.version or "")
    return [storable(text) for text in (*ticket.tags, *ticket.attributes.values(), *rest)]


def storable(text: str) -> str:
    """``text`` as every store takes it: no NUL, no half of a surrogate pair."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def _readable(row: str) -> str:
    """A row of JSON with its escapes as characters: in ``\\nSmith`` no recogniser sees Smith,
    and in ``\\u7530`` none sees anything. The row is replayed from its file, not from this."""
    if not row.lstrip().startswith(("{", "[", '"')):
        return row
    return _ESCAPED.sub(_unescaped, row)


def _unescaped(found: re.Match[str]) -> str:
    code, letter = found.groups()
    if code:
        return chr(int(code, 16)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return {"n": "\n", "r": "\n", "t": " "}.get(letter, letter)
