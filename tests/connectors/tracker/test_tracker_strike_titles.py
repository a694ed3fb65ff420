"""A title that quotes an erased customer loses their words with the quote below it, in every
tracker and in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.backlog_sim import BacklogState
from app.backlog_sim import running as backlog_running
from app.jira_sim import JiraState
from app.jira_sim import running as jira_running
from connectors.tracker.backlog import BacklogTracker
from connectors.tracker.backlog_session import BacklogAccess
from connectors.tracker.jira import JiraTracker
from connectors.tracker.jira_session import JiraAccess
from connectors.tracker.markdown_folder import MarkdownFolder
from connectors.tracker.operations import Desk
from connectors.tracker.policy import Policy
from connectors.tracker.strike import Quoted
from records.issue import Draft, Quote, TopicEvidence
from records.summary import without_words

Topic = Callable[..., TopicEvidence]
NOW = datetime(2024, 10, 22, 3, 0, tzinfo=UTC)
POLICY = Policy(time_zone="Asia/Tokyo")
SAID = {
    "ja": "給油のとき、車室の下から燃料が[漏れる]のを見ました。困っています。",
    "en": "Fuel leaks, and it's *everywhere* below the cabin. Please help.",
}
QUOTED = {"ja": "燃料が[漏れる]のを見ました", "en": "Fuel leaks"}
NAMES = [
    *(("ja", "燃料・車室"), ("ja", "漏れる"), ("ja", "#67")),
    *(("en", "fuel · cabin"), ("en", "fuel"), ("en", "#67")),
]
THEIRS = Quoted(("12",))


def draft_of(topic: Topic, language: str, name: str) -> Draft:
    evidence = topic(
        name=name,
        language=language,
        keywords=("燃料", "漏れる", "見る", "fuel", "leak", "cabin"),
        versions=(),
        quotes=(Quote(SAID[language], language, date(2024, 10, 20), "12"),),
    )
    made = Desk(evidence, POLICY, NOW, language).create("a reason")
    assert made.draft is not None
    return made.draft


@pytest.fixture(params=["jira", "jira-dc", "backlog", "backlog-markdown", "markdown"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Any, Any]]:
    """A tracker and what answers everything that its issues hold now."""
    kind = request.param
    if kind == "markdown":
        folder = MarkdownFolder(tmp_path / "issues", clock=lambda: NOW)
        yield folder, lambda: "".join(p.read_text("utf-8") for p in folder.root.glob("*.md"))
    elif kind.startswith("backlog"):
        held = BacklogState(rule="markdown" if kind.endswith("markdown") else "backlog")
        with backlog_running(held) as address:
            access = BacklogAccess(address, held.key)
            made = BacklogTracker(access, "KOE", clock=held.clock, sleep=lambda _: None)
            yield made, lambda: repr(held.issues)
            made.close()
    else:
        yield from _jira("cloud" if kind == "jira" else "datacenter")


def _jira(deployment: Any) -> Iterator[tuple[Any, Any]]:
    state = JiraState(flavour=deployment)
    with jira_running(state) as base:
        access = JiraAccess(base, deployment, email="koe-bot@example.com", token="token")
        made = JiraTracker(access, "KOE", clock=lambda: NOW, sleep=lambda _: None)
        yield made, lambda: repr([(one.summary, one.description) for one in state.world.issues])
        made.close()


@pytest.mark.parametrize(("language", "name"), NAMES)
def test_quote_and_title_go_together(
    place: tuple[Any, Any], topic: Topic, language: str, name: str
) -> None:
    tracker, held = place
    draft = draft_of(topic, language, name)
    assert QUOTED[language] in draft.summary
    issue = tracker.create(draft, "koe-1", "op-1")
    assert tracker.strike(issue.issue_id, Quoted(("13",))) == 0
    assert tracker.strike(issue.issue_id, THEIRS) == 2
    assert tracker.strike(issue.issue_id, THEIRS) == 0
    (left,) = tracker.get([issue.issue_id])
    assert left.summary == without_words(draft.summary, [SAID[language]])
    assert left.summary.startswith(("…", "「…」", "“…”") if name == "#67" else name)
    assert "38" in left.summary
    words = (
        ("給油のとき", "漏れるのを", "見ました")
        if language == "ja"
        else ("Fuel leaks", "everywhere")
    )
    assert not [one for one in words if one in held()]


def test_a_title_that_people_wrote_or_that_quotes_another_stays() -> None:
    for summary in (
        "【P1】「至急」燃料漏れ — 5人",
        "「電源が切れます」（電源・切れる） — 5人のお客様",
    ):
        assert without_words(summary, list(SAID.values())) == summary
    assert (
        without_words("燃料が漏れるのを見ました、とのこと", [], ["漏れるのを見ました"])
        == "燃料が…、とのこと"
    )


def test_of_a_japanese_topic_one_japanese_voice_is_shown_and_heads_the_issue(
    topic: Topic,
) -> None:
    ours = Quote("燃料が漏れるのを見ました。", "ja", date(2024, 10, 1), "99")
    english = [
        Quote(f"The fuel leak in cabin {n}.", "en", date(2024, 10, 20 - n), str(n))
        for n in range(7)
    ]
    made = Desk(
        topic(name="#67", keywords=("fuel", "leak", "燃料"), quotes=(*english, ours)),
        POLICY,
        NOW,
        "ja",
    ).create("a reason")
    assert made.draft is not None
    assert made.draft.summary.startswith("「燃料が漏れるのを見ました」")
    quotes = [block for block in made.draft.description if block.kind == "quote"]
    assert len(quotes) == POLICY.description_quotes
    assert quotes[-1].text == ours.text


def test_a_title_quotes_nobody_whom_the_issue_does_not_show(topic: Topic) -> None:
    """Eight customers; the one whose words would be the best title is not among the five."""
    common = "The fuel in the cabin leaks again today, which is a nuisance to everybody number"
    shown = tuple(Quote(f"{common} {n}.", "en", date(2024, 10, 20 - n), str(n)) for n in range(7))
    best = Quote("Fuel leaks in the cabin.", "en", date(2024, 10, 1), "99")
    evidence = topic(name="#67", language="en", keywords=("fuel", "leak", "cabin"), versions=())
    made = Desk(replace(evidence, quotes=(*shown, best)), POLICY, NOW, "en").create("a reason")
    assert made.draft is not None
    assert "Fuel leaks in the cabin" not in repr(made.draft)
