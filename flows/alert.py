"""Alert: tell what rose, came up, came back or missed its target, and keep silent otherwise."""

from __future__ import annotations

from flows.night import Counts, Night
from flows.settings import Settings
from records.alert import Alert
from warehouse.alerts.keep import keep_targets
from warehouse.alerts.night import Account, raise_alerts, rules_of
from warehouse.alerts.rules import Rules


def alert(night: Night) -> Counts:
    """Test this night's counts; every alert is kept with its quotes, for page and digest."""
    settings = night.settings
    with night.warehouse.transaction() as conn:
        keep_targets(conn, targets_of(settings))
    account = Account(
        settings.account.time_zone, settings.account.country, night.run_id, night.clock()
    )
    told = raise_alerts(night.warehouse, daily_rules(settings), account)
    for one in told.raised:
        night.say(f"alert {one.alert_id}: {in_words(one)}")
    return {"series": told.series, "alerts_raised": len(told.raised), "alerts_open": told.still}


def daily_rules(settings: Settings) -> Rules:
    """When a rise is told, as the settings have it."""
    wanted = settings.alerts
    return rules_of(wanted.false_share, wanted.customers, wanted.least_ratio, wanted.quiet_days)


def targets_of(settings: Settings) -> dict[str, tuple[float, float | None]]:
    """Metric -> what is wanted and the hours it counts by."""
    wanted = settings.targets
    return {
        "reply_in_time": (wanted.reply_share, wanted.reply_hours),
        "same_day_reply": (wanted.same_day_share, None),
        "contact_rate": (wanted.contact_rate, None),
        "missed_reply": (1.0, wanted.missed_reply_hours),
    }


def in_words(alert: Alert) -> str:
    """One line for the log: no name and no quote, which a log must not keep."""
    since = f"{alert.since:%Y-%m-%d}"
    figures = f"{alert.observed:.3g} against {alert.expected:.3g}, p {alert.p_value:.1g}"
    return f"{alert.kind} of {alert.subject} since {since}: {figures}"
