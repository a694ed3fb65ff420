"""The digest's own words, (Japanese, English). What customers wrote is never translated."""

from __future__ import annotations

from records.alert import EVERYTHING, Alert, AlertKind
from records.digest import Digest, DigestTopic

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "daily": ("きょうのお客様の声", "The customers' voice, daily"),
    "weekly": ("今週のお客様の声", "The customers' voice, weekly"),
    "created": ("問い合わせ {n}件（前回 {before}件）", "{n} tickets ({before} the time before)"),
    "alerts": ("気づいた変化", "What changed"),
    "no_alerts": ("はっきりした変化はありません。", "Nothing changed clearly."),
    "topics": ("多いトピック", "Largest topics"),
    "targets": ("目標", "Targets"),
    "waiting": ("開発の回答を待っているもの", "Waiting for the product team"),
    "missed": ("返信が漏れているかもしれない問い合わせ: {n}件", "Possibly missed replies: {n}"),
    "since": ("{day}から", "since {day}"),
    "figures": ("{observed}件（ふだんは {expected}件）", "{observed} tickets (usually {expected})"),
    "reached": ("{observed}（目標 {expected}）", "{observed} (target {expected})"),
    "stands_out": (
        "とくに {value}（{share}、ふだん {usual}）", "above all {value} ({share}, usually {usual})",
    ),
    "sure": ("偶然の確率 {p}", "by chance with p = {p}"),
    "more": ("ほか {n}件", "{n} more"),
}  # fmt: skip

KINDS: dict[AlertKind, Pair] = {
    AlertKind.RISE: ("増加", "rise"),
    AlertKind.NEW: ("新しい", "new"),
    AlertKind.COMEBACK: ("修正後に再発", "back after a fix"),
    AlertKind.TARGET: ("目標未達", "target missed"),
}

SUBJECTS: dict[str, Pair] = {
    EVERYTHING: ("すべての問い合わせ", "All tickets"),
    "reply_in_time": ("期限内の返信", "Replies in time"),
    "same_day_reply": ("当日中の返信", "Replies on the same day"),
    "contact_rate": ("月の問い合わせ数", "Tickets of the month"),
}


def side(language: str) -> int:
    """0 for Japanese, 1 for English: the place in a pair."""
    return 0 if language == "ja" else 1


def say(language: str, key: str, **values: object) -> str:
    """The words for ``key`` with its ``{names}`` filled."""
    return WORDS[key][side(language)].format(**values)


def subject_line(digest: Digest, language: str) -> str:
    """The mail's subject: kind, product and days, without a line break."""
    kind = say(language, "weekly" if digest.weekly else "daily")
    days = f"{digest.first:%m/%d}-{digest.last:%m/%d}" if digest.weekly else f"{digest.last:%m/%d}"
    return " ".join(f"{kind}: {digest.product} {days}".split())


def topic_name(one: DigestTopic | Alert, language: str) -> str:
    """The name in the reader's language where there is one, else in the other."""
    names = (one.name_ja, one.name_en) if language == "ja" else (one.name_en, one.name_ja)
    return names[0] or names[1] or ""


def subject(alert: Alert, language: str) -> str:
    """What an alert is about."""
    told = SUBJECTS.get(alert.subject)
    return told[side(language)] if told else topic_name(alert, language) or alert.subject


def alert_lines(alert: Alert, language: str) -> list[str]:
    """What, since when, how sure and what stands out."""
    lines = [say(language, "since", day=f"{alert.since:%m/%d}"), _figures(alert, language)]
    lines.append(say(language, "sure", p=f"{alert.p_value:.1g}"))
    if (out := alert.stands_out) is not None:
        shares = {"share": f"{out.share:.0%}", "usual": f"{out.usual:.0%}"}
        lines.append(say(language, "stands_out", value=out.value, **shares))
    return lines


def _figures(alert: Alert, language: str) -> str:
    if alert.kind is AlertKind.TARGET and alert.expected <= 1:
        told = {"observed": f"{alert.observed:.0%}", "expected": f"{alert.expected:.0%}"}
        return say(language, "reached", **told)
    figures = {"observed": f"{alert.observed:,.0f}", "expected": f"{alert.expected:,.1f}"}
    return say(language, "figures", **figures)
