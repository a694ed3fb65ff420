"""Search: the JQL subset, Cloud's tokens, Data Center's pages, and the index that lags."""

from typing import Any

import pytest

LABEL = "koe-5f21c0a9e3b74d10"


def test_an_issue_is_found_by_its_label_in_every_state(sim: Any) -> None:
    key = sim.create([LABEL])
    sim.create(["koe-other"])
    jql = f'project = KOE AND labels = "{LABEL}"'
    assert sim.keys(jql) == [key]
    sim.act(key, "close", resolution="Won't Do")
    assert sim.keys(jql) == [key]


@pytest.mark.parametrize(
    ("jql", "found"),
    [
        ("project = KOE ORDER BY key ASC", ["KOE-1", "KOE-2", "KOE-3"]),
        ("project = koe order by created desc, key DESC", ["KOE-3", "KOE-2", "KOE-1"]),
        ("labels in (a, 'ラベル')", ["KOE-2", "KOE-1"]),
        ('labels in ("b")', ["KOE-1"]),
        ("labels != a and project = KOE", ["KOE-2"]),
        ("labels is EMPTY AND project = KOE", ["KOE-3"]),
        ("key in (KOE-1, KOE-3)", ["KOE-3", "KOE-1"]),
        ("issuekey = KOE-2", ["KOE-2"]),
        ("issuekey not in (KOE-2) ORDER BY issuekey", ["KOE-1", "KOE-3"]),
        ("status = 'In Progress'", ["KOE-2"]),
        ("status = 進行中", ["KOE-2"]),
        ("statusCategory = Done", ["KOE-3"]),
        ("statusCategory != done ORDER BY key", ["KOE-1", "KOE-2"]),
        ("resolution = Unresolved AND (labels = b OR labels = ラベル)", ["KOE-2", "KOE-1"]),
        ("NOT labels = a AND key in (KOE-1, KOE-2)", ["KOE-2"]),
        ('updated >= "2026-10-01 12:10" ORDER BY key', ["KOE-2", "KOE-3"]),
        ('created < "2026/10/01 12:01"', ["KOE-3", "KOE-2", "KOE-1"]),
        ("updated >= -5m", []),
        ("updated >= -1h AND statusCategory = new", ["KOE-1"]),
    ],
)
def test_the_jql_subset_finds_what_jira_would_find(cloud: Any, jql: str, found: list[str]) -> None:
    for labels in (["a", "b"], ["ラベル"], []):
        cloud.create(labels)
    cloud.state.clock.advance(600)
    cloud.act("KOE-2", "transition", to="In Progress")
    cloud.act("KOE-3", "close")
    cloud.state.clock.advance(600)
    assert cloud.keys(jql) == found


@pytest.mark.parametrize(
    "jql",
    [
        "project = KOE AND",
        "project KOE",
        "labels = 'open",
        "summary ~ receipt",
        "labels ~ x",
        "project = KOE AND foo = 1",
        "project in (KOE",
        "updated >= yesterday",
        "updated >= '2026-10-01 12:00:30'",
        "project = KOE ORDER BY rank",
        "project = membersOf('x')",
        "status = Nonsense",
        "(project = KOE",
        "project = KOE labels = a",
    ],
)
def test_anything_else_is_400_with_a_message_and_never_an_empty_result(sim: Any, jql: str) -> None:
    answer = sim.search(jql)
    assert answer.status_code == 400
    assert answer.json()["errorMessages"]


def test_a_query_without_restriction_is_refused_by_cloud_only(cloud: Any, datacenter: Any) -> None:
    assert "Unbounded" in cloud.search("ORDER BY created").json()["errorMessages"][0]
    assert datacenter.search("ORDER BY created").status_code == 200


def test_one_deleted_issue_fails_a_query_by_keys(sim: Any) -> None:
    kept, gone = sim.create(), sim.create()
    sim.act(gone, "delete")
    assert sim.search(f"key in ({kept}, {gone})").status_code == 400


