"""The simulator refuses what a real Jira refuses, so that a test that passes means something."""

from typing import Any

import httpx
import pytest

EMPTY_TEXT = {"type": "paragraph", "content": [{"type": "text", "text": ""}]}
LONG = "あ" * 32_768


def error(answer: httpx.Response, field: str) -> str:
    assert answer.status_code == 400, answer.text
    return str(answer.json()["errors"][field])


def test_a_request_without_credentials_is_401_but_server_info_is_open(cloud: Any) -> None:
    assert httpx.get(f"{cloud.base}/rest/api/3/myself").status_code == 401
    assert httpx.get(f"{cloud.base}/rest/api/3/serverInfo").status_code == 200


def test_a_label_with_a_space_is_refused(sim: Any) -> None:
    assert "contains spaces" in error(sim.post_issue(["koe mute"]), "labels")
    assert sim.created() == 0


@pytest.mark.parametrize("summary", ["あ" * 256, "😀" * 128, "two\nlines", "", "  "])
def test_a_summary_is_one_line_of_at_most_255_utf16_units(sim: Any, summary: str) -> None:
    assert error(sim.post_issue(summary=summary), "summary")


def test_a_summary_of_exactly_255_characters_is_taken(sim: Any) -> None:
    assert sim.post_issue(summary="あ" * 255).status_code == 201


def test_a_description_beyond_32767_characters_is_refused_and_one_at_the_limit_taken(
    sim: Any,
) -> None:
    assert "32,767" in error(sim.post_issue(description=sim.text(LONG)), "description")
    assert sim.post_issue(description=sim.text(LONG[1:])).status_code == 201


def test_an_unknown_field_is_refused_with_its_name(sim: Any) -> None:
    assert "customfield_1" in error(sim.post_issue(customfield_1="x"), "customfield_1")


def test_several_wrong_fields_are_named_in_one_answer(sim: Any) -> None:
    answer = sim.post_issue(["a b"], summary="two\nlines", foo=1)
    assert set(answer.json()["errors"]) == {"labels", "summary", "foo"}


def test_an_unknown_project_is_400_on_create_and_in_search_but_404_when_read(sim: Any) -> None:
    assert error(sim.post_issue(project={"key": "NOPE"}), "project")
    assert sim.search("project = NOPE").status_code == 400
    assert sim.http.get(f"{sim.api}/project/NOPE").status_code == 404


@pytest.mark.parametrize(
    "document",
    [
        "plain text",
        {"type": "doc", "content": []},
        {"type": "doc", "version": 2, "content": []},
        {"type": "paragraph", "version": 1, "content": []},
        {"type": "doc", "version": 1, "content": [{"type": "text", "text": "loose"}]},
        {
            "type": "doc",
            "version": 1,
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": ""}]}],
        },
        {"type": "doc", "version": 1, "content": [{"type": "heading", "attrs": {"level": 9}}]},
        {"type": "doc", "version": 1, "content": [{"type": "bulletList", "content": []}]},
        {"type": "doc", "version": 1, "content": [{"type": "marquee"}]},
    ],
)
def test_a_description_that_is_no_proper_adf_document_is_refused(cloud: Any, document: Any) -> None:
    assert cloud.post_issue(description=document).status_code == 400
    assert cloud.created() == 0


def test_data_center_refuses_an_adf_document(datacenter: Any) -> None:
    document = {"type": "doc", "version": 1, "content": []}
    assert error(datacenter.post_issue(description=document), "description")


def test_an_empty_comment_is_refused(sim: Any) -> None:
    key = sim.create()
    body = {"body": sim.text(" ")}
    answer = sim.http.post(f"{sim.api}/issue/{key}/comment", json=body)
    assert error(answer, "comment")


@pytest.mark.parametrize("transition", [{"id": "99"}, {}, {"id": ""}])
def test_an_unknown_transition_is_400_and_the_issue_stays(sim: Any, transition: Any) -> None:
    key = sim.create()
    where = f"{sim.api}/issue/{key}/transitions"
    assert sim.http.post(where, json={"transition": transition}).status_code == 400
    assert sim.get(f"issue/{key}")["fields"]["status"]["statusCategory"]["key"] == "new"


def test_a_body_that_is_not_json_is_400_and_another_content_type_415(cloud: Any) -> None:
    where = f"{cloud.api}/issue"
    headers = {"Content-Type": "application/json"}
    assert cloud.http.post(where, content="{", headers=headers).status_code == 400
    assert cloud.http.post(where, json=[1]).status_code == 400
    assert cloud.http.post(where, data={"a": "b"}).status_code == 415


def test_an_unknown_issue_is_404_without_saying_whether_it_was_deleted(sim: Any) -> None:
    answer = sim.http.get(f"{sim.api}/issue/KOE-404")
    assert answer.status_code == 404
    assert "or you do not have permission" in answer.json()["errorMessages"][0]


def test_a_field_in_both_fields_and_update_is_refused(sim: Any) -> None:
    key = sim.create()
    body = {"fields": {"labels": ["a"]}, "update": {"labels": [{"add": "b"}]}}
    assert sim.http.put(f"{sim.api}/issue/{key}", json=body).status_code == 400


def test_a_web_page_of_another_site_cannot_write(cloud: Any) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = cloud.http.post("/sim/clock", json={"advance_seconds": 1}, headers=headers)
    assert answer.status_code == 403


ODD: list[Any] = [None, 5, "text", [1], [[]], {"a": []}, {"id": {}}, {"type": []}, True]
WRITES = [
    ("POST", "issue", "fields"),
    ("POST", "issue", "properties"),
    ("PUT", "issue/KOE-1", "fields"),
    ("PUT", "issue/KOE-1", "update"),
    ("POST", "issue/KOE-1/comment", "body"),
    ("POST", "issue/KOE-1/transitions", "transition"),
    ("POST", "issue/KOE-1/transitions", "update"),
    ("POST", "issue/KOE-1/remotelink", "object"),
    ("POST", "issueLink", "type"),
    ("POST", "search/jql", "jql"),
    ("POST", "search/jql", "fields"),
    ("POST", "search/approximate-count", "jql"),
]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(("method", "path", "part"), WRITES)
def test_an_odd_body_is_refused_and_never_breaks_the_server(
    cloud: Any, method: str, path: str, part: str, odd: Any
) -> None:
    cloud.create()
    base = {"transition": {"id": "11"}} if path.endswith("transitions") else {}
    answer = cloud.http.request(method, f"{cloud.api}/{path}", json=base | {part: odd})
    assert answer.status_code < 500


ODD_DOC = {"type": "doc", "version": 1, "content": [5]}
FIELDS = ["project", "issuetype", "summary", "description", "labels", "priority"]
FIELDS += ["assignee", "fixVersions"]


@pytest.mark.parametrize(
    "odd", [*ODD[1:], {"name": []}, {"type": "doc", "version": 1, "content": [5]}]
)
@pytest.mark.parametrize("field", FIELDS)
def test_an_odd_field_is_refused(cloud: Any, field: str, odd: Any) -> None:
    is_fine = (field, odd) == ("summary", "text")
    assert cloud.post_issue(**{field: odd}).status_code == (201 if is_fine else 400)
