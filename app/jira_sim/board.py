"""The board's routes: `/`, `/browse/KEY`, and the forms' target."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.jira_sim import pm
from app.jira_sim.attachments import content_of
from app.jira_sim.call import read_body
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.forms import Forms, order_from
from app.jira_sim.issue_view import IssueView
from app.jira_sim.markup import tag
from app.jira_sim.state import JiraState
from app.jira_sim.view import View
from app.jira_sim.words import language_of

COOKIE = "koe_sim_as"
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def routes(state: JiraState, faults: Faults) -> list[Route]:
    """The pages for people."""
    pages = _Pages(state, faults)
    return [
        Route("/", pages.guarded(pages.board), methods=["GET"]),
        Route("/browse/{key}", pages.guarded(pages.issue), methods=["GET"]),
        Route("/attachment/{attachment}", pages.file, methods=["GET"]),
        Route("/browse/{key}/act", pages.act, methods=["POST"]),
    ]


@dataclass(frozen=True)
class _Pages:
    """The handlers over one state."""

    state: JiraState
    faults: Faults

    def guarded(self, page: Callable[[Request], str]) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint that shows a refusal (an unknown issue or project) as a page."""

        async def run(request: Request) -> Response:
            try:
                return HTMLResponse(page(request), headers=HEADERS)
            except Refusal as refusal:
                return self._missing(request, refusal.status)

        return run

    def file(self, request: Request) -> Response:
        """A picture that hangs on an issue; anything else is not shown as a page."""
        try:
            with self.state.reading():
                found = content_of(self.state, request.path_params["attachment"])
        except Refusal as refusal:
            return self._missing(request, refusal.status)
        found.headers.update(HEADERS)
        if found.media_type != "image/png":
            found.headers["Content-Disposition"] = "attachment"
        return found

    def _missing(self, request: Request, status: int) -> Response:
        view = self.view(request)
        back = view.link("/", f"← {view.words['back']}")
        main = tag("p", view.words["not_found"]) + back
        return HTMLResponse(view.page(view.words["not_found"], main, ""), status, HEADERS)

    def view(self, request: Request) -> View:
        """The reader's language and name."""
        accept = request.headers.get("accept-language", "")
        language = language_of(request.query_params.get("lang", ""), accept)
        return View(self.state, language, unquote(request.cookies.get(COOKIE, "pm")))

    def board(self, request: Request) -> str:
        """The board, of all projects or one."""
        view = self.view(request)
        with self.state.reading():
            chosen = request.query_params.get("project", "")
            key = self.state.project(chosen).key if chosen else ""
            return view.board(self.state.world.projects, key, view.banner(self.faults.as_json()))

    def issue(self, request: Request, problem: str = "") -> str:
        """One issue; an old key still leads to it."""
        view = self.view(request)
        with self.state.reading():
            issue = self.state.issue(request.path_params["key"])
            forms = Forms(view, issue)
            banner = problem + view.banner(self.faults.as_json())
            side = forms.labels() + forms.more()
            return IssueView(view, issue).page(forms.answer(), side, banner)

    async def act(self, request: Request) -> Response:
        """A button was pressed: do it and show the issue again (the board when it is gone)."""
        try:
            form = parse_qs((await read_body(request)).decode("utf-8", "replace"))
            order = order_from({name: values[0].strip() for name, values in form.items()})
            issue = pm.act(self.state, order | {"key": request.path_params["key"]})
        except Refusal as refusal:
            return self._refused(request, refusal)
        where = f"/browse/{issue.key}" if issue else "/"
        language = self.view(request).language
        answer = RedirectResponse(f"{where}?lang={language}", 303, HEADERS)
        author = quote(str(order["author"]))
        answer.set_cookie(COOKIE, author, samesite="strict", httponly=True)
        return answer

    def _refused(self, request: Request, refusal: Refusal) -> Response:
        problem = self.view(request).problem([*refusal.messages, *refusal.fields.values()])
        try:
            return HTMLResponse(self.issue(request, problem), refusal.status, HEADERS)
        except Refusal:
            return self._missing(request, 404)
