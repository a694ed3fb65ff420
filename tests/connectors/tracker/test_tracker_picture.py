"""A new issue carries its weeks as a picture: once, and never at the price of the issue."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from connectors.tracker.policy import Policy
from connectors.tracker.render.picture import BAR, HEIGHT, RUNNING, WIDTH, weeks_png
from records.issue import TopicEvidence, WeekCount

Topic = Callable[..., TopicEvidence]


def pictures(jira: Any) -> list[Any]:
    return [one for issue in jira.issues() for one in issue.attachments]


def test_a_new_issue_gets_one_picture_and_later_nights_add_none(
    jira: Any, run_night: Any, topic: Topic
) -> None:
    run_night(topic())
    jira.pass_days(8)
    run_night(topic(customers=60, tickets=70))
    (issue,) = jira.issues()
    (picture,) = issue.attachments
    assert picture.filename == f"{issue.properties['koe.topic']['key']}.png"
    assert Image.open(BytesIO(b64decode(picture.content))).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("fault", ["drop_before_commit", "drop_after_commit"])
def test_a_picture_whose_answer_is_lost_is_never_sent_again(
    jira: Any, run_night: Any, topic: Topic, fault: str
) -> None:
    getattr(jira.faults, fault)(on="attachment")
    report = run_night(topic())
    assert report.counts["created"] == 1
    assert any("has no picture" in line for line in report.lines)
    jira.pass_days(1)
    run_night(topic())
    assert jira.posts("attachment") == 1
    assert len(pictures(jira)) == (fault == "drop_after_commit")
    assert len(jira.issues()) == 1


def test_an_account_that_may_not_attach_still_opens_issues(
    jira: Any, run_night: Any, topic: Topic
) -> None:
    jira.faults.answer(403, on="attachment")
    assert run_night(topic()).counts["created"] == 1
    assert pictures(jira) == []


def test_an_issue_that_was_found_again_keeps_its_one_picture(
    jira: Any, run_night: Any, topic: Topic
) -> None:
    run_night(topic())
    tracker = jira.tracker()
    issue = jira.issues()[0]
    assert tracker.attach(str(issue.id), issue.attachments[0].filename, b"again") is False
    tracker.close()
    assert len(pictures(jira)) == 1


def test_pictures_can_be_switched_off(jira: Any, run_night: Any, topic: Topic) -> None:
    run_night.policy = Policy(allow_first_fill=10, picture=False)
    run_night(topic())
    assert jira.posts("attachment") == 0


@pytest.mark.parametrize(("picture", "waits"), [(False, 1), (True, 3)])
def test_only_a_picture_that_is_sent_takes_its_turn_in_the_pace(
    run_night: Any, topic: Topic, picture: bool, waits: int
) -> None:
    run_night.policy = Policy(allow_first_fill=10, writes_per_second=0.5, picture=picture)
    run_night(topic(), topic(topic_uid="t-other", number=8))
    assert len([seconds for seconds in run_night.jira.slept if seconds > 0]) == waits


def test_the_board_shows_the_picture_and_jira_refuses_one_without_its_header(
    jira: Any, run_night: Any, topic: Topic
) -> None:
    run_night(topic())
    page = httpx.get(f"{jira.base}/browse/KOE-1").text
    (picture,) = pictures(jira)
    assert f'<img src="/attachment/{picture.id}"' in page
    shown = httpx.get(f"{jira.base}/attachment/{picture.id}")
    assert shown.headers["content-type"] == "image/png"
    assert shown.content == b64decode(picture.content)
    assert httpx.get(f"{jira.base}/attachment/1").status_code == 404
    version = "3" if jira.state.flavour == "cloud" else "2"
    refused = httpx.post(
        f"{jira.base}/rest/api/{version}/issue/KOE-1/attachments",
        files={"file": ("x.png", b"x", "image/png")},
        auth=("koe@example.com", "t"),
    )
    assert refused.status_code == 403
    assert "XSRF" in refused.text


def test_the_bars_are_as_high_as_their_weeks_and_the_running_one_is_lighter() -> None:
    weeks = [WeekCount(date(2024, 9, 2) + timedelta(weeks=n), n, n) for n in range(8)]
    picture = Image.open(BytesIO(weeks_png(weeks, is_running=True))).convert("RGB")
    colours = [_count(picture, BAR), _count(picture, RUNNING)]
    assert colours[0] > 2 * colours[1] > 0
    whole = Image.open(BytesIO(weeks_png(weeks, is_running=False))).convert("RGB")
    assert _count(whole, RUNNING) == 0
    assert _count(whole, BAR) == sum(colours)
    nothing = [WeekCount(date(2024, 9, 2), 0, 0)]
    assert Image.open(BytesIO(weeks_png(nothing, is_running=False))).size == (WIDTH, HEIGHT)


def _count(picture: Image.Image, colour: str) -> int:
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    return sum(number for number, one in picture.getcolors(1 << 20) or [] if one == wanted)
