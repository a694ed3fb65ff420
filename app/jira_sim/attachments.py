"""The REST routes about files: attach, look, fetch. Only small pictures are of interest here."""

import base64
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import HTTP

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.jira_sim.call import Call, authenticate, base_url, endpoint, read_body
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.model import Attachment
from app.jira_sim.state import JiraState
from app.jira_sim.wire import Wire


@dataclass(frozen=True)
class _Attach:
    """POST attachments: a form with files; refused without the header that forged forms lack."""

    state: JiraState

    async def answer(self, request: Request) -> Response:
        """The endpoint."""
        try:
            return await self._attach(request)
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.status)

    async def _attach(self, request: Request) -> Response:
        user = authenticate(self.state, request, open_to_all=False)
        request.scope["jira_user"] = user.name
        if request.headers.get("x-atlassian-token", "").lower() != "no-check":
            raise Refusal(403, "XSRF check failed")
        files = _files(request.headers.get("content-type", ""), await read_body(request))
        with self.state.writing() as now:
            issue = self.state.issue(request.path_params["issue"])
            made = [
                Attachment(str(self.state.new_id()), user, now, name, mime, content)
                for name, mime, content in files
            ]
            issue.attachments += made
            self.state.touch(issue, now)
        wire = Wire(self.state, base_url(request))
        return JSONResponse([wire.attachment(one) for one in made])


def _files(kind: str, body: bytes) -> list[tuple[str, str, str]]:
    """Name, type and content (base64) of every part called `file`."""
    if not kind.startswith("multipart/form-data"):
        raise Refusal(415, "Unsupported Media Type")
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    found = [
        (
            part.get_filename() or "file",
            part.get_content_type(),
            base64.b64encode(bytes(part.get_content())).decode(),
        )
        for part in form.iter_parts()
        if part.get_param("name", header="content-disposition") == "file"
    ]
    if not found:
        raise Refusal(400, "No file was sent.")
    return found


def get_content(call: Call) -> Response:
    """GET the bytes of a file."""
    return content_of(call.state, call.path["attachment"])


def content_of(state: JiraState, attachment_id: str) -> Response:
    """A file as it was sent; 404 where there is none."""
    for issue in state.world.issues:
        for one in issue.attachments:
            if one.id == attachment_id:
                return Response(base64.b64decode(one.content), media_type=one.mime)
    raise Refusal(404, f"The attachment with id '{attachment_id}' does not exist")


def routes(state: JiraState, faults: Faults, prefix: str) -> list[Route]:
    """The routes of this module under one prefix."""
    content = endpoint(state, faults, get_content)
    return [
        Route(f"{prefix}/issue/{{issue}}/attachments", _Attach(state).answer, methods=["POST"]),
        Route(f"{prefix}/attachment/content/{{attachment}}", content, methods=["GET"]),
    ]
