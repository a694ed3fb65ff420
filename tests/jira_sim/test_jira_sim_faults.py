"""Faults on demand: what the network and a busy Jira do to a client that writes."""

from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from app.jira_sim import Faults, Rule


def test_a_drop_before_commit_leaves_no_issue(cloud: Any) -> None:
    cloud.faults.drop_before_commit()
    with pytest.raises(httpx.RequestError):
        cloud.post_issue()
    assert cloud.created() == 0
    assert cloud.post_issue().status_code == 201


def test_a_drop_after_commit_leaves_an_issue_that_the_client_never_hears_of(cloud: Any) -> None:
    cloud.faults.drop_after_commit()
    with pytest.raises(httpx.RequestError):
        cloud.post_issue(["koe-x"])
    assert cloud.keys("labels = koe-x") == ["KOE-1"]


def test_drops_hit_the_next_n_writes_and_no_reads(cloud: Any) -> None:
    key = cloud.create()
    cloud.faults.drop_before_commit(times=2)
    for _ in range(2):
        assert cloud.get(f"issue/{key}")["key"] == key
        with pytest.raises(httpx.RequestError):
            cloud.post_issue()
    assert cloud.post_issue().status_code == 201


def test_too_many_requests_says_when_to_come_back_in_seconds_or_as_a_date(cloud: Any) -> None:
    cloud.faults.throttle(seconds=7)
    cloud.faults.throttle(seconds=7, as_date=True)
    first, second, third = (cloud.post_issue() for _ in range(3))
    assert (first.status_code, first.headers["Retry-After"]) == (429, "7")
    date = parsedate_to_datetime(second.headers["Retry-After"])
    assert (date - cloud.state.clock.now()).total_seconds() == 7
    assert third.status_code == 201


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_error_comes_as_a_page_and_may_hide_a_commit(cloud: Any, status: int) -> None:
    cloud.faults.answer(status, on="create")
    cloud.faults.answer(status, on="create", after_commit=True)
    assert [cloud.post_issue().status_code for _ in range(2)] == [status, status]
    assert cloud.created() == 1


def test_a_401_can_strike_in_the_middle_of_a_night(cloud: Any) -> None:
    cloud.faults.answer(401, on="search")
    assert cloud.search("project = KOE").status_code == 401
    assert cloud.search("project = KOE").status_code == 200


def test_a_slow_answer_runs_into_the_clients_timeout_after_the_commit(cloud: Any) -> None:
    cloud.faults.slow(0.4, on="create", after_commit=True)
    cloud.http.timeout = httpx.Timeout(0.1)
    with pytest.raises(httpx.ReadTimeout):
        cloud.post_issue()
    assert cloud.created() == 1


def test_labels_off_the_screen_refuse_the_create_and_vanish_from_createmeta(sim: Any) -> None:
    sim.faults.labels_off_screen = True
    answer = sim.post_issue(["koe-x"])
    assert "not on the appropriate screen" in answer.json()["errors"]["labels"]
    page = sim.get("issue/createmeta/KOE/issuetypes/10002")
    assert "labels" not in {row["fieldId"] for row in page.get("fields") or page["values"]}
    sim.faults.clear()
    page = sim.get("issue/createmeta/KOE/issuetypes/10002")
    assert "labels" in {row["fieldId"] for row in page.get("fields") or page["values"]}


def test_faults_can_be_set_shown_and_cleared_from_outside(cloud: Any) -> None:
    order = {"index_lag": 5, "rules": [{"kind": "status", "status": 503, "on": "create"}]}
    shown = cloud.http.post("/sim/faults", json=order).json()
    assert (shown["index_lag"], shown["rules"][0]["status"]) == (5, 503)
    assert cloud.post_issue().status_code == 503
    assert cloud.http.delete("/sim/faults").json()["index_lag"] == 0


@pytest.mark.parametrize(
    "order",
    [
        {"lag": 1},
        {"index_lag": -1},
        {"rules": [{"kind": "explode"}]},
        {"rules": [{"on": "write"}]},
        {"rules": [{"kind": "drop", "on": "moon"}]},
        {"rules": [{"kind": "slow", "seconds": 99999}]},
        [],
    ],
)
def test_a_fault_that_is_not_understood_changes_nothing(cloud: Any, order: Any) -> None:
    assert cloud.http.post("/sim/faults", json=order).status_code == 400
    assert cloud.faults.as_json() == Faults().as_json()


def test_the_log_counts_every_call_and_holds_no_bodies(cloud: Any) -> None:
    cloud.faults.drop_after_commit(on="create")
    with pytest.raises(httpx.RequestError):
        cloud.post_issue(summary="secret")
    cloud.create(summary="secret")
    cloud.search("project = KOE")
    log = cloud.http.get("/sim/log").json()
    assert log["counts"] == {"create": 2, "search": 1}
    assert [row["status"] for row in log["requests"]] == [None, 201, 200]
    assert log["requests"][0]["fault"] == "drop after"
    assert "secret" not in str(log)


def test_a_rule_names_the_operations_it_concerns() -> None:
    assert Rule("drop", on="write").concerns("comment")
    assert not Rule("drop", on="write").concerns("search")
    assert Rule("drop", on="any").concerns("read")
