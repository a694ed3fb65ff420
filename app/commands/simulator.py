"""``koe jira-sim`` and ``koe backlog-sim``: trackers to try Koe against, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from records.errors import ConfigurationError


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("jira-sim", rich_help_panel="Start here")(jira_sim)
    app.command("backlog-sim", rich_help_panel="Start here")(backlog_sim)


def jira_sim(
    port: Annotated[int, typer.Option(help="Port on the loopback address.")] = 8090,
    state: Annotated[
        Path | None, typer.Option(help="File to keep the issues in; without it they are forgotten.")
    ] = None,
    datacenter: Annotated[
        bool, typer.Option("--datacenter", help="Speak Data Center v2 instead of Cloud v3.")
    ] = False,
) -> None:
    """Serve a stateful Jira on loopback, with a board to click through in a browser."""
    from app.jira_sim import JiraState, serve
    from app.jira_sim.store import StateFileError

    try:
        jira = JiraState(flavour="datacenter" if datacenter else "cloud", state_file=state)
    except StateFileError as error:
        raise ConfigurationError(
            str(error), next_step="name another file with --state, or delete this one"
        ) from error
    serve(port=port, state_file=state, state=jira)


def backlog_sim(
    port: Annotated[int, typer.Option(help="Port on the loopback address.")] = 8091,
    english: Annotated[
        bool, typer.Option("--english", help="Names of statuses in English.")
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="A project that takes Markdown.")
    ] = False,
) -> None:
    """Serve a stateful Nulab Backlog (API only) on loopback; issues are forgotten at the end."""
    from app.backlog_sim import BacklogState, serve

    rule: Literal["markdown", "backlog"] = "markdown" if markdown else "backlog"
    serve(BacklogState(language="en" if english else "ja", rule=rule), port=port)
