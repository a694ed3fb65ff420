"""Faults on demand: everything a network or a busy Jira does to a client, switched on through one
object.

The object is shared with the running server, so a test changes it between two calls; the admin
endpoint `POST /sim/faults` feeds the same object from outside.
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any, Literal

KINDS = ("drop", "status", "slow")
WHEN = ("before", "after")

# What a request does, for fault rules and for counting: method, path behind /rest/api/N/, name.
# First match wins.
OPERATIONS = (
    ("GET|POST", r"search(/jql|/approximate-count)?", "search"),
    ("POST", r"issue", "create"),
    ("PUT", r"issue/[^/]+", "edit"),
    ("DELETE", r"issue/[^/]+", "delete"),
    ("POST|PUT|DELETE", r"issue/[^/]+/comment.*", "comment"),
    ("POST", r"issue/[^/]+/transitions", "transition"),
    ("POST|DELETE", r"issue/[^/]+/remotelink", "remotelink"),
    ("PUT|DELETE", r"issue/[^/]+/properties/.*", "property"),
    ("POST", r"issueLink", "link"),
    ("POST", r"issue/[^/]+/attachments", "attachment"),
    ("GET", r".*", "read"),
    ("POST|PUT|DELETE", r".*", "other-write"),
)
READS = {"search", "read"}
API_PATH = re.compile(r"^(?:/ex/jira/[^/]+)?/rest/api/(?:2|3|latest)/(.*?)/?$")
Operation = (
    Literal["any", "write", "read", "search", "create", "edit", "comment", "transition"] | str
)


def operation(method: str, path: str) -> str | None:
    """The name of what a request does, or None when it is no call of the REST API."""
    match = API_PATH.match(path)
    if not match:
        return None
    for methods, pattern, name in OPERATIONS:
        if method in methods.split("|") and re.fullmatch(pattern, match.group(1)):
            return name
    return "read"


@dataclass
class Rule:
    """One fault. `times` None means until it is cleared; `on` is any, write, read or the name of an
    operation.

    kind "drop" cuts the connection, "status" answers with `status` (429 with Retry-After as
    `retry_after` seconds, or as an HTTP date with `as_date`), "slow" waits `seconds`. when "after"
    does the work first: committed, not told.
    """

    kind: Literal["drop", "status", "slow"]
    on: Operation = "write"
    when: Literal["before", "after"] = "before"
    times: int | None = 1
    status: int = 503
    retry_after: int | None = None
    as_date: bool = False
    seconds: float = 1.0

    def __post_init__(self) -> None:
        names = {"any", "write", *(name for _, _, name in OPERATIONS)}
        if self.kind not in KINDS or self.when not in WHEN or self.on not in names:
            raise ValueError(
                f"unknown fault {self!r}: kind {KINDS}, when {WHEN}, on one of {sorted(names)}"
            )
        if not (_is_count(self.times) and _is_count(self.retry_after)):
            raise ValueError(f"times and retry_after are whole numbers >= 0 or null, got {self!r}")
        if not 0 <= self.seconds <= 600 or not 400 <= self.status <= 599:
            raise ValueError(f"a fault takes 0-600 seconds and a status of 400-599, got {self!r}")

    def concerns(self, name: str) -> bool:
        """True when a request with that operation name falls under this rule."""
        if self.on == "write":
            return name not in READS
        return self.on in ("any", name) or (self.on == "read" and name in READS)

    def retry_header(self, now: datetime) -> dict[str, str]:
        """The Retry-After header, in one of the two forms that RFC 9110 allows; empty when there is
        none.
        """
        if self.retry_after is None:
            return {}
        if not self.as_date:
            return {"Retry-After": str(self.retry_after)}
        at = now + timedelta(seconds=self.retry_after)
        return {"Retry-After": format_datetime(at.replace(microsecond=0), usegmt=True)}


@dataclass
class Faults:
    """What is wrong at the moment.

    index_lag: seconds until search sees a change (ids in reconcileIssues are always seen).
    labels_off_screen: the admin took "Labels" off the create and edit screens.
    blind_search: search answers 200 with nothing, as Jira does for a token that lost its rights.
    no_way_back: the workflow offers no transition out of done.
    lacking: permissions that the account does not have. required_field: name of a custom field
    that the create screen requires.
    """

    index_lag: float = 0.0
    labels_off_screen: bool = False
    blind_search: bool = False
    no_way_back: bool = False
    lacking: list[str] = field(default_factory=list)
    required_field: str = ""
    rules: list[Rule] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_lag(self.index_lag)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Faults":
        """Build from the admin endpoint's JSON; unknown keys are an error, not a silent nothing."""
        faults = cls()
        faults.update(data)
        return faults

    def update(self, data: Mapping[str, Any]) -> None:
        """Set what `data` names; `rules` are added to those already there. All or nothing."""
        flags: dict[str, Any] = {"index_lag": float, "labels_off_screen": bool}
        flags |= {"blind_search": bool, "no_way_back": bool, "lacking": list, "required_field": str}
        if unknown := set(data) - set(flags) - {"rules"}:
            raise ValueError(f"unknown faults {sorted(unknown)}; known: {sorted(flags)} and rules")
        rules = [_rule(row) for row in data.get("rules", [])]
        values = {name: make(data[name]) for name, make in flags.items() if name in data}
        _check_lag(float(values.get("index_lag", 0)))
        for name, value in values.items():
            setattr(self, name, value)
        self.add(*rules)

    def add(self, *rules: Rule) -> None:
        """Put rules behind those already waiting."""
        with self._lock:
            self.rules.extend(rules)

    def clear(self) -> None:
        """Make everything well again."""
        with self._lock:
            self.index_lag, self.labels_off_screen, self.blind_search = 0.0, False, False
            self.no_way_back, self.lacking, self.required_field = False, [], ""
            self.rules.clear()

    def take(self, name: str) -> Rule | None:
        """The first rule that concerns an operation; at zero times left it is gone."""
        with self._lock:
            rule = next((rule for rule in self.rules if rule.concerns(name)), None)
            if rule and rule.times is not None:
                rule.times -= 1
                if rule.times <= 0:
                    self.rules.remove(rule)
            return rule

    def as_json(self) -> dict[str, Any]:
        """The state of things, for the admin endpoint and the board's banner."""
        return {
            "index_lag": self.index_lag,
            "labels_off_screen": self.labels_off_screen,
            "blind_search": self.blind_search,
            "no_way_back": self.no_way_back,
            "lacking": list(self.lacking),
            "required_field": self.required_field,
            "rules": [asdict(rule) for rule in self.rules],
        }

    # --- the usual ones by name

    def drop_before_commit(self, times: int = 1, on: Operation = "write") -> None:
        """The connection dies before Jira does anything."""
        self.add(Rule("drop", on, "before", times))

    def drop_after_commit(self, times: int = 1, on: Operation = "write") -> None:
        """Jira does the work and the answer is lost: how one POST becomes two issues."""
        self.add(Rule("drop", on, "after", times))

    def throttle(
        self, times: int = 1, seconds: int = 1, *, as_date: bool = False, on: Operation = "any"
    ) -> None:
        """429 with Retry-After."""
        self.add(
            Rule("status", on, "before", times, status=429, retry_after=seconds, as_date=as_date)
        )

    def answer(
        self, status: int, times: int = 1, on: Operation = "any", *, after_commit: bool = False
    ) -> None:
        """401, 500, 503 ...: 5xx with a proxy's HTML page; optionally after the work."""
        self.add(Rule("status", on, "after" if after_commit else "before", times, status=status))

    def slow(
        self,
        seconds: float,
        times: int | None = 1,
        on: Operation = "any",
        *,
        after_commit: bool = False,
    ) -> None:
        """Wait before the work, or after it: then a time-out meets a committed write."""
        self.add(Rule("slow", on, "after" if after_commit else "before", times, seconds=seconds))


def _is_count(value: object) -> bool:
    return value is None or (type(value) is int and value >= 0)


def _check_lag(seconds: float) -> None:
    if not 0 <= seconds <= 7200:
        raise ValueError(f"index_lag is 0 to 7200 seconds, got {seconds!r}")


def _rule(row: Any) -> Rule:
    known = {one.name for one in fields(Rule)}
    if not isinstance(row, Mapping) or "kind" not in row or set(row) - known:
        raise ValueError(f"a rule is an object with kind and any of {sorted(known)}, got {row!r}")
    return Rule(**row)
