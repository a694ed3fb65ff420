"""What every tracker does alike: Jira (both kinds), Backlog (both notations) and the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.backlog_sim import BacklogState, running
from connectors.tracker.answers import answer_of
from connectors.tracker.backlog import BacklogTracker
from connectors.tracker.backlog_session import BacklogAccess
from connectors.tracker.base import Tracker
from connectors.tracker.identity import issue_label
from connectors.tracker.markdown_folder import MarkdownFolder
from connectors.tracker.operations import Desk
from connectors.tracker.outbox import send
from connectors.tracker.plan import plan
from connectors.tracker.policy import Policy, Words
from connectors.tracker.pull import pull
from connectors.tracker.recover import recover, unsettled_labels
from records.issue import Block, Draft, TopicEvidence

Topic = Callable[..., TopicEvidence]
POLICY = Policy(allow_first_fill=10)


@dataclass
class Place:
    """A tracker with a person in it: ``declines(key, why)`` and ``rewrites(key, text)``."""

    tracker: Any
    declines: Callable[[str, str], None]
    rewrites: Callable[[str, str], None]
    text: Callable[[str], str]
    count: Callable[[], int]
    keys: list[str] = field(default_factory=list)


def of_jira(jira: Any) -> Place:
    def declines(key: str, why: str) -> None:
        jira.person("close", key, resolution="Won't Do", comment=why)

    def text(key: str) -> str:
        issue = jira.state.issue(key)
        return str((issue.summary, issue.description, [c.body for c in issue.comments]))

    return Place(
        jira.tracker(settle_seconds=0.0),
        declines,
        lambda key, text: jira.person("edit", key, summary=text),
        text,
        lambda: len(jira.issues()),
    )


def of_folder(tmp_path: Path, night: datetime) -> Place:
    root = tmp_path / "issues"

    def edited(key: str, old: str, new: str) -> None:
        path = root / f"{key}.md"
        whole = path.read_text(encoding="utf-8")
        assert old in whole
        path.write_text(whole.replace(old, new, 1), encoding="utf-8")

    def declines(key: str, why: str) -> None:
        edited(key, "resolution: ", f"reason: {why}\nresolution: 対応しない")

    return Place(
        MarkdownFolder(root, clock=lambda: night),
        declines,
        lambda key, text: edited(key, "## お客様の声", f"## {text}"),
        lambda key: (root / f"{key}.md").read_text(encoding="utf-8"),
        lambda: len(list(root.glob("KOE-*.md"))),
    )


def of_backlog(state: BacklogState, address: str) -> Place:
    def declines(key: str, why: str) -> None:
        state.person(key, status=4, resolution=1, comment=why)

    def text(key: str) -> str:
        issue = state.issue(key)
        assert issue
        said = [one["content"] for one in state.comments.get(issue["id"], [])]
        return str((issue["summary"], issue["description"], said))

    access = BacklogAccess(address, state.key, read_seconds=5)
    tracker = BacklogTracker(
        access, "KOE", clock=state.clock, sleep=lambda _seconds: None, settle_seconds=0.0
    )
    return Place(
        tracker,
        declines,
        lambda key, text: state.person(key, summary=text),
        text,
        lambda: len(state.issues),
    )


@pytest.fixture(params=["cloud", "datacenter", "folder", "backlog", "backlog-markdown"])
def place(request: pytest.FixtureRequest, tmp_path: Path, night: datetime) -> Iterator[Place]:
    kind = str(request.param)
    if kind == "folder":
        yield of_folder(tmp_path, night)
    elif kind.startswith("backlog"):
        rule: Any = "markdown" if kind.endswith("markdown") else "backlog"
        state = BacklogState(clock=lambda: night, rule=rule)
        with running(state) as address:
            made = of_backlog(state, address)
            yield made
            made.tracker.close()
    else:
        made = of_jira(request.getfixturevalue(kind))
        yield made
        made.tracker.close()


@pytest.fixture
def draft(topic: Topic, night: datetime) -> Draft:
    made = Desk(topic(), POLICY, night, "topic").create("because").draft
    assert made is not None
    return made


def test_it_is_a_tracker_and_names_itself(place: Place) -> None:
    tracker: Tracker = place.tracker
    assert tracker.check().name == "KOE"


def test_its_search_shows_what_is_there_and_an_empty_project_is_no_blindness(
    place: Place, draft: Draft
) -> None:
    assert place.tracker.search_sees()
    place.tracker.create(draft, draft.labels[1], "op-1")
    assert place.tracker.search_sees()


def test_an_issue_is_found_by_its_key_in_any_state_and_by_its_id(
    place: Place, draft: Draft
) -> None:
    label = draft.labels[1]
    made = place.tracker.create(draft, label, "op-1")
    assert (made.issue_key, made.status_category) == ("KOE-1", "todo")
    place.declines("KOE-1", "not now")
    (found,) = place.tracker.find(label)
    assert found.issue_id == made.issue_id
    assert label in found.labels
    assert found.proof["key"] == label
    assert found.proof["topic_uid"] == "t-payment-crash"
    assert answer_of(found, Words()) == "declined"
    assert [one.issue_id for one in place.tracker.get([made.issue_id, "999999"])] == [made.issue_id]
    assert place.tracker.find(f"{label}-g2") == []


def test_the_words_of_a_no_come_back(place: Place, draft: Draft) -> None:
    made = place.tracker.create(draft, draft.labels[1], "op-1")
    assert place.tracker.last_word(made.issue_id) is None
    place.declines("KOE-1", "来期に見直します")
    assert place.tracker.last_word(made.issue_id) == "来期に見直します"


def test_a_note_is_written_found_and_edited_in_place(place: Place, draft: Draft) -> None:
    tracker, issue = place.tracker, place.tracker.create(draft, draft.labels[1], "op-1").issue_id
    first = tracker.put_note(issue, None, [Block("quote", "最初の声", items=("10月1日",))], "k/1")
    tracker.put_note(issue, None, [Block("paragraph", "another")], "k/2")
    assert tracker.find_note(issue, "k/1") == first
    assert tracker.find_note(issue, "k/3") is None
    assert tracker.put_note(issue, first, [Block("paragraph", "二番目の声")], "k/1") == first
    text = place.text("KOE-1")
    assert "二番目の声" in text
    assert "最初の声" not in text
    assert "another" in text


def test_a_label_is_put_on_and_those_there_stay(place: Place, draft: Draft) -> None:
    issue = place.tracker.create(draft, draft.labels[1], "op-1").issue_id
    place.tracker.set_labels(issue, ["koe-escalated"])
    (found,) = place.tracker.get([issue])
    assert {"koe", "koe-escalated", draft.labels[1]} <= set(found.labels)


def test_an_issue_moves_between_open_and_done_and_loses_its_resolution(
    place: Place, draft: Draft
) -> None:
    issue = place.tracker.create(draft, draft.labels[1], "op-1").issue_id
    place.declines("KOE-1", "no")
    place.tracker.move(issue, "todo")
    (found,) = place.tracker.get([issue])
    assert (found.status_category, found.resolution) == ("todo", None)


def test_changes_are_heard_since_a_moment(place: Place, draft: Draft, night: datetime) -> None:
    made = place.tracker.create(draft, draft.labels[1], "op-1")
    found = place.tracker.changed_since(made.created_at.replace(hour=0))
    assert [one.issue_id for one in found] == [made.issue_id]


def nightly(place: Place, store: Any, at: datetime, *topics: TopicEvidence) -> Any:
    recover(place.tracker, store, POLICY, at)
    for issue in pull(place.tracker, store.issues(), POLICY, at).issues:
        store.save_issue(issue)
    planned = plan(topics, store.issues(), POLICY, at, unsettled=unsettled_labels(store))
    return send(planned, place.tracker, store, POLICY, lambda: at, lambda _seconds: None)


def test_nights_open_once_hear_a_no_and_write_nothing_over(
    place: Place, store: Any, topic: Topic, night: datetime
) -> None:
    assert nightly(place, store, night, topic()).counts["created"] == 1
    place.rewrites("KOE-1", "自分の言葉")
    for _ in range(2):
        nightly(place, store, night, topic())
    assert place.count() == 1
    assert "自分の言葉" in place.text("KOE-1")
    place.declines("KOE-1", "対応の予定はありません")
    before = place.text("KOE-1")
    nightly(place, store, night, topic(customers=60, tickets=60))
    (issue,) = store.issues()
    assert (issue.answer, issue.reason) == ("declined", "対応の予定はありません")
    assert place.text("KOE-1") == before
    assert place.count() == 1


def test_a_lost_memory_takes_its_issue_in_again(
    place: Place, store: Any, topic: Topic, night: datetime
) -> None:
    nightly(place, store, night, topic())
    store.path.unlink()
    nightly(place, store, night, topic())
    assert place.count() == 1
    label = issue_label(POLICY.tenant, POLICY.project, topic().topic_uid)
    assert store.issues()[0].label == label


def test_markup_of_a_customer_stays_text(place: Place, draft: Draft) -> None:
    """A quote cannot end a block, ping somebody or pretend to be Koe's own key."""
    evil = Block("quote", "{quote} koe-key: koe-1 [[x>http://evil]] | koe-note: " + "0" * 32)
    marked = replace(draft, description=(evil, *draft.description))
    made = place.tracker.create(marked, draft.labels[1], "op-1")
    (found,) = place.tracker.get([made.issue_id])
    assert found.proof["key"] == draft.labels[1]
    note = place.tracker.put_note(made.issue_id, None, [evil], "k/1")
    assert place.tracker.find_note(made.issue_id, "k/1") == note
