"""A running simulator for each test: real sockets, a clock that only the test moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from app.jira_sim import Faults, JiraState, SimClock, running
from app.jira_sim.clock import frozen
from app.jira_sim.gate import RequestLog
from app.jira_sim.state import Flavour

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


@dataclass
class Sim:
    """The simulator as a test sees it: from outside by `http`, from inside by the rest."""

    base: str
    state: JiraState
    faults: Faults
    log: RequestLog
    http: httpx.Client

    @property
    def api(self) -> str:
        return "/rest/api/3" if self.state.flavour == "cloud" else "/rest/api/2"

    def text(self, words: str) -> Any:
        if self.state.flavour != "cloud":
            return words
        paragraph = {"type": "paragraph", "content": [{"type": "text", "text": words}]}
        return {"type": "doc", "version": 1, "content": [paragraph]}

    def post_issue(self, labels: list[str] | None = None, **fields: Any) -> httpx.Response:
        given = {
            "project": {"key": "KOE"},
            "issuetype": {"name": "Bug"},
            "summary": "領収書がダウンロードできない / receipt download fails",
            "description": self.text("お客様の声 / voices"),
            "labels": labels or [],
        } | fields
        proof = [{"key": "koe.topic", "value": {"topic_uid": "t1"}}]
        body = {"fields": given, "properties": proof}
        return self.http.post(f"{self.api}/issue", json=body)

    def create(self, labels: list[str] | None = None, **fields: Any) -> str:
        answer = self.post_issue(labels, **fields)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["key"])

    def get(self, path: str, **params: Any) -> Any:
        answer = self.http.get(f"{self.api}/{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def search(self, jql: str, **more: Any) -> httpx.Response:
        body = {"jql": jql, "fields": ["key", "labels"]} | more
        where = "search/jql" if self.state.flavour == "cloud" else "search"
        return self.http.post(f"{self.api}/{where}", json=body)

    def keys(self, jql: str, **more: Any) -> list[str]:
        answer = self.search(jql, **more)
        assert answer.status_code == 200, answer.text
        return [issue["key"] for issue in answer.json()["issues"]]

    def act(self, key: str, action: str, **more: Any) -> Any:
        answer = self.http.post("/sim/act", json={"key": key, "action": action} | more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def created(self) -> int:
        return len(self.state.world.issues)


def _start(flavour: Flavour) -> Iterator[Sim]:
    state, faults, log = JiraState(flavour=flavour), Faults(), RequestLog()
    with running(state, faults=faults, log=log) as base:
        auth = ("koe-bot@example.com", "token") if flavour == "cloud" else None
        headers = {} if auth else {"Authorization": "Bearer pat"}
        with httpx.Client(base_url=base, auth=auth, headers=headers) as http:
            yield Sim(base, state, faults, log, http)


@pytest.fixture(scope="session")
def cloud_server() -> Iterator[Sim]:
    yield from _start("cloud")


@pytest.fixture(scope="session")
def datacenter_server() -> Iterator[Sim]:
    yield from _start("datacenter")


def _fresh(sim: Sim) -> Sim:
    """One server a session (stopping one takes 0.2 s), but an empty Jira and a new clock a test."""
    sim.state.clock = SimClock(frozen(NOON))
    sim.state.time_zone = "UTC"
    sim.state.reset()
    sim.faults.clear()
    sim.log.clear()
    sim.http.timeout = httpx.Timeout(5)
    return sim


@pytest.fixture
def cloud(cloud_server: Sim) -> Sim:
    return _fresh(cloud_server)


@pytest.fixture
def datacenter(datacenter_server: Sim) -> Sim:
    return _fresh(datacenter_server)


@pytest.fixture(params=["cloud", "datacenter"])
def sim(request: pytest.FixtureRequest) -> Sim:
    server: Sim = request.getfixturevalue(f"{request.param}_server")
    return _fresh(server)
