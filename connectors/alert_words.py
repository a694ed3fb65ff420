"""An alert in words, (Japanese, English), for page, mail and chat alike."""

from __future__ import annotations

import math

from records.alert import AREA, EVERYTHING, Alert, AlertKind, StandsOut

Pair = tuple[str, str]

KINDS: dict[str, Pair] = {
    AlertKind.RISE: ("増加", "Rise"),
    AlertKind.NEW: ("新しい", "New"),
    AlertKind.COMEBACK: ("修正後に再発", "Back after a fix"),
    AlertKind.TARGET: ("目標未達", "Target missed"),
}
SUBJECTS: dict[str, Pair] = {
    EVERYTHING: ("すべての問い合わせ", "All tickets"),
    "reply_in_time": ("期限内の返信", "Replies in time"),
    "same_day_reply": ("当日中の返信", "Replies on the same day"),
    "contact_rate": ("月の問い合わせ数", "Tickets of the month"),
}
FIGURES = ("{observed}件（ふだんは{expected}件）", "{observed} tickets (usually {expected})")
REACHED = ("{observed}（目標 {expected}）", "{observed} (target {expected})")
BY_CHANCE = ("偶然なら約{times}回に1回", "by chance about once in {times}")
HARDLY = ("偶然なら{times}回に1回未満", "by chance less than once in {times}")
RAREST = 10_000  # beyond that the counts cannot tell one rarity from another
STANDS_OUT = (
    "とくに「{value}」（{share}、ふだん {usual}）",
    "above all “{value}” ({share}, usually {usual})",
)


def subject(alert: Alert) -> Pair:
    """What it is about: the topic's names, or what else the alert is about."""
    plain = alert.subject.removeprefix(AREA)
    ja, en = SUBJECTS.get(alert.subject, (plain, plain))
    return alert.name_ja or alert.name_en or ja, alert.name_en or alert.name_ja or en


def figures(alert: Alert) -> Pair:
    """Observed against expected; a share as per cent."""
    if alert.kind is AlertKind.TARGET and alert.expected <= 1:
        return reached(alert.observed, alert.expected)
    told = {"observed": f"{alert.observed:,.0f}", "expected": f"{alert.expected:,.1f}"}
    return _filled(FIGURES, told)


def reached(share: float, target: float) -> Pair:
    """A share (0..1) and what was wanted."""
    observed, expected = share_and_target(share, target)
    return _filled(REACHED, {"observed": observed, "expected": expected})


def share_and_target(share: float, target: float) -> Pair:
    """Both as per cent. A share that rounding would put on the other side of its target is told to
    one decimal, cut off: 89.97 % of 90 % wanted are 89.9 %."""
    wanted, whole = round(100 * target, 6), round(100 * share)
    told = f"{whole}%"
    if (whole >= wanted) != (share >= target):
        told = f"{math.floor(round(1000 * share, 6)) / 10:.1f}%"
    return told, f"{round(wanted, 2):g}%"


def sure(alert: Alert) -> Pair:
    """How rarely chance alone shows as much, in round numbers."""
    if alert.p_value * RAREST < 1:
        return _filled(HARDLY, {"times": f"{RAREST:,}"})
    return _filled(BY_CHANCE, {"times": f"{float(f'{1 / alert.p_value:.1g}'):,.0f}"})


def standing_out(out: StandsOut) -> Pair:
    """The version, segment … that stands out."""
    shares = {"share": f"{out.share:.0%}", "usual": f"{out.usual:.0%}"}
    return _filled(STANDS_OUT, {"value": out.value, **shares})


def _filled(pair: Pair, values: dict[str, str]) -> Pair:
    return pair[0].format(**values), pair[1].format(**values)
