"""The tracker's protocol as a state machine: nights, kills, faults, lag and people at random.

After every step these hold, whatever happened before:

- never two issues under one label, never two open issues for one topic (while Jira's index
  lags less than the settle time);
- nothing that people wrote is written over: titles, descriptions, comments, labels;
- a declined topic stays silent: no new issue, and but for support's words one note at most,
  when the tickets tripled, severity rose, or the mute ran out;
- every operation has a reason, every silence too.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.jira_sim.model import Issue
from app.jira_sim.pm import act
from benchmarks.tracker_world import JiraInside, Killed, Memory, night, topic
from connectors.tracker.policy import Policy
from records.errors import TrackerError
from records.issue import Answer, OperationState, Said, SupportWord, TopicEvidence

TOPICS = 3
MOST_LAG = 600  # seconds; the settle time on Cloud is 900
POLICY = Policy(allow_first_fill=10, new_issues_per_run=2)
SEVERITIES = ("low", "normal", "high")
OPERATIONS = ("create", "comment", "transition", "edit", "any")


class Histories(RuleBasedStateMachine):
    """One history; hypothesis draws the steps."""

    lived = 0

    def __init__(self) -> None:
        super().__init__()
        self.jira, self.store = JiraInside(), Memory()
        self.times: dict[int, list[datetime]] = {}
        self.severity = dict.fromkeys(range(TOPICS), "normal")
        self.mildest = dict.fromkeys(range(TOPICS), SEVERITIES.index("normal"))
        self.words: dict[int, tuple[str, Any]] = {}
        self.labels: dict[int, set[str]] = {}
        self.declined: dict[int, dict[str, Any]] = {}
        self.said: list[SupportWord] = []
        self.reasonless: list[str] = []

    @initialize(tickets=st.lists(st.integers(0, 30), min_size=TOPICS, max_size=TOPICS))
    def begin(self, tickets: list[int]) -> None:
        """Some topics with some tickets."""
        now = self.jira.now()
        for number, many in enumerate(tickets):
            self.times[number] = [now - timedelta(hours=n) for n in range(many)]

    def evidence(self) -> list[TopicEvidence]:
        """What Koe knows tonight."""
        now = self.jira.now()
        return [
            topic(number, len(times), now, severity=self.severity[number],
                  ticket_times=tuple(sorted(times)))
            for number, times in self.times.items()
            if times
        ]  # fmt: skip

    # --- Koe ---------------------------------------------------------------------------------

    @rule()
    def an_ordinary_night(self) -> None:
        """A night to its end, or to the error that it meets."""
        with suppress(TrackerError):
            planned, report = night(self.jira, self.store, self.evidence(), POLICY, self.said)
            self.reasonless += [one.topic_uid for one in planned.held if not one.reason]
            assert report.counts["created"] <= POLICY.allow_first_fill

    @rule(commit=st.integers(1, 25), torn=st.booleans())
    def a_killed_night(self, commit: int, torn: bool) -> None:
        """kill -9 at a commit, before or after it is durable."""
        self.store.commits, self.store.kill_at, self.store.torn = 0, commit, torn
        with suppress(Killed, TrackerError):
            night(self.jira, self.store, self.evidence(), POLICY, self.said)
        self.store.kill_at = 0

    @rule(on=st.sampled_from(OPERATIONS), how=st.sampled_from(("before", "after", "503", "429")))
    def something_breaks(self, on: str, how: str) -> None:
        """A connection dies before or after the work, or Jira is busy."""
        if how == "429":
            self.jira.faults.throttle(times=1, seconds=5, on=on)
        elif how == "503":
            self.jira.faults.answer(503, on=on, after_commit=True)
        elif how == "after":
            self.jira.faults.drop_after_commit(on=on)
        else:
            self.jira.faults.drop_before_commit(on=on)

    @rule()
    def all_is_well_again(self) -> None:
        """No fault is left."""
        lag = self.jira.faults.index_lag
        self.jira.faults.clear()
        self.jira.faults.index_lag = lag

    @rule(blind=st.booleans())
    def the_search_goes_blind(self, blind: bool) -> None:
        """It answers with nothing, as for a token that lost its rights."""
        self.jira.faults.blind_search = blind

    @rule(lag=st.integers(0, MOST_LAG))
    def the_index_lags(self, lag: int) -> None:
        """Search sees a change so many seconds late."""
        self.jira.faults.index_lag = lag

    @rule(hours=st.sampled_from((0.01, 0.3, 1, 12, 24, 24, 24 * 8, 24 * 20, 24 * 95, 24 * 190)))
    def time_passes(self, hours: float) -> None:
        """Minutes, days or half a year."""
        self.jira.sleep(hours * 3600)

    # --- customers ---------------------------------------------------------------------------

    @rule(number=st.integers(0, TOPICS - 1), many=st.integers(1, 12))
    def customers_write(self, number: int, many: int) -> None:
        """New tickets, today."""
        now = self.jira.now()
        self.times[number] += [now - timedelta(minutes=n) for n in range(many)]

    @rule(number=st.integers(0, TOPICS - 1), severity=st.sampled_from(SEVERITIES))
    def it_gets_worse_or_better(self, number: int, severity: str) -> None:
        """Severity moves."""
        self.severity[number] = severity
        self.mildest[number] = min(self.mildest[number], SEVERITIES.index(severity))

    # --- people in Jira ------------------------------------------------------------------------

    def ours(self) -> list[Issue]:
        """Koe's issues, oldest first."""
        return [issue for issue in self.jira.issues() if "koe.topic" in issue.properties]

    def person(self, which: int, action: str, **more: Any) -> Issue | None:
        """Do something to one of Koe's issues, if there is one."""
        issues = self.ours()
        if not issues:
            return None
        issue = issues[which % len(issues)]
        act(self.jira.state, {"action": action, "key": issue.key, **more})
        return issue

    @rule(which=st.integers(0, 9))
    def closed_as_fixed(self, which: int) -> None:
        """Done."""
        if issue := self.person(which, "close", resolution="Done"):
            self.declined.pop(issue.id, None)

    @rule(which=st.integers(0, 9))
    def declined_by_the_product_team(self, which: int) -> None:
        """Won't Do. Said of an issue that is declined already, it is no new no: Jira keeps the
        day of the first, and so does the time for which Koe is silent."""
        before = {one.id: one.resolved for one in self.ours()}
        issue = self.person(which, "close", resolution="Won't Do", comment="not this year")
        if issue and (issue.id not in self.declined or issue.resolved != before[issue.id]):
            number = int(uid(issue).partition("-")[2])
            self.declined[issue.id] = {
                "at": self.jira.now(),
                "notes": koe_notes(issue),
                "issues": len(self.of_topic(uid(issue))),
                "tickets": len(self.times[number]),
                "said": self.told(),
                "worse": False,
            }

    @rule(which=st.integers(0, 9))
    def work_begins(self, which: int) -> None:
        """In Progress; only where no other issue of the topic is open already."""
        issues = self.ours()
        if issues and not self.open_besides(issues[which % len(issues)]):
            issue = self.person(which, "transition", to="In Progress")
            self.declined.pop(issue.id if issue else 0, None)

    @rule(which=st.integers(0, 9), text=st.sampled_from(("直しました", "why?", "*x* {code}")))
    def somebody_comments(self, which: int, text: str) -> None:
        """A comment of a person."""
        self.person(which, "comment", text=text)

    @rule(which=st.integers(0, 9), text=st.sampled_from(("Our own title", "自分の題名")))
    def somebody_rewrites(self, which: int, text: str) -> None:
        """Title and description are theirs."""
        if issue := self.person(which, "edit", summary=text, description=text):
            self.words[issue.id] = (issue.summary, issue.description)

    @rule(which=st.integers(0, 9), label=st.sampled_from(("koe-mute", "koe-quiet", "team-a")))
    def somebody_labels(self, which: int, label: str) -> None:
        """A label of a person, ours or their own."""
        if issue := self.person(which, "add_label", label=label):
            self.labels.setdefault(issue.id, set()).add(label)

    @precondition(lambda self: len(self.ours()) > 2)
    @rule(which=st.integers(0, 9))
    def somebody_deletes(self, which: int) -> None:
        """The issue is gone."""
        if issue := self.person(which, "delete"):
            for kept in (self.words, self.labels, self.declined):
                kept.pop(issue.id, None)

    @rule(which=st.integers(0, 9))
    def support_disputes(self, which: int) -> None:
        """A word of support to a no that Koe has heard."""
        known = [one for one in self.store.issues() if one.answer is Answer.DECLINED]
        if known:
            issue, number = known[which % len(known)], len(self.said)
            self.said.append(
                SupportWord(
                    f"word-{number}", issue.label, issue.topic_uid, Said.DISPUTE, issue.answer,
                    issue.updated_at, "CS", "三つのチェーンが離れました", self.jira.now(),
                )
            )  # fmt: skip

    def told(self) -> int:
        """How many words of support the tracker has; the others may still come after a no."""
        done = self.store.by_state(OperationState.DONE)
        return len({one.op_id for one in done} & {word.op_id for word in self.said})

    # --- what holds ----------------------------------------------------------------------------

    def of_topic(self, topic_uid: str) -> list[Issue]:
        """Issues that Koe opened for a topic."""
        return [issue for issue in self.ours() if uid(issue) == topic_uid]

    def open_besides(self, issue: Issue) -> bool:
        """Whether another issue of the topic is open: people reopening both is their word."""
        return any(
            one.resolution is None for one in self.of_topic(uid(issue)) if one.id != issue.id
        )

    @invariant()
    def a_label_has_one_issue(self) -> None:
        """Never a second issue under one label."""
        keys = [issue.properties["koe.topic"]["key"] for issue in self.ours()]
        assert len(keys) == len(set(keys)), f"two issues under one label: {sorted(keys)}"

    @invariant()
    def a_topic_has_one_open_issue(self) -> None:
        """Never two open issues for one topic."""
        for number in range(TOPICS):
            still_open = [i for i in self.of_topic(f"t-{number}") if i.resolution is None]
            assert len(still_open) <= 1, f"t-{number} has {[i.key for i in still_open]} open"

    @invariant()
    def what_people_wrote_stands(self) -> None:
        """Titles, descriptions, labels and comments of people."""
        for issue in self.ours():
            if issue.id in self.words:
                assert (issue.summary, issue.description) == self.words[issue.id]
            assert self.labels.get(issue.id, set()) <= set(issue.labels)
            assert all(
                comment.updated == comment.created
                for comment in issue.comments
                if "koe.note" not in comment.properties
            )

    @invariant()
    def a_no_is_heard(self) -> None:
        """No new issue, and no note without a reason that the policy or support gives."""
        for issue_id, then in self.declined.items():
            issue = next(one for one in self.ours() if one.id == issue_id)
            number = int(uid(issue).partition("-")[2])
            tripled = len(self.times[number]) >= POLICY.declined_growth * then["tickets"]
            rose = SEVERITIES.index(self.severity[number]) > self.mildest[number]
            then["worse"] |= tripled or rose
            expired = self.jira.now() - then["at"] >= timedelta(days=POLICY.declined_mute_days)
            allowed = len(self.said) - then["said"]
            allowed += 1 if then["worse"] or expired else 0
            assert koe_notes(issue) - then["notes"] <= allowed, f"{issue.key} was written to"
            assert len(self.of_topic(uid(issue))) <= then["issues"], f"{uid(issue)} was filed again"

    @invariant()
    def everything_has_a_reason(self) -> None:
        """Operations and silences."""
        assert all(one.reason for one in self.store.operations.values())
        assert not self.reasonless

    def teardown(self) -> None:
        """Count the history."""
        self.jira.close()
        type(self).lived += 1


def uid(issue: Issue) -> str:
    """The topic that an issue of Koe's was opened for."""
    return str(issue.properties["koe.topic"]["topic_uid"])


def koe_notes(issue: Issue) -> int:
    """Koe's notes, the one with the figures left out."""
    keys = [one.properties.get("koe.note", {}).get("key", "/evidence") for one in issue.comments]
    return sum(not key.endswith("/evidence") for key in keys)
