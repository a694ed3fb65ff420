"""Koe and both kinds of Jira, over real HTTP."""

from __future__ import annotations

import io
import json
import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest
from requests import PreparedRequest, Response, Session

from app.jira_sim.model import Project
from connectors.tracker.base import Tracker
from connectors.tracker.jira import JiraTracker
from connectors.tracker.jira_session import JiraAccess
from connectors.tracker.operations import Desk
from connectors.tracker.policy import Policy
from records.errors import ConfigurationError, Rejected, TrackerError
from records.issue import Block, Draft, TopicEvidence

Topic = Callable[..., TopicEvidence]
CONTRACT = Path(__file__).parents[4] / "shared" / "jira" / "jira-cloud-v3.trimmed.json"
TOKEN = "s3cr3t-token"


@pytest.fixture
def tracker(jira: Any) -> Iterator[JiraTracker]:
    made = jira.tracker()
    yield made
    made.close()


@pytest.fixture
def draft(topic: Topic, jira: Any) -> Draft:
    made = Desk(topic(), Policy(), jira.now(), "topic").create("because").draft
    assert made is not None
    return made


def test_jira_is_a_tracker(tracker: JiraTracker) -> None:
    as_protocol: Tracker = tracker
    assert as_protocol.check().kind == "jira"


def test_an_issue_is_opened_with_label_and_proof_and_is_found_by_its_label(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    made = tracker.create(draft, draft.labels[1], "op-1")
    assert made.issue_key == "KOE-1"
    assert made.url.endswith("/browse/KOE-1")
    assert (made.status, made.status_category) == ("To Do", "todo")
    (found,) = tracker.find(draft.labels[1])
    assert found == made
    assert found.proof["op_id"] == "op-1"
    assert found.proof["topic_uid"] == "t-payment-crash"
    assert "お客様" not in json.dumps(jira.issues()[0].properties, ensure_ascii=False)


def test_a_closed_issue_is_found_too(tracker: JiraTracker, draft: Draft, jira: Any) -> None:
    tracker.create(draft, draft.labels[1], "op-1")
    jira.person("close", resolution="Won't Do")
    (found,) = tracker.find(draft.labels[1])
    assert found.status_category == "done"
    assert found.resolution == "Won't Do"
    assert found.resolved_at == jira.now()


def test_an_issue_that_was_moved_is_followed_by_its_id(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    made = tracker.create(draft, draft.labels[1], "op-1")
    jira.state.add_project(Project("", "APP", "App", "en"))
    jira.person("move", project="APP")
    (moved,) = tracker.get([made.issue_id])
    assert moved.issue_key == "APP-1"
    assert tracker.find(draft.labels[1])[0].issue_id == made.issue_id


def test_one_deleted_issue_does_not_hide_the_others(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    ids = [tracker.create(draft, f"koe-{n}", f"op-{n}").issue_id for n in range(3)]
    jira.person("delete", "KOE-2")
    assert [issue.issue_key for issue in tracker.get(ids)] == ["KOE-1", "KOE-3"]


def test_a_blind_search_does_not_make_issues_look_deleted(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    ids = [tracker.create(draft, f"koe-{n}", f"op-{n}").issue_id for n in range(2)]
    assert len(tracker.find("koe-0")) == 1
    jira.faults.blind_search = True
    assert len(tracker.get(ids)) == 2
    assert tracker.find("koe-0") == []


def test_more_issues_than_a_page_are_all_read(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    ids = [tracker.create(draft, f"koe-{n}", f"op-{n}").issue_id for n in range(3)]
    user, project = jira.state.user("koe@example.com"), jira.state.project("KOE")
    for n in range(120):
        values = {"summary": f"{n}", "labels": ["koe"], "issue_type": "10001"}
        ids.append(str(jira.state.create(user, project, values, {}).id))
    assert len(tracker.get(ids)) == 123
    jira.pass_days(0.01)
    assert len(tracker.changed_since(jira.now() - timedelta(days=1))) == 123


def test_changes_are_asked_for_in_the_time_zone_of_the_account(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    jira.state.time_zone = "Asia/Tokyo"
    tracker.create(draft, draft.labels[1], "op-1")
    jira.pass_days(1)
    assert len(tracker.changed_since(jira.now() - timedelta(hours=25))) == 1
    assert tracker.changed_since(jira.now() - timedelta(hours=23)) == []


def test_a_note_is_written_under_a_key_found_again_and_edited_in_place(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    issue = tracker.create(draft, draft.labels[1], "op-1").issue_id
    assert tracker.find_note(issue, "k") is None
    note = tracker.put_note(issue, None, [Block("paragraph", "一")], "k")
    for n in range(120):
        jira.person("comment", text=f"remark {n}")
    assert tracker.find_note(issue, "k") == note
    assert tracker.put_note(issue, note, [Block("paragraph", "二")], "k") == note
    (comment,) = [one for one in jira.issues()[0].comments if one.id == note]
    assert "二" in json.dumps(comment.body, ensure_ascii=False)


def test_labels_of_people_survive_those_of_koe(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    issue = tracker.create(draft, draft.labels[1], "op-1").issue_id
    jira.person("add_label", label="sprint-9")
    tracker.set_labels(issue, ["koe-x"], ["koe"])
    assert set(jira.issues()[0].labels) == {"sprint-9", "koe-x", draft.labels[1]}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_transitions_and_issue_types_are_found_in_a_japanese_project(
    tracker: JiraTracker, draft: Draft, jira: Any, language: str
) -> None:
    jira.state.project("KOE").language = language
    issue = tracker.create(draft, draft.labels[1], "op-1").issue_id
    names = {"en": ["In Progress", "Done", "To Do"], "ja": ["進行中", "完了", "未着手"]}[language]
    for category, name in zip(("doing", "done", "todo"), names, strict=True):
        tracker.move(issue, category)  # type: ignore[arg-type]
        assert tracker.get([issue])[0].status == name
    before = jira.posts("transition")
    tracker.move(issue, "todo")
    assert jira.posts("transition") == before


def test_an_issue_type_that_the_project_lacks_is_refused_with_those_it_has(
    tracker: JiraTracker, draft: Draft
) -> None:
    with pytest.raises(Rejected, match="Task, Bug, Story"):
        tracker.create(replace(draft, issue_type="Epos"), "koe-x", "op-1")


def test_a_fix_version_with_its_release_day_is_read(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    issue = tracker.create(draft, draft.labels[1], "op-1").issue_id
    jira.person("fix_version", version="6.3", release_date="2024-11-01")
    (found,) = tracker.get([issue])
    assert (found.release, str(found.released_on)) == ("6.3", "2024-11-01")
    assert found.is_released is False


def test_a_duplicates_link_names_the_other_issue(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    one, other = (tracker.create(draft, f"koe-{n}", f"op-{n}").issue_id for n in range(2))
    jira.person("link", "KOE-2", to="KOE-1")
    assert tracker.get([other])[0].duplicate_of == "KOE-1"
    assert tracker.get([one])[0].duplicate_of is None


def test_the_newest_words_of_people_are_read_and_those_of_koe_are_not(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    issue = tracker.create(draft, draft.labels[1], "op-1").issue_id
    tracker.put_note(issue, None, [Block("paragraph", "of Koe")], "k")
    assert tracker.last_word(issue) is None
    jira.person("comment", text="来期に\n見直します")
    jira.state.clock.advance(60)
    tracker.put_note(issue, None, [Block("paragraph", "of Koe again")], "k2")
    assert tracker.last_word(issue) == "来期に\n見直します"


def test_a_created_issue_that_cannot_be_read_back_is_still_created(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    tracker._issue_type("Task")
    jira.faults.answer(503, times=9, on="read")
    made = tracker.create(draft, draft.labels[1], "op-1")
    assert (made.issue_key, made.status_category) == ("KOE-1", "todo")


def test_reads_are_tried_again_after_a_hiccup(tracker: JiraTracker, jira: Any) -> None:
    jira.faults.answer(503, times=2, on="search")
    assert tracker.find("koe-x") == []
    assert jira.slept == [2.0, 2.0]


def test_text_beyond_the_limit_loses_quotes_instead_of_being_refused(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    quotes = tuple(Block("quote", "😀声" * 2000, items=("10月1日",)) for _ in range(9))
    long = replace(draft, summary="あ" * 400, description=(*draft.description, *quotes))
    tracker.create(long, draft.labels[1], "op-1")
    assert len(jira.issues()[0].summary) == 255
    tracker.put_note(str(jira.issues()[0].id), None, quotes, "k")


def test_the_token_is_in_no_repr_error_or_log(jira: Any, draft: Draft) -> None:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    told = []
    try:
        for fault in ("401", "drop", "500"):
            tracker = jira.tracker()
            tracker._issue_type("Task")
            if fault == "drop":
                jira.faults.drop_before_commit(on="create")
            else:
                jira.faults.answer(int(fault), on="create")
            with pytest.raises(TrackerError) as raised:
                tracker.create(draft, draft.labels[1], "op-1")
            told.append("".join(traceback.format_exception(raised.value)))
            tracker.close()
    finally:
        logging.getLogger().removeHandler(handler)
    access = JiraAccess("https://x.example", "cloud", TOKEN, "koe@example.com")
    text = repr(access) + "".join(told) + log.getvalue()
    assert TOKEN not in text
    assert "Basic" not in text
    assert "お客様" not in text


def test_a_token_is_not_sent_in_the_clear() -> None:
    with pytest.raises(ConfigurationError, match="https"):
        JiraAccess("http://jira.example.com", "cloud", TOKEN, "koe@example.com")


def test_a_cloud_token_needs_its_email() -> None:
    with pytest.raises(ConfigurationError, match="KOE_JIRA_EMAIL"):
        JiraAccess("https://jira.example.com", "cloud", TOKEN)


def test_an_unknown_project_is_a_setting_to_mend(jira: Any) -> None:
    access = JiraAccess(jira.base, jira.state.flavour, TOKEN, "koe@example.com")
    tracker = JiraTracker(access, "NOPE", clock=jira.now, sleep=jira.sleep)
    with pytest.raises(ConfigurationError, match="no project NOPE"):
        tracker.check()
    tracker.close()


def test_every_request_to_jira_cloud_keeps_to_atlassians_contract(
    cloud: Any, topic: Topic, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not CONTRACT.exists():
        pytest.skip(f"not here (Koe does not ship Atlassian's OpenAPI description): {CONTRACT}")
    description = json.loads(CONTRACT.read_text("utf-8")) | {"servers": [{"url": "/"}]}
    contract, seen = OpenAPI.from_dict(description), []
    send = Session.send

    def watched(self: Session, request: PreparedRequest, **options: Any) -> Response:
        seen.append(f"{request.method} {urlsplit(str(request.url)).path.split('/')[-1]}")
        contract.validate_request(as_sent(request))
        return send(self, request, **options)

    monkeypatch.setattr(Session, "send", watched)
    tracker = cloud.tracker()
    tracker.check()
    issue = tracker.create(draft, draft.labels[1], "op-1").issue_id
    note = tracker.put_note(issue, None, [Block("quote", "声", items=("10月1日",))], "k")
    tracker.put_note(issue, note, [Block("paragraph", "声")], "k")
    tracker.find_note(issue, "other")
    tracker.last_word(issue)
    tracker.set_labels(issue, ["koe-x"], ["koe"])
    tracker.move(issue, "done")
    tracker.get([issue])
    tracker.changed_since(cloud.now())
    tracker.close()
    assert len(set(seen)) >= 12


def as_sent(request: PreparedRequest) -> MockRequest:
    parts = urlsplit(str(request.url))
    body = request.body
    assert body is None or isinstance(body, bytes)
    return MockRequest(
        f"{parts.scheme}://{parts.netloc}",
        str(request.method).lower(),
        parts.path,
        args=dict(parse_qsl(parts.query)),
        headers=dict(request.headers),
        content_type="application/json",
        data=body or None,
    )