def test_search_does_not_see_a_young_issue_until_the_index_caught_up(cloud: Any) -> None:
    cloud.faults.index_lag = 30
    cloud.create([LABEL])
    assert cloud.keys(f"labels = {LABEL}") == []
    cloud.state.clock.advance(29)
    assert cloud.keys(f"labels = {LABEL}") == []
    cloud.state.clock.advance(1)
    assert cloud.keys(f"labels = {LABEL}") == ["KOE-1"]


def test_reconcile_issues_sees_what_the_index_does_not(cloud: Any) -> None:
    cloud.faults.index_lag = 30
    number = int(cloud.post_issue([LABEL]).json()["id"])
    assert cloud.keys(f"labels = {LABEL}", reconcileIssues=[number]) == ["KOE-1"]


def test_the_index_also_lags_behind_a_changed_status(cloud: Any) -> None:
    key = cloud.create()
    cloud.state.clock.advance(100)
    cloud.faults.index_lag = 30
    cloud.act(key, "close")
    assert cloud.keys("project = KOE AND statusCategory = Done") == []
    assert cloud.get(f"issue/{key}")["fields"]["status"]["statusCategory"]["key"] == "done"
    cloud.state.clock.advance(30)
    assert cloud.keys("project = KOE AND statusCategory = Done") == [key]


@pytest.mark.parametrize("ids", [list(range(51)), ["KOE-1"], "1"])
def test_reconcile_takes_at_most_50_numeric_ids(cloud: Any, ids: Any) -> None:
    assert cloud.search("project = KOE", reconcileIssues=ids).status_code == 400


def test_cloud_pages_by_an_opaque_token_that_belongs_to_one_query(cloud: Any) -> None:
    for _ in range(5):
        cloud.create()
    seen: list[str] = []
    token = None
    while True:
        more: dict[str, Any] = {"nextPageToken": token} if token else {}
        page = cloud.search("project = KOE ORDER BY key", maxResults=2, **more).json()
        assert "total" not in page
        seen += [issue["key"] for issue in page["issues"]]
        if page["isLast"]:
            break
        token = page["nextPageToken"]
    assert seen == ["KOE-1", "KOE-2", "KOE-3", "KOE-4", "KOE-5"]
    assert cloud.search("project = KOE", nextPageToken=token).status_code == 400


def test_cloud_answers_ids_only_unless_fields_are_named(cloud: Any) -> None:
    cloud.create()
    page = cloud.search("project = KOE", fields=[]).json()
    assert set(page["issues"][0]) == {"id"}


def test_data_center_pages_by_start_and_total(datacenter: Any) -> None:
    for _ in range(3):
        datacenter.create()
    page = datacenter.search("project = KOE ORDER BY key", startAt=1, maxResults=1).json()
    assert (page["total"], page["startAt"], page["issues"][0]["key"]) == (3, 1, "KOE-2")


def test_the_old_search_is_gone_on_cloud_and_the_new_one_unknown_on_data_center(
    cloud: Any, datacenter: Any
) -> None:
    assert cloud.http.get("/rest/api/3/search", params={"jql": "project = KOE"}).status_code == 410
    assert datacenter.http.get("/rest/api/2/search/jql").status_code == 404


def test_a_null_in_a_search_body_is_refused(cloud: Any) -> None:
    assert cloud.search("project = KOE", expand=None).status_code == 400


def test_jql_dates_are_read_in_the_zone_of_the_user(cloud: Any) -> None:
    cloud.create()
    cloud.state.time_zone = "Asia/Tokyo"
    assert cloud.keys('created >= "2026-10-01 21:00"') == ["KOE-1"]
    assert cloud.keys('created >= "2026-10-01 21:01"') == []
    assert cloud.get("myself")["timeZone"] == "Asia/Tokyo"


def test_a_blind_search_answers_200_with_nothing(cloud: Any) -> None:
    cloud.create([LABEL])
    cloud.faults.blind_search = True
    assert cloud.keys(f"labels = {LABEL}") == []
