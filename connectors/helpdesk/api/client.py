"""The one client of all helpdesk APIs: waits when told to, never says what it read.

Every request but ``write`` is a read, so each may be tried again. Bodies and headers hold
customers' words and tokens: neither is logged, and no exception of the library leaves this file,
since those hold the request. What counts as "again": 409, 429, 500, 502-504 and Cloudflare's
520-524, a lost connection, a time-out, and an answer that should be JSON and is not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from connectors.helpdesk.api.login import ClientCredentials, Login
from connectors.helpdesk.api.source import Json
from records.errors import (
    ConfigurationError,
    Down,
    HelpdeskDown,
    HelpdeskError,
    HelpdeskRefused,
    Rejected,
    Throttled,
    TrackerError,
    Uncertain,
)

AGAIN = frozenset({409, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
ATTEMPTS = 6
FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 300.0
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


class NotGiven(HelpdeskError):
    """403, 404 or 410: this one thing is not to be had. ``status`` says which."""

    def __init__(self, call: str, status: int) -> None:
        self.status = status
        super().__init__(
            f"{call}: answered {status}",
            expected="200; the login may lack a right, or the address in helpdesk.url is wrong",
            next_step="see docs/helpdesks.md for the rights Koe needs, then run `koe doctor`",
        )


class NotTaken(HelpdeskError):
    """400 or 422: the helpdesk does not take this question."""


class Collision(Rejected):
    """409: the ticket was changed meanwhile, so nothing was written."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How time passes: injected, so that tests wait for nothing. ``now`` is UTC."""

    sleep: Callable[[float], None]
    monotonic: Callable[[], float]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the helpdesk is, and how fast it may be asked. ``lanes`` are paths (by their
    beginning) with a limit of their own, in requests a minute."""

    url: str
    per_minute: float
    lanes: Mapping[str, float]
    headers: Mapping[str, str]
    connect_seconds: float = 10.0
    read_seconds: float = 60.0

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", *LOOPBACK)):
            raise ConfigurationError(
                f"helpdesk.url is {self.url!r}",
                expected="an https address, so that the token is not sent in the clear",
                next_step="set helpdesk.url, e.g. https://example.zendesk.com",
            )


class Api:
    """Asks one helpdesk account; answers JSON objects (a list comes under the key ``rows``)."""

    def __init__(self, address: Address, login: Login, timing: Timing) -> None:
        # At INFO the library writes every address it asks into the log of the night.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self._address, self._login, self._timing = address, login, timing
        self._free_at: dict[str, float] = {}
        self._client = httpx.Client(
            base_url=address.url,
            headers={"Accept": "application/json", "User-Agent": "koe", **address.headers},
            timeout=httpx.Timeout(address.read_seconds, connect=address.connect_seconds),
            follow_redirects=False,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Json:
        """Ask. Raises NotGiven (403, 404, 410), HelpdeskRefused (401), HelpdeskDown (no answer
        after all tries), NotTaken (400, 422), HelpdeskError (anything else)."""
        return self._patiently("GET", path, params=params)

    def search(self, path: str, query: Any, params: Mapping[str, str | int] | None = None) -> Json:
        """A question too long for an address. The same errors as ``get``."""
        return self._patiently("POST", path, params=params, json=query)

    def write(self, method: str, path: str, body: Json) -> Json:
        """A write: sent once, whatever happens. Raises Rejected, Throttled, Uncertain or Down
        (``records.errors``); Collision where another's change came first."""
        header = {"Authorization": self._login.header(self._token)}
        self._pace(path)
        call = f"{method} {path}"
        try:
            response = self._client.request(method, path, headers=header, json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Down(f"the helpdesk cannot be reached ({type(error).__name__})") from None
        except httpx.HTTPError as error:
            raise Uncertain(f"{call}: no answer ({type(error).__name__})") from None
        if not response.is_success:
            raise self._not_written(call, response)
        try:
            return _json(call, response)
        except HelpdeskDown as error:
            raise Uncertain(error.got) from None

    def _not_written(self, call: str, response: httpx.Response) -> TrackerError:
        status = response.status_code
        told = f"{call}: answered {status}"
        if status == 429:
            return Throttled(told, retry_after=self._asked_wait(response) or LONGEST_WAIT_SECONDS)
        if status >= 500 or status == 408:
            return Uncertain(told)
        if status in (401, 403):  # the login is refused, not this write: later it may be taken
            return Down(told, next_step="check secrets and rights, then run `koe doctor`")
        kind = Collision if status == 409 else Rejected
        return kind(told, next_step="see docs/helpdesks.md for the rights that notes need")

    def _patiently(self, method: str, path: str, **content: Any) -> Json:
        tries = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception_type(HelpdeskDown),
            sleep=self._timing.sleep,
            reraise=True,
        )
        answer: Json = tries(self._once, method, path, content)
        return answer

    def _once(self, method: str, path: str, content: dict[str, Any]) -> Json:
        header = self._login.header(self._token)
        response = self._send(method, path, content, {"Authorization": header})
        if response.status_code == 401:
            if self._login.refused():
                raise HelpdeskDown(f"{path}: the token has ended", retry_after=0.0)
            raise HelpdeskRefused(
                f"{path}: the helpdesk does not know this login (401)",
                expected="a token that is valid and not revoked",
                next_step="check the secrets in .env, then run `koe doctor`",
            )
        if isinstance(self._login, ClientCredentials):
            self._login.worked()
        return self._judged(f"{method} {path}", response)

    def _token(self, path: str, form: dict[str, str]) -> Json:
        """Fetch a token. Without a header: the form itself says who asks."""
        response = self._send("POST", path, {"json": form}, {})
        if response.status_code in (400, 401, 403):
            raise HelpdeskRefused(
                f"{path}: the helpdesk gives no token ({response.status_code})",
                expected="helpdesk.client_id and its secret, with the scope read",
                next_step="check the OAuth client in the helpdesk's settings and .env",
            )
        return self._judged(f"POST {path}", response)

    def _send(
        self, method: str, path: str, content: dict[str, Any], headers: dict[str, str]
    ) -> httpx.Response:
        self._pace(path)
        try:
            return self._client.request(method, path, headers=headers, **content)
        except httpx.TimeoutException:
            raise HelpdeskDown(f"{method} {path}: no answer in time") from None
        except httpx.TransportError as error:
            kind = type(error).__name__
            raise HelpdeskDown(f"{method} {path}: the connection failed ({kind})") from None
        except httpx.HTTPError as error:
            raise HelpdeskError(f"{method} {path}: {type(error).__name__}") from None

    def _pace(self, path: str) -> None:
        """Wait until the lane of this path is free again."""
        lanes = (one for one in self._address.lanes if path.startswith(one))
        lane = next(lanes, "")
        now = self._timing.monotonic()
        wait = self._free_at.get(lane, now) - now
        if wait > 0:
            self._timing.sleep(wait)
        limit = self._address.lanes.get(lane, self._address.per_minute)
        self._free_at[lane] = max(now, self._free_at.get(lane, now)) + 60.0 / limit

    def _judged(self, call: str, response: httpx.Response) -> Json:
        status = response.status_code
        if status in AGAIN:
            raise HelpdeskDown(f"{call}: answered {status}", retry_after=self._asked_wait(response))
        if status in (403, 404, 410):
            raise NotGiven(call, status)
        if not 200 <= status < 300:
            kind = NotTaken if status in (400, 422) else HelpdeskError
            raise kind(
                f"{call}: answered {status}",
                expected="200; is helpdesk.url the address of the API?",
                next_step="check helpdesk.kind and helpdesk.url, then run `koe doctor`",
            )
        return _json(call, response)

    def _asked_wait(self, response: httpx.Response) -> float | None:
        """Seconds the helpdesk asks to wait: Retry-After in seconds or as a date, or Intercom's
        X-RateLimit-Reset (seconds since 1970)."""
        told = response.headers.get("Retry-After", "").strip()
        if told.replace(".", "", 1).isdigit():
            return float(told)
        now = self._timing.now()
        if told:
            try:
                until = parsedate_to_datetime(told)
            except ValueError:
                return None
            return max(0.0, (until.astimezone(UTC) - now).total_seconds())
        reset = response.headers.get("X-RateLimit-Reset", "")
        return max(0.0, float(reset) - now.timestamp()) if reset.isdigit() else None


def _wait(state: RetryCallState) -> float:
    """As long as asked, else 2, 4, 8 … seconds. Asked for more than five minutes: give up, the
    next run goes on from the cursor."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, HelpdeskDown) else None
    if error is not None and asked is not None and asked > LONGEST_WAIT_SECONDS:
        raise error
    backoff: float = FIRST_WAIT_SECONDS * 2 ** (state.attempt_number - 1)
    return backoff if asked is None else asked


def _json(call: str, response: httpx.Response) -> Json:
    try:
        body = response.json()
    except ValueError:
        raise HelpdeskDown(f"{call}: the answer is no JSON (a proxy's page?)") from None
    if isinstance(body, list):
        return {"rows": body}
    if not isinstance(body, dict):
        raise HelpdeskDown(f"{call}: the answer is neither an object nor a list")
    return body
