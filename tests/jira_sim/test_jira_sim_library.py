"""The `jira` library (what Koe's connector stands on) against the simulator, both flavours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from jira import JIRA
from jira.exceptions import JIRAError


def client(sim: Any, **more: Any) -> JIRA:
    version = "3" if sim.state.flavour == "cloud" else "2"
    options = {"server": sim.base, "rest_api_version": version, "check_update": False}
    login: dict[str, Any] = {"token_auth": "pat"}
    if version == "3":
        login = {"basic_auth": ("koe-bot@example.com", "token")}
    return JIRA(options=options, **login, **({"max_retries": 0, "timeout": 5} | more))


@contextmanager
def closing_client(sim: Any, **more: Any) -> Iterator[JIRA]:
    jira: Any = client(sim, **more)
    yield jira
    jira.close()


@pytest.fixture
def library(sim: Any) -> Iterator[JIRA]:
    with closing_client(sim) as jira:
        yield jira


def fields(sim: Any, *labels: str) -> dict[str, Any]:
    return {
        "project": {"key": "KOE"},
        "issuetype": {"name": "Bug"},
        "summary": "領収書がダウンロードできない",
        "description": sim.text("声"),
        "labels": list(labels),
    }


def find(sim: Any, jira: JIRA, jql: str) -> list[str]:
    if sim.state.flavour == "cloud":
        found = jira.enhanced_search_issues(jql, maxResults=0, fields=["key", "labels", "status"])
    else:
        found = jira.search_issues(jql, maxResults=False, fields=["key", "labels", "status"])
    return [issue.key for issue in found]


def test_it_learns_the_deployment_type_and_who_it_is(sim: Any, library: JIRA) -> None:
    expected = {"cloud": "Cloud", "datacenter": "Server"}[sim.state.flavour]
    assert library.deploymentType == expected
    assert library.myself()["displayName"] == "koe-bot"


def test_it_creates_finds_comments_transitions_and_links(sim: Any, library: JIRA) -> None:
    issue = library.create_issue(fields=fields(sim, "koe-x"))
    assert find(sim, library, 'labels = "koe-x"') == [issue.key]
    library.add_comment(issue.key, sim.text("追記"))
    library.add_issue_property(issue.key, "koe.state", {"n": 1})
    library.transition_issue(issue.key, "In Progress")
    reread = library.issue(issue.key)
    assert reread.fields.status.statusCategory.key == "indeterminate"
    assert reread.raw["fields"]["comment"]["total"] == 1
    assert library.issue_property(issue.key, "koe.state").value.n == 1


def test_it_pages_through_more_issues_than_one_page_holds(sim: Any, library: JIRA) -> None:
    for number in range(120):
        project = sim.state.project("KOE")
        values = {"summary": str(number), "issue_type": "10001", "labels": ["many"]}
        sim.state.create(sim.state.user("bot"), project, values, {})
    assert len(find(sim, library, "labels = many")) == 120


def test_an_unknown_issue_and_a_bad_query_raise(library: JIRA, sim: Any) -> None:
    with pytest.raises(JIRAError) as missing:
        library.issue("KOE-404")
    assert missing.value.status_code == 404
    with pytest.raises(JIRAError):
        find(sim, library, "foo = 1")


def test_with_its_default_retries_one_lost_answer_makes_two_issues(
    cloud: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jira.resilientsession.time.sleep", lambda _seconds: None)
    cloud.faults.drop_after_commit(on="create")
    with closing_client(cloud, max_retries=1) as jira:
        jira.create_issue(fields=fields(cloud, "koe-x"), prefetch=False)
    assert cloud.created() == 2


def test_without_retries_one_lost_answer_makes_one_issue_and_an_error(cloud: Any) -> None:
    cloud.faults.drop_after_commit(on="create")
    with closing_client(cloud) as jira, pytest.raises(requests.exceptions.ConnectionError):
        jira.create_issue(fields=fields(cloud, "koe-x"), prefetch=False)
    assert cloud.created() == 1
