"""Requests and answers against Atlassian's OpenAPI description, and by hand where it is absent.

Relaxed, because the description is stricter than what Jira sends: date-time (Jira writes +0000)
and `from` / `to` of a changelog (Jira writes null).
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT.parent / "shared" / "jira" / "jira-cloud-v3.trimmed.json"
REMOTE = {"globalId": "koe=t1", "object": {"url": "https://koe.example/t1", "title": "声"}}
OP = [{"key": "koe.op", "value": {"op_id": "1"}}]
SEARCH = {"jql": "labels = koe-x", "fields": ["*all"], "maxResults": 1, "expand": "changelog"}
PERMISSIONS = "BROWSE_PROJECTS,CREATE_ISSUES"


def relaxed(node: Any) -> Any:
    if isinstance(node, list):
        return [relaxed(one) for one in node]
    if not isinstance(node, dict):
        return node
    strict = {"format"} if node.get("format") == "date-time" else set()
    result = {name: relaxed(value) for name, value in node.items() if name not in strict}
    for name in {"from", "fromString", "to", "toString"} & set(result):
        if isinstance(result[name], dict):
            result[name]["nullable"] = True
    return result


@pytest.fixture(scope="session")
def contract() -> OpenAPI:
    if not CONTRACT.exists():
        pytest.skip(f"not here (Koe does not ship Atlassian's OpenAPI description): {CONTRACT}")
    description = relaxed(json.loads(CONTRACT.read_text("utf-8")))
    return OpenAPI.from_dict(description | {"servers": [{"url": "/"}]})


def check(contract: OpenAPI, answer: httpx.Response) -> None:
    """Validate one exchange: the request that was sent, and the answer."""
    sent = answer.request
    parts = urlsplit(str(sent.url))
    request = MockRequest(
        f"{parts.scheme}://{parts.netloc}",
        sent.method.lower(),
        parts.path,
        args=dict(parse_qsl(parts.query)),
        headers=dict(sent.headers),
        content_type="application/json",
        data=sent.content or None,
    )
    contract.validate_request(request)
    kind = answer.headers.get("content-type", "application/json")
    content = answer.content or b"null"  # the description wants a body even for 204
    response = MockResponse(content, answer.status_code, content_type=kind)
    contract.validate_response(request, response)


CALLS: list[tuple[str, str, Any, int]] = [
    ("GET", "serverInfo", None, 200),
    ("GET", "myself", None, 200),
    ("GET", f"mypermissions?permissions={PERMISSIONS}&projectKey=KOE", None, 200),
    ("GET", "project/KOE", None, 200),
    ("GET", "resolution", None, 200),
    ("GET", "field", None, 200),
    ("GET", "issueLinkType", None, 200),
    ("GET", "issue/createmeta/KOE/issuetypes", None, 200),
    ("GET", "issue/createmeta/KOE/issuetypes/10002", None, 200),
    ("GET", "issue/KOE-1?expand=changelog&properties=koe.topic", None, 200),
    ("PUT", "issue/KOE-1", {"update": {"labels": [{"add": "koe-mute"}]}}, 204),
    ("PUT", "issue/KOE-1?returnIssue=true", {"fields": {"labels": ["b"]}}, 200),
    ("GET", "issue/KOE-1/changelog", None, 200),
    ("GET", "issue/KOE-1/comment?expand=properties", None, 200),
    ("GET", "issue/KOE-1/transitions?expand=transitions.fields", None, 200),
    ("POST", "issue/KOE-1/transitions", {"transition": {"id": "31"}}, 204),
    ("POST", "issue/KOE-1/remotelink", REMOTE, 201),
    ("PUT", "issue/KOE-1/properties/koe.state", {"n": 1}, 201),
    ("GET", "issue/KOE-1/properties/koe.topic", None, 200),
    ("GET", "issue/KOE-1/properties", None, 200),
    ("POST", "search/jql", SEARCH, 200),
    ("GET", "search/jql?jql=project%20%3D%20KOE&maxResults=5", None, 200),
    ("POST", "search/approximate-count", {"jql": "project = KOE"}, 200),
    ("DELETE", "issue/KOE-1", None, 204),
    ("POST", "issue", {"fields": {"summary": "no project"}}, 400),
    ("GET", "issue/KOE-404", None, 404),
    ("POST", "search/jql", {"jql": "foo = 1"}, 400),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), CALLS)
def test_every_exchange_follows_atlassians_description(
    cloud: Any, contract: OpenAPI, method: str, path: str, body: Any, status: int
) -> None:
    check(contract, cloud.post_issue(["koe-x"]))
    cloud.act("KOE-1", "fix_version", version="4.2", release_date="2026-10-15")
    cloud.act("KOE-1", "close", of=cloud.create(["koe-x"]))
    comment = {"body": cloud.text("声"), "properties": OP}
    check(contract, cloud.http.post(f"{cloud.api}/issue/KOE-1/comment", json=comment))
    answer = cloud.http.request(method, f"{cloud.api}/{path}", json=body)
    assert answer.status_code == status, answer.text
    if status < 400 or answer.request.url.path.endswith("/issue"):
        check(contract, answer)


def test_the_check_itself_sees_a_wrong_request(cloud: Any, contract: OpenAPI) -> None:
    answer = cloud.http.post(f"{cloud.api}/search/jql", json={"jql": 5})
    with pytest.raises(Exception, match=r"(?i)valid"):
        check(contract, answer)


# --- by hand: the same shapes without the description, so that the check never disappears ---

STATUS_KEYS = {"id", "name", "statusCategory", "self"}
SHAPES: dict[str, tuple[str, set[str]]] = {
    "server": ("serverInfo", {"baseUrl", "version", "versionNumbers", "deploymentType"}),
    "user": ("myself", {"accountId", "accountType", "displayName", "active", "timeZone"}),
    "issue": ("issue/KOE-1", {"id", "key", "self", "fields"}),
    "comments": ("issue/KOE-1/comment", {"startAt", "maxResults", "total", "comments"}),
    "transitions": ("issue/KOE-1/transitions", {"transitions"}),
    "property": ("issue/KOE-1/properties/koe.topic", {"key", "value"}),
    "types": ("issue/createmeta/KOE/issuetypes", {"startAt", "total", "issueTypes"}),
    "fields": ("issue/createmeta/KOE/issuetypes/10001", {"startAt", "total", "fields"}),
    "found": ("search/jql?jql=project=KOE", {"issues", "isLast"}),
    "project": ("project/KOE", {"id", "key", "name", "issueTypes"}),
}


@pytest.mark.parametrize("name", SHAPES)
def test_an_answer_has_the_keys_that_clients_read(cloud: Any, name: str) -> None:
    cloud.create()
    path, keys = SHAPES[name]
    assert keys <= set(cloud.http.get(f"{cloud.api}/{path}").json())


def test_a_status_carries_its_category_key_and_a_number_as_category_id(cloud: Any) -> None:
    status = cloud.get(f"issue/{cloud.create()}")["fields"]["status"]
    assert set(status) >= STATUS_KEYS
    category = status["statusCategory"]
    assert (category["id"], category["key"], category["name"]) == (2, "new", "To Do")


def test_users_go_by_account_id_on_cloud_and_by_name_on_data_center(
    cloud: Any, datacenter: Any
) -> None:
    assert "name" not in cloud.get("myself")
    assert "accountId" not in datacenter.get("myself")
    assert datacenter.get("myself")["name"] == "koe-bot"
