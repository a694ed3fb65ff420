"""Opening the helpdesk that the settings name."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import SecretStr

from flows.night import Night
from flows.settings import Settings
from records.errors import ConfigurationError

if TYPE_CHECKING:
    from connectors.helpdesk.api.client import Timing
    from connectors.helpdesk.api.opening import Account
    from connectors.helpdesk.api.source import Source


@contextmanager
def open_helpdesk(night: Night) -> Iterator[Source]:
    """The helpdesk of ``[helpdesk]``. Asks nothing yet.

    Raises ConfigurationError where an address or a secret is missing.
    """
    from connectors.helpdesk.api.opening import opened

    with opened(account_of(night.settings), timing_of(night)) as source:
        yield source


def timing_of(night: Night) -> Timing:
    """How a real run waits."""
    from connectors.helpdesk.api.client import Timing

    return Timing(time.sleep, time.monotonic, night.clock)


def account_of(settings: Settings) -> Account:
    """What the connectors need to know, with the secrets of this kind."""
    from connectors.helpdesk.api.opening import Account

    helpdesk = settings.helpdesk
    if not helpdesk.url:
        raise ConfigurationError(
            f"helpdesk.kind is {helpdesk.kind}, but helpdesk.url is empty",
            expected="the address of its API",
            next_step="set helpdesk.url in koe.toml; docs/helpdesks.md has one for each",
        )
    return Account(
        kind=helpdesk.kind,
        source=settings.account.name,
        url=helpdesk.url.rstrip("/"),
        since=helpdesk.begins,
        per_minute=helpdesk.requests_per_minute,
        writes=helpdesk.notes,
        user=helpdesk.user,
        client_id=helpdesk.client_id,
        secrets=_secrets(settings),
        fields=settings.intake.zendesk_fields | settings.helpdesk.fields,
        statuses=helpdesk.known_statuses,
    )


def _secrets(settings: Settings) -> dict[str, str]:
    """The secrets that are set, by their names."""
    values = settings.secrets.model_dump()
    return {k: v.get_secret_value() for k, v in values.items() if isinstance(v, SecretStr)}


def connector_of(settings: Settings) -> str:
    """Which helpdesk at which address: what a cursor belongs to."""
    return f"{settings.helpdesk.kind} {settings.helpdesk.url.rstrip('/')}"
