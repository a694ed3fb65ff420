"""The REST routes about what hangs on an issue: comments, remote links, issue links, properties."""

from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.jira_sim import catalog, checks
from app.jira_sim.call import Call, Handler, an_object, endpoint
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.model import RemoteLink
from app.jira_sim.state import JiraState


def add_comment(call: Call) -> Response:
    """POST comment, with properties (the op id that proves who wrote it and why)."""
    body = checks.comment_body(call.body().get("body"), call.state.flavour)
    properties = checks.properties(call.body().get("properties"))
    issue = call.issue()
    comment = call.state.add_comment(issue, call.user, body, properties)
    return JSONResponse(call.wire.comment(issue, comment), 201)


def edit_comment(call: Call) -> Response:
    """PUT comment."""
    issue = call.issue()
    comment = call.state.comment(issue, call.path["comment"])
    body = checks.comment_body(call.body().get("body"), call.state.flavour)
    call.state.edit_comment(
        issue, comment, call.user, body, checks.properties(call.body().get("properties"))
    )
    return JSONResponse(call.wire.comment(issue, comment))


def get_comments(call: Call) -> Response:
    """GET comments, oldest first unless orderBy=-created."""
    issue = call.issue()
    start, size = call.number("startAt", 0), min(call.number("maxResults", 100), 5000)
    comments = (
        list(reversed(issue.comments)) if call.one("orderBy") == "-created" else issue.comments
    )
    expanded = "properties" in call.words("expand")
    page = [
        call.wire.comment(issue, one, with_properties=expanded)
        for one in comments[start : start + size]
    ]
    return JSONResponse(
        {"startAt": start, "maxResults": size, "total": len(comments), "comments": page}
    )


def get_comment(call: Call) -> Response:
    """GET one comment."""
    issue = call.issue()
    comment = call.state.comment(issue, call.path["comment"])
    return JSONResponse(
        call.wire.comment(issue, comment, with_properties="properties" in call.words("expand"))
    )


def get_comment_property(call: Call) -> Response:
    """GET a comment's property; in Jira the path does not name the issue."""
    for issue in call.state.world.issues:
        for comment in issue.comments:
            if comment.id == call.path["comment"]:
                return _property(comment.properties, call.path["key"])
    raise Refusal(404, f"Can not find a comment for the id: {call.path['comment']}.")


def add_remote_link(call: Call) -> Response:
    """POST remotelink: with a known globalId it updates (200), otherwise it creates (201)."""
    body = call.body()
    target = body.get("object")
    if not isinstance(target, dict) or not target.get("url") or not target.get("title"):
        raise Refusal(400, fields={"object": "'url' and 'title' are required."})
    link, is_new = call.state.put_remote_link(call.issue(), body)
    answer = {
        "id": link.id,
        "self": call.wire.url(f"issue/{call.path['issue']}/remotelink/{link.id}"),
    }
    return JSONResponse(answer, 201 if is_new else 200)


def get_remote_links(call: Call) -> Response:
    """GET remote links: a list, or the one with the globalId asked for."""
    links = call.issue().remote_links
    wanted = call.one("globalId")
    if not wanted:
        return JSONResponse([_remote_link(call, link) for link in links])
    for link in links:
        if link.global_id == wanted:
            return JSONResponse(_remote_link(call, link))
    raise Refusal(404, "The link does not exist.")


def _remote_link(call: Call, link: RemoteLink) -> dict[str, Any]:
    own = {"id": link.id, "self": call.wire.url(f"issue/{call.path['issue']}/remotelink/{link.id}")}
    return link.payload | own


def link_issues(call: Call) -> Response:
    """POST issueLink: {inwardIssue: A, outwardIssue: B, type: Duplicate} means "A duplicates B"."""
    body = call.body()
    wanted = an_object(body.get("type"))
    kind = catalog.find(catalog.LINK_TYPES, str(wanted.get("id") or wanted.get("name") or ""))
    if kind is None:
        raise Refusal(404, f"No issue link type with name '{wanted.get('name')}' found.")
    ends = [an_object(body.get(side)) for side in ("inwardIssue", "outwardIssue")]
    source, target = (call.state.issue(str(end.get("id") or end.get("key"))) for end in ends)
    call.state.link(kind.id, source, target)
    return Response(status_code=201)


def get_properties(call: Call) -> Response:
    """GET the keys of an issue's properties."""
    issue = call.issue()
    keys = [
        {"key": key, "self": call.wire.url(f"issue/{issue.id}/properties/{key}")}
        for key in issue.properties
    ]
    return JSONResponse({"keys": keys})


def get_property(call: Call) -> Response:
    """GET one property."""
    return _property(call.issue().properties, call.path["key"])


def _property(known: dict[str, Any], key: str) -> Response:
    if key not in known:
        raise Refusal(404, f"The property {key} does not exist.")
    return JSONResponse({"key": key, "value": known[key]})


def put_property(call: Call) -> Response:
    """PUT a property: any JSON value; 201 when it is new."""
    key = checks.property_key(call.path["key"])
    is_new = call.state.put_property(call.issue(), key, checks.property_value(call.payload))
    return JSONResponse({}, 201 if is_new else 200)


def delete_property(call: Call) -> Response:
    """DELETE a property."""
    issue, key = call.issue(), call.path["key"]
    _property(issue.properties, key)
    with call.state.writing():
        del issue.properties[key]
    return Response(status_code=204)


def routes(state: JiraState, faults: Faults, prefix: str) -> list[Route]:
    """The routes of this module under one prefix."""
    table: list[tuple[str, str, Handler]] = [
        ("POST", "issue/{issue}/comment", add_comment),
        ("GET", "issue/{issue}/comment", get_comments),
        ("PUT", "issue/{issue}/comment/{comment}", edit_comment),
        ("GET", "issue/{issue}/comment/{comment}", get_comment),
        ("GET", "comment/{comment}/properties/{key}", get_comment_property),
        ("POST", "issue/{issue}/remotelink", add_remote_link),
        ("GET", "issue/{issue}/remotelink", get_remote_links),
        ("POST", "issueLink", link_issues),
        ("GET", "issue/{issue}/properties", get_properties),
        ("GET", "issue/{issue}/properties/{key}", get_property),
        ("PUT", "issue/{issue}/properties/{key}", put_property),
        ("DELETE", "issue/{issue}/properties/{key}", delete_property),
    ]
    return [Route(f"{prefix}/{p}", endpoint(state, faults, h), methods=[m]) for m, p, h in table]
