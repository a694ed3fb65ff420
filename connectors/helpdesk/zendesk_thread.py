"""The messages of a Zendesk ticket: its description and comments, the first counted once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from connectors.helpdesk.plain_text import text_of_html
from connectors.helpdesk.zendesk_people import Json, SideLoads, nested, role_of, text
from records.errors import BadRow
from records.ticket import Message, Reason, Role, Visibility

_SPACES = re.compile(r"\s+")


def messages_of(
    row: Json, ticket_id: str, created: datetime, comments: Sequence[Json], side: SideLoads
) -> tuple[Message, ...]:
    """All messages with words, oldest first, each comment once.

    Zendesk's description is a copy of the first comment. Both carry the id
    ``<ticket>:description``, so that an export without comments and one with them name the same
    message.
    """
    requester = text(row, "requester_id") or text(nested(row, "requester"), "id")
    found: dict[str, _Said] = {}
    for comment in comments:
        said = _said(comment, ticket_id, created, requester, side)
        found[said.key] = said
    ordered = sorted(found.values(), key=lambda said: said.sent_at)
    ordered = _with_description(text(row, "description"), ticket_id, created, requester, ordered)
    kept = [said for said in ordered if said.text]
    return tuple(
        Message(said.key, n, said.role, said.visibility, said.sent_at, said.text, said.author)
        for n, said in enumerate(kept)
    )


class _Said(NamedTuple):
    """A message whose place in the ticket is not known yet."""

    key: str
    role: Role
    visibility: Visibility
    sent_at: datetime
    text: str
    author: str | None


def _said(
    comment: Json, ticket_id: str, created: datetime, requester: str, side: SideLoads
) -> _Said:
    author = text(comment, "author_id") or text(nested(comment, "author"), "id")
    sent, body = _sent(comment, created), body_of(comment)
    return _Said(
        key=text(comment, "id") or _hashed(ticket_id, sent, author, body),
        role=role_of(comment, author, requester, side),
        visibility=Visibility.PUBLIC if comment.get("public", True) else Visibility.PRIVATE,
        sent_at=sent,
        text=body,
        author=author or None,
    )


def _sent(comment: Json, created: datetime) -> datetime:
    """A comment without a time is the ticket's first; an unreadable time is never guessed."""
    value = comment.get("created_at")
    if value is None:
        return created
    try:
        read = datetime.fromisoformat(value if isinstance(value, str) else "")
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        got = f"created_at of a comment is {str(value)[:40]!r}"
        raise BadRow(Reason.BAD_TIMESTAMP, got, expected="an ISO 8601 time") from error


def body_of(comment: Json) -> str:
    """The comment's words: plain where Zendesk gives them so, else out of its HTML."""
    body = text(comment, "body") or text(comment, "plain_body")
    return body or text_of_html(text(comment, "html_body"))


def _with_description(
    description: str,
    ticket_id: str,
    created: datetime,
    requester: str,
    comments: list[_Said],
) -> list[_Said]:
    """The comments, the first one under the description's id; or the description before them.

    The first comment is the description when it reads the same, or when it is the requester's
    public words at the very time of creation (then a redaction changed one of the two).
    """
    key = f"{ticket_id}:description"
    if comments and (not description or _is_description(comments[0], description, created)):
        return [comments[0]._replace(key=key), *comments[1:]]
    if not description:
        return comments
    opening = _Said(key, Role.CUSTOMER, Visibility.PUBLIC, created, description, requester or None)
    return [opening, *comments]


def _is_description(first: _Said, description: str, created: datetime) -> bool:
    same_moment = abs((first.sent_at - created).total_seconds()) < 1
    from_customer = first.role is Role.CUSTOMER and first.visibility is Visibility.PUBLIC
    if same_moment and from_customer:
        return True
    return first.text == description or _even(first.text) == _even(description)


def _even(words: str) -> str:
    return _SPACES.sub(" ", words).strip()


def _hashed(ticket_id: str, sent: datetime, author: str, body: str) -> str:
    parts = (ticket_id, sent.isoformat(), author, body)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
