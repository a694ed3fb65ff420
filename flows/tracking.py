"""The tracker's memory, laid over the warehouse, and the tracker itself, from the settings."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from connectors.tracker.backlog import BacklogTracker
from connectors.tracker.backlog_session import BacklogAccess
from connectors.tracker.base import Tracker
from connectors.tracker.jira import JiraTracker
from connectors.tracker.jira_session import JiraAccess
from connectors.tracker.markdown_folder import MarkdownFolder
from connectors.tracker.policy import Policy, Words
from flows.night import Night
from flows.settings import Settings
from records.errors import ConfigurationError
from records.issue import IssueState, Operation, OperationState
from warehouse import tracking
from warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class WarehouseOutbox:
    """The outbox's store (connectors.tracker.store.OutboxStore): each call one transaction.

    ``tracker`` names the one tracker whose rows it sees; ``clock`` says when it hears an answer.
    """

    warehouse: Warehouse
    tracker: str
    run_id: str
    clock: Callable[[], datetime]

    def add(self, operations: Sequence[Operation], now: datetime) -> None:
        """Keep operations as planned."""
        tracking.outbox_add(self.warehouse, self.tracker, self.run_id, operations, now)

    def set_state(
        self, op_id: str, state: OperationState, *, now: datetime, error: str | None = None
    ) -> None:
        """Change an operation's state."""
        tracking.outbox_set_state(self.warehouse, self.tracker, op_id, state, now, error)

    def by_state(self, *states: OperationState) -> list[Operation]:
        """Operations in these states."""
        return tracking.outbox(self.warehouse, self.tracker, states)

    def issues(self) -> list[IssueState]:
        """Every issue Koe keeps in this tracker."""
        return tracking.issues(self.warehouse, self.tracker)

    def save_issue(self, issue: IssueState) -> None:
        """Keep an issue as last seen."""
        tracking.save_issue(self.warehouse, issue, tracker=self.tracker, now=self.clock())


def open_store(night: Night) -> WarehouseOutbox:
    """The memory of the tracker that the settings name, which is the one in use from now on."""
    settings = night.settings
    name = tracker_name(settings)
    kind = settings.tracker.kind
    folder = settings.at(settings.paths.issues).resolve().as_uri()
    url = folder if kind == "markdown" else _site(settings)
    tracking.use_tracker(night.warehouse, name, kind=kind, url=url)
    return WarehouseOutbox(night.warehouse, name, night.run_id, night.clock)


def tracker_name(settings: Settings) -> str:
    """One tracker among all that a warehouse may ever speak to: kind, site, project, tenant.

    Of a folder the path as it is set, so that an installation may be moved as a whole.
    """
    kind = settings.tracker.kind
    site = settings.paths.issues.as_posix() if kind == "markdown" else _site(settings)
    return f"{kind} {site} {settings.tracker.project} {settings.tenant}"


def _site(settings: Settings) -> str:
    """Where people open issues, so that another way to the API is still the same tracker."""
    site = (settings.tracker.site_url or settings.tracker.api_url).strip().rstrip("/")
    scheme, _, rest = site.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host.lower()}{slash}{path}"


def policy_of(settings: Settings) -> Policy:
    """The tracker's policy with what the settings say."""
    tracker = settings.tracker
    return Policy(
        tenant=settings.tenant,
        project=tracker.project,
        issue_type=tracker.issue_type,
        time_zone=settings.account.time_zone,
        create_customers=tracker.create_customers,
        create_runs=tracker.create_runs,
        allow_first_fill=tracker.allow_first_fill,
        new_issues_per_run=tracker.new_issues_per_run,
        open_issues=tracker.open_issues,
        notes_per_run=tracker.notes_per_run,
        picture=tracker.picture,
        writes_per_second=tracker.writes_per_second,
        on_recurrence=tracker.on_recurrence,
        words=words_of(settings),
    )


def words_of(settings: Settings) -> Words:
    """The words of an answer: the usual ones and those that the settings add."""
    usual, more = Words(), settings.tracker
    return replace(
        usual,
        declined=usual.declined + more.declined_words,
        duplicate=usual.duplicate + more.duplicate_words,
        fixed=usual.fixed + more.fixed_words,
        considering=usual.considering + more.considering_words,
        accepted=usual.accepted + more.accepted_words,
        needs_info=usual.needs_info + more.question_words,
    )


@contextmanager
def open_tracker(night: Night) -> Iterator[Tracker]:
    """The tracker that the settings name; its connections are closed at the end."""
    settings = night.settings
    if settings.tracker.kind == "markdown":
        folder = settings.at(settings.paths.issues)
        yield MarkdownFolder(folder, clock=night.clock, project=settings.tracker.project)
        return
    made = _backlog(night) if settings.tracker.kind == "backlog" else _jira(night)
    with closing(made):
        yield made


def _settle_seconds(settings: Settings) -> float | None:
    minutes = settings.tracker.settle_minutes
    return None if minutes is None else minutes * 60


def _jira(night: Night) -> JiraTracker:
    settings = night.settings
    return JiraTracker(
        jira_access(settings),
        settings.tracker.project,
        clock=night.clock,
        sleep=time.sleep,
        words=words_of(settings),
        settle_seconds=_settle_seconds(settings),
    )


def _backlog(night: Night) -> BacklogTracker:
    settings = night.settings
    return BacklogTracker(
        backlog_access(settings),
        settings.tracker.project,
        clock=night.clock,
        sleep=time.sleep,
        words=words_of(settings),
        settle_seconds=_settle_seconds(settings),
    )


def backlog_access(settings: Settings) -> BacklogAccess:
    """Where Backlog is and who Koe is there. Raises ConfigurationError naming what is missing."""
    if settings.secrets.backlog_key is None:
        raise ConfigurationError(
            "KOE_BACKLOG_KEY is not set, but tracker.kind is backlog",
            expected="an API key, made in Backlog under Personal settings, API",
            next_step="put it into .env beside koe.toml, or into the environment",
        )
    return BacklogAccess(settings.tracker.api_url, settings.secrets.backlog_key.get_secret_value())


def jira_access(settings: Settings) -> JiraAccess:
    """Where Jira is and who Koe is there. Raises ConfigurationError naming what is missing."""
    token = settings.secrets.jira_token
    if token is None:
        raise ConfigurationError(
            "KOE_JIRA_TOKEN is not set, but tracker.kind is jira",
            expected="an API token (Cloud) or a personal access token (Data Center)",
            next_step="put it into .env beside koe.toml, or into the environment",
        )
    return JiraAccess(
        api_url=settings.tracker.api_url,
        deployment=settings.tracker.deployment,
        token=token.get_secret_value(),
        email=settings.secrets.jira_email,
        site_url=settings.tracker.site_url,
    )
