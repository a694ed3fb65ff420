"""The life of an issue: what Koe writes, what a person answers, what Koe reads back."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.jira_sim import JiraState, SimClock, running
from app.jira_sim.model import Project
from app.jira_sim.store import StateFileError


def test_a_created_issue_holds_fields_and_proof_from_one_write(sim: Any) -> None:
    key = sim.create(["koe-b", "koe-a", "koe-a"])
    issue = sim.get(f"issue/{key}", properties="koe.topic")
    assert issue["fields"]["labels"] == ["koe-a", "koe-b"]
    assert issue["fields"]["created"] == "2026-10-01T12:00:00.000+0000"
    assert issue["properties"] == {"koe.topic": {"topic_uid": "t1"}}
    assert issue["fields"]["description"] == sim.text("お客様の声 / voices")


def test_an_edit_adds_and_removes_labels_and_leaves_a_history(sim: Any) -> None:
    key = sim.create(["a", "b"])
    update = {"update": {"labels": [{"add": "c"}, {"remove": "a"}]}}
    assert sim.http.put(f"{sim.api}/issue/{key}", json=update).status_code == 204
    issue = sim.get(f"issue/{key}", expand="changelog")
    assert issue["fields"]["labels"] == ["b", "c"]
    (item,) = issue["changelog"]["histories"][0]["items"]
    assert (item["field"], item["fromString"], item["toString"]) == ("labels", "a b", "b c")


def test_an_edit_that_changes_nothing_does_not_touch_updated(sim: Any) -> None:
    key = sim.create(["a"])
    before = sim.get(f"issue/{key}")["fields"]["updated"]
    sim.state.clock.advance(60)
    sim.http.put(f"{sim.api}/issue/{key}", json={"fields": {"labels": ["a"]}})
    assert sim.get(f"issue/{key}")["fields"]["updated"] == before


def test_an_evidence_comment_is_edited_in_place_and_keeps_its_op_id(sim: Any) -> None:
    key = sim.create()
    where = f"{sim.api}/issue/{key}/comment"
    proof = [{"key": "koe.op", "value": {"op_id": "1"}}]
    made = sim.http.post(where, json={"body": sim.text("第1週"), "properties": proof}).json()
    sim.state.clock.advance(60)
    sim.http.put(f"{where}/{made['id']}", json={"body": sim.text("第2週")})
    (comment,) = sim.get(f"issue/{key}/comment", expand="properties")["comments"]
    assert comment["body"] == sim.text("第2週")
    assert comment["properties"] == proof
    assert comment["updated"] > comment["created"]


def test_transitions_are_named_in_the_projects_language_and_chosen_by_category(sim: Any) -> None:
    sim.state.add_project(Project("", "JA", "日本", "ja"))
    key = sim.create(project={"key": "JA"})
    rows = sim.get(f"issue/{key}/transitions")["transitions"]
    assert [row["name"] for row in rows] == ["未着手", "進行中", "完了"]
    done = next(row for row in rows if row["to"]["statusCategory"]["key"] == "done")
    body = {"transition": {"id": done["id"]}}
    assert sim.http.post(f"{sim.api}/issue/{key}/transitions", json=body).status_code == 204
    fields = sim.get(f"issue/{key}")["fields"]
    assert (fields["status"]["name"], fields["resolution"]["name"]) == ("完了", "完了")


def test_reopening_clears_the_resolution(sim: Any) -> None:
    key = sim.create()
    sim.act(key, "close", resolution="Cannot Reproduce")
    assert sim.get(f"issue/{key}")["fields"]["resolution"]["name"] == "Cannot Reproduce"
    sim.http.post(f"{sim.api}/issue/{key}/transitions", json={"transition": {"id": "11"}})
    fields = sim.get(f"issue/{key}")["fields"]
    assert fields["resolution"] is None
    assert fields["resolutiondate"] is None


def test_a_pm_declines_with_a_reason_and_koe_can_read_who_and_why(sim: Any) -> None:
    key = sim.create()
    sim.act(key, "close", resolution="対応しない", comment="今年は対応しません", author="佐藤")
    issue = sim.get(f"issue/{key}", expand="changelog")
    assert issue["fields"]["resolution"]["name"] == "Won't Do"
    assert issue["changelog"]["histories"][0]["author"]["displayName"] == "佐藤"
    assert "今年は対応しません" in str(issue["fields"]["comment"]["comments"])


def test_a_duplicate_is_closed_and_linked_to_the_other_issue(sim: Any) -> None:
    first, second = sim.create(), sim.create()
    sim.act(second, "close", of=first)
    fields = sim.get(f"issue/{second}")["fields"]
    (link,) = fields["issuelinks"]
    assert fields["resolution"]["name"] == "Duplicate"
    assert (link["type"]["outward"], link["outwardIssue"]["key"]) == ("duplicates", first)
    assert sim.get(f"issue/{first}")["fields"]["issuelinks"][0]["inwardIssue"]["key"] == second


def test_a_moved_issue_keeps_its_id_and_answers_to_its_old_key(sim: Any) -> None:
    sim.state.add_project(Project("", "OPS", "Ops"))
    key = sim.create()
    number = sim.get(f"issue/{key}")["id"]
    sim.act(key, "move", project="OPS")
    assert sim.get(f"issue/{key}")["key"] == "OPS-1"
    assert sim.get(f"issue/{number}")["key"] == "OPS-1"
    assert sim.keys(f"key = {key}") == ["OPS-1"]


def test_a_deleted_issue_is_gone_and_its_key_is_never_used_again(sim: Any) -> None:
    key = sim.create()
    sim.act(key, "delete")
    assert sim.http.get(f"{sim.api}/issue/{key}").status_code == 404
    assert sim.create() == "KOE-2"


def test_a_fix_version_carries_the_release_date(sim: Any) -> None:
    key = sim.create()
    sim.act(key, "fix_version", version="4.2", release_date="2026-10-15")
    (version,) = sim.get(f"issue/{key}")["fields"]["fixVersions"]
    assert (version["name"], version["releaseDate"]) == ("4.2", "2026-10-15")


def test_a_pm_says_koe_mute_by_a_label_and_takes_it_back(sim: Any) -> None:
    key = sim.create(["koe-x"])
    sim.act(key, "add_label", label="koe-mute-30d")
    assert sim.get(f"issue/{key}")["fields"]["labels"] == ["koe-mute-30d", "koe-x"]
    sim.act(key, "remove_label", label="koe-mute-30d")
    assert sim.get(f"issue/{key}")["fields"]["labels"] == ["koe-x"]


@pytest.mark.parametrize(
    "order",
    [
        {"action": "explode"},
        {"action": "close", "resolution": "Maybe"},
        {"action": "transition", "to": "Nowhere"},
        {"action": "comment", "text": ""},
        {"action": "add_label", "label": "two words"},
        {"action": "edit"},
    ],
)
def test_an_order_that_is_not_understood_is_refused(sim: Any, order: Any) -> None:
    key = sim.create()
    assert sim.http.post("/sim/act", json=order | {"key": key}).status_code == 400


def test_a_remote_link_with_the_same_global_id_is_updated_not_doubled(sim: Any) -> None:
    key = sim.create()
    where = f"{sim.api}/issue/{key}/remotelink"
    body = {"globalId": "koe=t1", "object": {"url": "https://koe.example/t1", "title": "声"}}
    first, second = sim.http.post(where, json=body), sim.http.post(where, json=body)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert len(sim.get(f"issue/{key}/remotelink")) == 1


def test_a_property_is_created_updated_and_read(sim: Any) -> None:
    key = sim.create()
    where = f"{sim.api}/issue/{key}/properties/koe.state"
    assert [sim.http.put(where, json={"n": n}).status_code for n in (1, 2)] == [201, 200]
    assert sim.get(f"issue/{key}/properties/koe.state")["value"] == {"n": 2}
    assert sim.http.get(f"{where}.missing").status_code == 404


def test_the_deployment_type_tells_cloud_from_data_center(cloud: Any, datacenter: Any) -> None:
    assert cloud.http.get("/rest/api/2/serverInfo").json()["deploymentType"] == "Cloud"
    assert cloud.get("serverInfo")["deploymentType"] == "Cloud"
    assert datacenter.get("serverInfo")["deploymentType"] == "Server"
    assert datacenter.http.get("/rest/api/3/serverInfo").status_code == 404


def test_the_gateway_path_for_scoped_tokens_leads_to_the_same_jira(cloud: Any) -> None:
    key = cloud.create()
    answer = cloud.http.get(f"/ex/jira/cloud-1/rest/api/3/issue/{key}")
    assert answer.json()["key"] == key


def test_the_clock_moves_by_request_and_never_backwards(cloud: Any) -> None:
    moved = cloud.http.post("/sim/clock", json={"advance_seconds": 3600}).json()
    assert moved == {"now": "2026-10-01T13:00:00.000+0000"}
    assert cloud.http.post("/sim/clock", json={"advance_seconds": -1}).status_code == 400


def test_issues_survive_a_restart_with_a_state_file(tmp_path: Path) -> None:
    file = tmp_path / "sim.json"
    project = Project("", "KOE", "声", "ja")
    for expected in (0, 1):
        with running(JiraState(state_file=file, projects=[project])) as base:
            issues = httpx.get(f"{base}/sim/issues").json()["issues"]
            assert len(issues) == expected
            fields = {"project": {"key": "KOE"}, "issuetype": {"id": "10001"}, "summary": "声"}
            where = f"{base}/rest/api/3/issue"
            answer = httpx.post(where, json={"fields": fields}, auth=("a@b.c", "t"))
            assert answer.json()["key"] == f"KOE-{expected + 1}"


def test_a_state_file_of_the_other_flavour_or_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sim.json"
    JiraState(state_file=file).save()
    with pytest.raises(StateFileError, match="one state file per flavour"):
        JiraState(flavour="datacenter", state_file=file)
    file.write_text("{}", "utf-8")
    with pytest.raises(StateFileError, match="not a state file"):
        JiraState(state_file=file)


def test_it_listens_on_loopback_only() -> None:
    with pytest.raises(ValueError, match="loopback only"), running(host="0.0.0.0"):
        pass


def test_a_naive_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        SimClock().advance(float("nan"))
