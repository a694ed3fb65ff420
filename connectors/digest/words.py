"""The digest's own words, (Japanese, English). What customers wrote is never translated."""

from __future__ import annotations

from datetime import date

from connectors import alert_words
from connectors.alert_words import Pair
from connectors.page.words import MONTHS
from records.alert import Alert
from records.digest import Digest, DigestTopic

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
    "more": ("ほか {n}件", "{n} more"),
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
    days = day_of(digest.last, language)
    if digest.weekly:
        days = f"{day_of(digest.first, language)} – {days}"
    return " ".join(f"{kind}: {digest.product} {days}".split())


def day_of(day: date, language: str) -> str:
    """10/25 in Japanese, 25 Oct in English: there 5/10 is two days."""
    return f"{day:%m/%d}" if language == "ja" else f"{day.day} {MONTHS[day.month - 1]}"


def topic_name(one: DigestTopic | Alert, language: str) -> str:
    """The name in the reader's language where there is one, else in the other."""
    names = (one.name_ja, one.name_en) if language == "ja" else (one.name_en, one.name_ja)
    return names[0] or names[1] or ""


def change(one: DigestTopic) -> str:
    """Tickets more or less than the time before, as people read it."""
    more = one.tickets - one.before
    return f"{more:+,}".replace("-", "−") if more else "±0"


def subject(alert: Alert, language: str) -> str:
    """What an alert is about."""
    return alert_words.subject(alert)[side(language)]


def alert_lines(alert: Alert, language: str) -> list[str]:
    """What, since when, how sure and what stands out."""
    pairs = [alert_words.figures(alert), alert_words.sure(alert)]
    if alert.stands_out is not None:
        pairs.append(alert_words.standing_out(alert.stands_out))
    since = say(language, "since", day=day_of(alert.since, language))
    return [since, *(pair[side(language)] for pair in pairs)]
