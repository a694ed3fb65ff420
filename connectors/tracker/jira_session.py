"""The one place that touches the ``jira`` library: a session without its retries.

[Measured] The library 3.10.5 retries a POST whose reply was lost: the server commits, then
commits again. So ``max_retries=0`` for everything; reads are retried here, writes never. It
also has no time-out unless told, follows a redirect of a POST with a GET, and its errors
print request headers, so none of them leaves this module.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from connectors.tracker import jira_errors
from connectors.tracker.patience import patiently
from records.errors import ConfigurationError

if TYPE_CHECKING:
    from jira import JIRA
    from requests import Response

Deployment = Literal["cloud", "datacenter"]


@dataclass(frozen=True, slots=True)
class JiraAccess:
    """Where Jira is and who Koe is there.

    ``api_url`` and ``site_url`` differ for scoped Cloud tokens, whose API is behind
    ``https://api.atlassian.com/ex/jira/{cloudId}``. ``token`` is an API token (Cloud, with
    ``email``) or a personal access token (Data Center); it is never shown, logged or raised.
    """

    api_url: str
    deployment: Deployment
    token: str = field(repr=False)
    email: str | None = None
    site_url: str = ""
    connect_seconds: float = 10.0
    read_seconds: float = 60.0

    def __post_init__(self) -> None:
        if not self.api_url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ConfigurationError(
                f"tracker.api_url is {self.api_url!r}",
                expected="an https address, so that the token is not sent in the clear",
                next_step="set tracker.api_url, e.g. https://example.atlassian.net",
            )
        if self.deployment == "cloud" and not self.email:
            raise ConfigurationError(
                "KOE_JIRA_EMAIL is not set",
                expected="the e-mail of the account that the API token belongs to",
                next_step="set it beside KOE_JIRA_TOKEN",
            )

    @property
    def site(self) -> str:
        """Where people open issues."""
        return (self.site_url or self.api_url).rstrip("/")

    @property
    def api_version(self) -> str:
        """3 takes Atlassian documents, 2 takes wiki text."""
        return "3" if self.deployment == "cloud" else "2"


class JiraSession:
    """Sends requests and returns JSON, or raises one of the four tracker errors."""

    def __init__(
        self, access: JiraAccess, *, clock: Callable[[], datetime], sleep: Callable[[float], None]
    ) -> None:
        self._access, self._clock, self._sleep = access, clock, sleep
        self._client = _client(access)

    def read(
        self, call: str, method: str, path: str, *, params: Any = None, json: Any = None
    ) -> Any:
        """A request that changes nothing (a search may be a POST): tried up to three times."""
        return patiently(
            lambda: self._request(call, method, path, params, json, writes=False), self._sleep
        )

    def write(self, call: str, method: str, path: str, json: Any) -> Any:
        """A request that changes something: sent once, whatever happens."""
        return self._request(call, method, path, None, json, writes=True)

    def upload(self, call: str, path: str, name: str, png: bytes) -> Any:
        """A picture: sent once, whatever happens. Jira wants the header against forged forms."""
        sent = {
            "files": {"file": (name, png, "image/png")},
            # None: the library's own JSON type would stand in the way of the form's.
            "headers": {"X-Atlassian-Token": "no-check", "Content-Type": None},
        }
        return self._judged(call, self._send(call, "POST", path, writes=True, **sent), writes=True)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()  # type: ignore[no-untyped-call]

    def _request(
        self, call: str, method: str, path: str, params: Any, json: Any, *, writes: bool
    ) -> Any:
        response = self._send(call, method, path, writes=writes, params=params, json=json)
        return self._judged(call, response, writes=writes)

    def _judged(self, call: str, response: Response, *, writes: bool) -> Any:
        body = _json(response)
        if not 200 <= response.status_code < 300:
            raise jira_errors.of_answer(
                call, response.status_code, response.headers, body, self._clock(), writes=writes
            )
        if body is None and response.status_code != 204:
            raise jira_errors.of_broken_answer(call, writes=writes)
        return body

    def _send(self, call: str, method: str, path: str, *, writes: bool, **content: Any) -> Response:
        """The bare answer, 4xx and 5xx included. ``from None``: the library's errors and
        requests' hold headers, hence the token."""
        from jira.exceptions import JIRAError
        from requests.exceptions import RequestException

        url = self._client._get_url(path)
        session = self._client._session
        try:
            return session.request(method, url, allow_redirects=False, **content)
        except JIRAError as error:
            if error.response is None:
                raise jira_errors.of_broken_answer(call, writes=writes) from None
            return error.response
        except RequestException as error:
            raise jira_errors.of_exception(call, error, writes=writes) from None


def _client(access: JiraAccess) -> JIRA:
    """The library's client; it makes no request while it is built."""
    from jira import JIRA

    # At DEBUG the library writes whole answers to the log, customers' words included.
    logging.getLogger("jira").setLevel(logging.ERROR)
    options = {
        "server": access.api_url.rstrip("/"),
        "rest_api_version": access.api_version,
        "check_update": False,
    }
    login = (access.email or "", access.token) if access.deployment == "cloud" else None
    return JIRA(
        options=options,
        basic_auth=login,
        token_auth=None if login else access.token,
        get_server_info=False,
        max_retries=0,
        timeout=(access.connect_seconds, access.read_seconds),
        logging=False,
    )


def _json(response: Response) -> Any:
    """The body, or None where it is empty or no JSON (the page of a proxy)."""
    try:
        return response.json()
    except ValueError:
        return None
