"""Requests to Nulab Backlog's API v2, and every way in which they fail, as the four errors.

The API key travels in the address (Backlog knows no other way for it), so the address never
reaches a log or an error. Reads are tried three times, writes once, whatever happens.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from connectors.tracker.patience import patiently, unknown
from records.errors import ConfigurationError, Down, Rejected, Throttled, TrackerError

if TYPE_CHECKING:
    import httpx

WAIT_UNKNOWN = 60.0  # a window of Backlog's rate limits is a minute
MESSAGE_CHARACTERS = 200
Form = Sequence[tuple[str, str]]


class Missing(Rejected):
    """404: deleted, or out of this account's sight."""


@dataclass(frozen=True, slots=True)
class BacklogAccess:
    """Where the space is and the key of the account; the key is never shown, logged or raised."""

    url: str
    key: str = field(repr=False)
    connect_seconds: float = 10.0
    read_seconds: float = 60.0

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ConfigurationError(
                f"tracker.api_url is {self.url!r}",
                expected="an https address, so that the key is not sent in the clear",
                next_step="set tracker.api_url, e.g. https://example.backlog.com",
            )

    @property
    def site(self) -> str:
        """Where people open issues."""
        return self.url.rstrip("/")


class BacklogSession:
    """Sends requests and returns JSON, or raises one of the four tracker errors."""

    def __init__(
        self,
        access: BacklogAccess,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        import httpx

        # At INFO the library writes whole addresses to the log, the key included.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._access, self._clock, self._sleep = access, clock, sleep
        seconds = httpx.Timeout(access.read_seconds, connect=access.connect_seconds)
        transport = httpx.HTTPTransport(retries=0)
        self._client = httpx.Client(
            base_url=f"{access.site}/api/v2/", timeout=seconds, transport=transport
        )

    def read(self, path: str, params: Form = ()) -> Any:
        """A GET: tried up to three times."""
        return patiently(lambda: self._request("GET", path, params, None), self._sleep)

    def write(self, method: str, path: str, form: Form) -> Any:
        """A POST or PATCH: sent once, whatever happens."""
        return self._request(method, path, (), form)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _request(self, method: str, path: str, params: Form, form: Form | None) -> Any:
        from urllib.parse import urlencode

        import httpx

        writes = form is not None
        call = f"{method} {path.split('/')[0]}"
        body = urlencode(form).encode() if form is not None else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if writes else {}
        query = httpx.QueryParams([*params, ("apiKey", self._access.key)])
        try:
            answer = self._client.request(method, path, params=query, content=body, headers=kind)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
            told = f"Backlog cannot be reached ({type(error).__name__})"
            raise Down(told, next_step="check the address and network") from None
        except httpx.HTTPError as error:
            told = f"no answer from Backlog to {call} ({type(error).__name__})"
            raise unknown(told, writes=writes) from None
        return self._json(call, answer, writes=writes)

    def _json(self, call: str, answer: httpx.Response, *, writes: bool) -> Any:
        try:
            body = answer.json()
        except ValueError:
            body = None
        if not answer.is_success:
            raise self._error(call, answer.status_code, answer.headers, body, writes=writes)
        if body is None and answer.status_code != 204:
            raise unknown(f"Backlog's answer to {call} was not the JSON expected", writes=writes)
        return body

    def _error(
        self, call: str, status: int, headers: Mapping[str, str], body: Any, *, writes: bool
    ) -> TrackerError:
        said = f"Backlog answered {status} to {call}: {_message(body)}".rstrip(": ")
        if status == 429:
            return Throttled(said, retry_after=self._wait(headers.get("X-RateLimit-Reset")))
        if status >= 500 or status == 408:
            return unknown(said, writes=writes)
        if status == 404:
            return Missing(said, next_step="check that it exists and that the account may see it")
        return Rejected(said, next_step=_NEXT_STEPS.get(status, "mend what Backlog names"))

    def _wait(self, reset: str | None) -> float:
        """Seconds until the window of the rate limit ends (an epoch in the header)."""
        if not reset or not reset.isdigit():
            return WAIT_UNKNOWN
        return max(0.0, float(reset) - self._clock().timestamp())


_NEXT_STEPS = {
    401: "check KOE_BACKLOG_KEY; a key is made under Personal settings, API",
    403: "let the account take part in the project",
}


def _message(body: Any) -> str:
    """Backlog's own words, cut short."""
    errors = body.get("errors") if isinstance(body, dict) else None
    messages = [str(one.get("message", "")) for one in errors or [] if isinstance(one, dict)]
    return "; ".join(messages)[:MESSAGE_CHARACTERS]
