"""The ``koe`` command. Doors only: every command calls a flow or the warehouse and prints."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

import typer

from app.commands import (
    admin,
    alerts,
    answers,
    desk,
    digest,
    eval_group,
    eval_labels,
    eval_pii,
    eval_spikes,
    evaluate,
    events,
    inbox,
    intake,
    labels,
    protection,
    reading,
    running,
    scorecard,
    simulator,
    topics,
)
from app.console import say
from records.errors import KoeError

HELP = """Koe (声, "voice") carries the raw voice of customers to the people who build the product,
every night, and carries their answer back.

Start with [bold]koe demo[/bold] (three made-up nights, no account needed) or [bold]koe init[/bold]
(your own). Results go to stdout, talk to stderr; [bold]--json[/bold] where a program may read it.
"""

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
running.register(app)
topics.register(app)
inbox.register(app)
reading.register(app)
alerts.register(app)
digest.register(app)
answers.register(app)
intake.register(app)
desk.register(app)
events.register(app)
simulator.register(app)
scorecard.register(app)
labels.register(app)
protection.register(app)
eval_spikes.register(eval_group.group)
evaluate.register(eval_group.group)
eval_pii.register(eval_group.group)
eval_labels.register(eval_group.group)
app.add_typer(eval_group.group, name="eval", rich_help_panel="Look after it")
admin.register(app)


def main() -> None:
    """Entry point: an error Koe raised on purpose becomes its message and its exit code."""
    sys.excepthook = _tell_without_message
    try:
        app()
    except KoeError as error:
        from flows.night import redacted

        say(f"koe: {redacted(str(error))}")
        sys.exit(error.exit_code)


def _tell_without_message(
    kind: type[BaseException], _error: BaseException, trace: TracebackType | None
) -> None:
    """Where a foreign exception came from, but not its message: it may quote a customer, and
    what a nightly run prints ends up in a mail."""
    sys.stderr.write("".join(traceback.format_tb(trace)))
    say(
        f"koe: {kind.__module__}.{kind.__name__} (its message is left out: it may quote a customer)"
    )
    say("Next: please report this with the lines above.")


if __name__ == "__main__":
    main()
