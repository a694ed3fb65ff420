"""How Koe says who it is. Tokens are never shown: not in ``repr``, an error or a log."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

# Asks for a token: the form in, the answer out. Given by the client, so that it is retried there.
Ask = Callable[[str, dict[str, str]], dict[str, Any]]
EARLY_SECONDS = 60.0


class Login(Protocol):
    """What goes into the header ``Authorization``."""

    def header(self, ask: Ask) -> str:
        """The header's value, fetched first where there is none that still holds."""
        ...

    def refused(self) -> bool:
        """The helpdesk answered 401. Whether a new token may help."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A header that never changes: an API token, an access token."""

    value: str = field(repr=False)

    def header(self, ask: Ask) -> str:  # noqa: ARG002
        """The same for every request."""
        return self.value

    def refused(self) -> bool:
        """Nothing else can be tried."""
        return False


def basic(user: str, secret: str) -> Fixed:
    """User and password (or what stands for one) as RFC 7617 writes them."""
    return Fixed("Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode())


def bearer(token: str) -> Fixed:
    """A token as RFC 6750 writes it."""
    return Fixed(f"Bearer {token}")


@dataclass(slots=True)
class ClientCredentials:
    """OAuth's client credentials grant (RFC 6749, 4.4): a short-lived token, fetched again a
    minute before it ends, or when the helpdesk refuses it before that."""

    path: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str
    monotonic: Callable[[], float] = field(repr=False)
    _token: str = field(default="", repr=False)
    _until: float = 0.0
    _fresh: bool = False

    def header(self, ask: Ask) -> str:
        """A token that still holds."""
        if not self._token or self.monotonic() >= self._until:
            self._fetch(ask)
        return f"Bearer {self._token}"

    def refused(self) -> bool:
        """A token that was refused as soon as it was fetched will be refused again."""
        if self._fresh:
            return False
        self._token = ""
        return True

    def worked(self) -> None:
        """The token was taken; so a refusal later on means that it ended."""
        self._fresh = False

    def _fetch(self, ask: Ask) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "scope": self.scope,
        }
        answer = ask(self.path, form)
        self._token = str(answer.get("access_token") or "")
        lives = answer.get("expires_in")
        seconds = float(lives) if isinstance(lives, int | float) else float("inf")
        self._until = self.monotonic() + max(seconds - EARLY_SECONDS, seconds / 2)
        self._fresh = True
