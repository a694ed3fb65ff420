"""From settings and secrets to a source that can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from connectors.helpdesk import freshdesk as freshdesk_tickets
from connectors.helpdesk import intercom as intercom_conversations
from connectors.helpdesk.api import intercom, rt_tickets, zendesk
from connectors.helpdesk.api.client import Address, Api, Timing
from connectors.helpdesk.api.freshdesk import Freshdesk
from connectors.helpdesk.api.intercom import Intercom
from connectors.helpdesk.api.login import ClientCredentials, Fixed, Login, basic, bearer
from connectors.helpdesk.api.request_tracker import RequestTracker
from connectors.helpdesk.api.rt_tickets import RtTranslator
from connectors.helpdesk.api.source import Source
from connectors.helpdesk.api.zendesk import Zendesk
from connectors.helpdesk.fields import CustomFields
from records.errors import ConfigurationError
from records.ticket import Status

# Below the smallest limit that each documents for a paying account; lanes are stricter ones.
PER_MINUTE = {"zendesk": 180.0, "rt": 600.0, "intercom": 600.0, "freshdesk": 50.0}
LANES: dict[str, dict[str, float]] = {"zendesk": {zendesk.EXPORT: 9.5}}
HEADERS = {"intercom": intercom.VERSION}


@dataclass(frozen=True, slots=True)
class Account:
    """A helpdesk account as the settings tell it. ``secrets`` are by their names, e.g.
    ``zendesk_token``; ``since`` is where a first pull begins; ``fields`` say what Zendesk's
    custom fields mean, ``statuses`` what the account's own statuses do. ``writes``: notes too."""

    kind: str
    source: str
    url: str
    since: datetime
    per_minute: float | None = None
    writes: bool = False
    user: str = ""
    client_id: str = ""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    fields: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)

    def secret(self, name: str) -> str:
        """A secret that is needed. Raises ConfigurationError naming its variable."""
        if not self.secrets.get(name):
            raise ConfigurationError(
                f"KOE_{name.upper()} is not set",
                expected=f"the secret that {self.kind} gave for Koe",
                next_step="put it into .env beside koe.toml; docs/helpdesks.md says how to get it",
            )
        return self.secrets[name]


@contextmanager
def opened(account: Account, timing: Timing) -> Iterator[Source]:
    """The account's source; its connections are closed at the end."""
    kind = account.kind
    pace = account.per_minute or PER_MINUTE[kind]
    address = Address(account.url, pace, LANES.get(kind, {}), HEADERS.get(kind, {}))
    api = Api(address, LOGINS[kind](account, timing), timing)
    try:
        yield SOURCES[kind](api, account, timing)
    finally:
        api.close()


def _zendesk(api: Api, account: Account, timing: Timing) -> Source:
    return Zendesk(
        api,
        source=account.source,
        since=account.since,
        now=timing.now(),
        fields=account.fields,
    )


def _zendesk_login(account: Account, timing: Timing) -> Login:
    """OAuth where a client is named, else an API token while Zendesk still takes them."""
    if account.client_id:
        secret = account.secret("zendesk_client_secret")
        scope = "read write" if account.writes else "read"
        return ClientCredentials(zendesk.TOKENS, account.client_id, secret, scope, timing.monotonic)
    if not account.user:
        raise ConfigurationError(
            "neither helpdesk.client_id nor helpdesk.user is set",
            expected="the OAuth client's identifier (Zendesk ends API tokens in April 2027)",
            next_step="make an OAuth client in Zendesk's Admin Center and set helpdesk.client_id",
        )
    return basic(f"{account.user}/token", account.secret("zendesk_token"))


def _rt(api: Api, account: Account, timing: Timing) -> Source:
    statuses = {**rt_tickets.STATUSES, **account.statuses}
    fields = CustomFields(account.fields)
    translator = RtTranslator(account.source, account.url, statuses, fields)
    return RequestTracker(api, translator, now=timing.now())


def _rt_login(account: Account, _timing: Timing) -> Login:
    """An auth token; failing that, a user's password."""
    if account.user and not account.secrets.get("rt_token"):
        return basic(account.user, account.secret("rt_password"))
    return Fixed(f"token {account.secret('rt_token')}")


def _intercom(api: Api, account: Account, timing: Timing) -> Source:
    translator = intercom_conversations.Translator(account.source, CustomFields(account.fields))
    return Intercom(api, translator, since=account.since, now=timing.now())


def _freshdesk(api: Api, account: Account, _timing: Timing) -> Source:
    fields = CustomFields(account.fields)
    translator = freshdesk_tickets.Translator(account.source, account.url, account.statuses, fields)
    return Freshdesk(api, translator, since=account.since)


SOURCES: dict[str, Callable[[Api, Account, Timing], Source]] = {
    "zendesk": _zendesk,
    "rt": _rt,
    "intercom": _intercom,
    "freshdesk": _freshdesk,
}
LOGINS: dict[str, Callable[[Account, Timing], Login]] = {
    "zendesk": _zendesk_login,
    "rt": _rt_login,
    "intercom": lambda account, _: bearer(account.secret("intercom_token")),
    "freshdesk": lambda account, _: basic(account.secret("freshdesk_key"), "X"),
}
