"""``koe alerts``: what rose, and what people decided about it."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app import console
from app.deciding import decide
from app.options import CONFIG, Config, Json

Reason = Annotated[str | None, typer.Option("--reason", help="Why, for the others to read.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides. Default: the login name.")]
Named = Annotated[str, typer.Argument(help="The alert's id, or the beginning of it.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(
        help="What rose, came up, came back or missed its target.", no_args_is_help=True
    )
    group.command("list")(alerts_list)
    group.command("ack")(alerts_ack)
    group.command("snooze")(alerts_snooze)
    group.command("reopen")(alerts_reopen)
    app.add_typer(group, name="alerts", rich_help_panel="Read")


def alerts_list(
    config: Config = CONFIG,
    every: Annotated[bool, typer.Option("--all", help="Settled and past ones too.")] = False,
    as_json: Json = False,
) -> None:
    """List the alerts: what, since when, how sure, what stands out, three quotes each.

    Example: koe alerts list --all
    """
    from flows.settings import load_settings
    from warehouse.alerts.keep import alerts_of

    settings = load_settings(config)
    found = alerts_of(settings.snapshot, only_open=not every)
    if as_json:
        console.as_json([asdict(one) for one in found])
        return
    columns = ("id", "kind", "state", "what", "since", "tickets", "expected", "p", "stands out")
    table = Table(*columns, "quotes")
    for one in found:
        out = one.stands_out
        table.add_row(
            one.alert_id,
            one.kind,
            one.state,
            one.name_ja or one.name_en or one.subject,
            f"{one.since.astimezone(settings.account.zone):%Y-%m-%d %H:%M}",
            f"{one.observed:.3g}",
            f"{one.expected:.3g}",
            f"{one.p_value:.1g}",
            f"{out.value} {out.share:.0%} (usual {out.usual:.0%})" if out else "",
            "\n".join(f"“{quote.text}”" for quote in one.quotes),
        )
    console.data().print(table)


def alerts_ack(alert: Named, config: Config = CONFIG, reason: Reason = None, by: By = None) -> None:
    """Acknowledge an alert: seen, it is not shown as open any more.

    Example: koe alerts ack 3f9a --reason "known, fixed in 6.2.1"
    """
    _decide(config, alert, "ack", None, reason, by)


def alerts_snooze(
    alert: Named,
    config: Config = CONFIG,
    days: Annotated[int, typer.Option(min=1, help="For so many days from today.")] = 7,
    reason: Reason = None,
    by: By = None,
) -> None:
    """Keep an alert and its topic silent for some days.

    Example: koe alerts snooze 3f9a --days 14
    """
    from flows.settings import load_settings

    today = datetime.now(UTC).astimezone(load_settings(config).account.zone).date()
    _decide(config, alert, "snooze", today + timedelta(days=days), reason, by)


def alerts_reopen(
    alert: Named, config: Config = CONFIG, reason: Reason = None, by: By = None
) -> None:
    """Take an acknowledgement or a snooze back: the alert is open again.

    Example: koe alerts reopen 3f9a --reason "not fixed after all"
    """
    _decide(config, alert, "reopen", None, reason, by)


def _decide(
    config: Path,
    named: str,
    decision: str,
    until: date | None,
    reason: str | None,
    by: str | None,
) -> None:
    from records.decision import AlertDecision, AlertWish

    wish = AlertWish(AlertDecision(decision), named, by or getpass.getuser(), reason, until)
    decide(config, wish, f"{named}: {decision}" + (f" until {until}" if until else ""))
