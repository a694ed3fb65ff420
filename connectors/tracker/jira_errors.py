"""Every way in which a call to Jira can fail, mapped onto the four errors that Koe knows.

What decides is one question: may the write have happened? Refused before anything was sent:
Down. Answered with 4xx: Rejected. Answered with 429: Throttled. Anything else (time-out while
waiting, connection lost, 5xx, an answer that is not JSON): Uncertain for a write; a read has
written nothing, so it is Down.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from connectors.tracker.patience import unknown
from records.errors import Down, Rejected, Throttled, TrackerError

WAIT_UNKNOWN = 30.0  # seconds, where a 429 does not say
MESSAGE_CHARACTERS = 200


class Missing(Rejected):
    """404: deleted, or out of this account's sight; Jira does not tell which."""


def of_answer(
    call: str, status: int, headers: Mapping[str, str], body: Any, now: datetime, *, writes: bool
) -> TrackerError:
    """The error for an answer that is not 2xx. ``call`` names what was asked, without ids."""
    said = f"Jira answered {status} to {call}: {_message(body)}".rstrip(": ")
    if status == 429:
        return Throttled(said, retry_after=retry_after(headers.get("Retry-After"), now))
    if status >= 500 or status == 408:
        return unknown(said, writes=writes)
    if status == 404:
        return Missing(said, next_step="check that it exists and that the account may see it")
    return Rejected(said, next_step=_NEXT_STEPS.get(status, "mend what Jira names, then run again"))


_NEXT_STEPS = {
    401: "check KOE_JIRA_EMAIL and KOE_JIRA_TOKEN; tokens expire",
    403: "give the account the right to browse, create, edit and comment in the project",
    410: "the server is not of the kind in `tracker.deployment`",
}


def of_exception(call: str, error: Exception, *, writes: bool) -> TrackerError:
    """The error for a request that got no answer. ``error`` is one of requests' exceptions."""
    kind = type(error).__name__
    if not was_sent(error):
        return Down(f"Jira cannot be reached ({kind})", next_step="check the address and network")
    return unknown(f"no answer from Jira to {call} ({kind})", writes=writes)


def of_broken_answer(call: str, *, writes: bool) -> TrackerError:
    """The error for a 2xx answer without the JSON it should have."""
    return unknown(f"Jira's answer to {call} was not the JSON expected", writes=writes)


def was_sent(error: BaseException) -> bool:
    """Whether anything may have reached the server. True unless it is certain that nothing did.

    requests wraps urllib3, which wraps the socket's error; the connection was never made only
    where one of them says so.
    """
    from requests.exceptions import ConnectTimeout, InvalidURL, MissingSchema
    from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

    never: tuple[type[Exception], ...] = (ConnectTimeout, InvalidURL, MissingSchema)
    never += (ConnectTimeoutError, NameResolutionError, NewConnectionError, ConnectionRefusedError)
    return not any(isinstance(cause, never) for cause in _causes(error))


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it wraps: ``args`` and urllib3's ``reason``, three levels deep."""
    found, level = [error], [error]
    for _ in range(3):
        inner = [getattr(one, "reason", None) for one in level]
        inner += [arg for one in level for arg in one.args]
        level = [one for one in inner if isinstance(one, BaseException)]
        found += level
    return found


def retry_after(value: str | None, now: datetime) -> float:
    """Seconds to wait, from a Retry-After header in either of its two forms (RFC 9110)."""
    if not value:
        return WAIT_UNKNOWN
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return WAIT_UNKNOWN
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def _message(body: Any) -> str:
    """Jira's own words, cut short; never the page of a proxy in between."""
    if not isinstance(body, dict):
        return ""
    messages = [str(one) for one in body.get("errorMessages") or []]
    messages += [f"{name}: {text}" for name, text in dict(body.get("errors") or {}).items()]
    messages += [str(body[key]) for key in ("message", "errorMessage") if body.get(key)]
    return "; ".join(messages)[:MESSAGE_CHARACTERS]
