"""The page's own words, (Japanese, English). What customers wrote is never translated."""

from __future__ import annotations

from datetime import date

Pair = tuple[str, str]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

WORDS: dict[str, Pair] = {
    "title": ("お客様の声", "The customers' voice"),
    "until": ("{day}までの問い合わせ", "Tickets up to {day}"),
    "counted": ("集計した問い合わせ", "tickets counted"),
    "counted_last": (
        "直近7日の集計（{from_day}以降、受付{created}件中）",
        "counted in the last 7 days (since {from_day}), of {created} received",
    ),
    "customers": ("お客様", "customers"),
    "topics": ("トピック", "topics"),
    "covered": ("トピックに入った割合", "are in a topic"),
    "quarantined": ("読めなかった行", "rows could not be read"),
    "still_out": (
        "直近7日に届いた{created}件のうち、集計できたのは{counted}件（{share}）です。対応中や解決直後の"
        "{missing}件はあとの夜に加わるため、この7日の件数はこれから増えます。「増えたもの」は"
        "この分を差し引いて判定しています。",
        "Of the {created} tickets received in the last 7 days, {counted} ({share}) are counted. "
        "{missing} are open or only just resolved and will join on later nights, so these days "
        "will still grow. “What rose” allows for that.",
    ),
    "alerts": ("気づいた変化", "What changed"),
    "alerts_hint": (
        "偶然では説明しにくい変化だけを知らせます。確認したら koe alerts ack で消せます。",
        "Only what chance hardly explains. Once seen, koe alerts ack puts it away.",
    ),
    "more_alerts": ("ほか{n}件は koe alerts list で見られます。", "{n} more: koe alerts list."),
    "rose": ("この7日で増えたもの", "What rose in these 7 days"),
    "nothing_rose": ("はっきり増えたトピックはありません。", "No topic rose clearly."),
    "from_to": ("{last}件（その前の7日 {prior}件）", "{last} in 7 days ({prior} in the 7 before)"),
    "risen": ("▲ 増加", "▲ rose"),
    "waiting": ("開発の回答を待っているもの", "Waiting for the product team"),
    "nothing_waits": ("回答待ちはありません。", "Nothing waits."),
    "answered": ("開発から回答があったもの", "Answered by the product team"),
    "nothing_answered": ("まだ回答はありません。", "No answer yet."),
    "since_day": ("{day}から", "since {day}"),
    "on_day": ("{day}", "{day}"),
    "and_more": ("ほか{n}件は下の表にあります。", "{n} more in the table below."),
    "all": ("すべてのトピック", "All topics"),
    "filter": ("名前・声から探す", "Search names and voices"),
    "shown": ("件を表示", "shown"),
    "hint": (
        "トピックを押すと声が開きます。見出しを押すと並べ替えます。1件の問い合わせが複数の"
        "トピックに入ることがあるので、件数の合計は問い合わせ数と一致しません。",
        "Press a topic to read its voices, a heading to sort. A ticket may speak of several "
        "topics, so the rows add up to more than the tickets.",
    ),
    "name": ("トピック", "Topic"),
    "type": ("種類", "Kind"),
    "trend": ("週ごとの件数", "Tickets a week"),
    "last": ("直近7日", "Last 7 days"),
    "change": ("増減", "Change"),
    "total": ("累計", "All"),
    "by": ("お客様", "Customers"),
    "answer": ("開発の回答", "Answer"),
    "high": ("重要度 高", "high severity"),
    "muted": ("通知停止中", "muted"),
    "facts": (
        "初出 {first}。直近7日 {last}件、その前の7日 {prior}件。",
        "First seen {first}. {last} tickets in the last 7 days, {prior} in the 7 before.",
    ),
    "keywords": ("特徴語", "Words"),
    "newest": ("新しい声", "Newest voices"),
    "typical": ("典型的な声", "Typical voices"),
    "ticket": ("チケット", "Ticket"),
    "part_week": (
        "枠だけの棒はまだ途中の週、▼はリリースです。週は月曜始まりです。",
        "An outlined bar is a week not yet over, ▼ a release. Weeks begin on Monday.",
    ),
    "weekly": ("週ごとの問い合わせ（集計分）", "Tickets counted, by week"),
    "coverage": ("すべての問い合わせの行き先", "Where every ticket stands"),
    "sum": ("合計", "Sum"),
    "run": ("この夜の処理", "This night's run"),
    "stage": ("段階", "Stage"),
    "seconds": ("秒", "Seconds"),
    "counts": ("件数", "Counts"),
    "privacy": (
        "個人情報は保存の前に取り除かれ、<NAME> などに置き換えられています。声は原文のままです。",
        "Personal data was removed before anything was stored; <NAME> and the like stand for it. "
        "Voices are in the customer's own words.",
    ),
}

ANSWERS: dict[str, Pair] = {
    "received": ("受付", "received"),
    "considering": ("検討中", "considering"),
    "accepted": ("採用", "accepted"),
    "needs_info": ("情報待ち", "needs information"),
    "in_progress": ("対応中", "in progress"),
    "shipped": ("リリース済み", "shipped"),
    "declined": ("見送り", "declined"),
    "duplicate": ("重複", "duplicate"),
    "gone": ("閲覧不可", "gone"),
}

# As in nlp/labels/taxonomy.yaml; a label of somebody's own taxonomy is shown as it is.
REQUEST_TYPES: dict[str, Pair] = {
    "evaluation": ("導入検討", "Evaluation"),
    "contract": ("契約", "Contract"),
    "price": ("料金", "Price"),
    "how-to": ("操作方法", "How-to"),
    "bug": ("不具合", "Bug"),
    "request": ("要望", "Request"),
    "complaint": ("苦情", "Complaint"),
    "praise": ("お褒め", "Praise"),
    "repair": ("修理・交換", "Repair"),
    "order": ("注文・予約・配送", "Order"),
    "account": ("アカウント", "Account"),
    "cancellation": ("解約・取消", "Cancellation"),
    "opinion on support": ("サポートへの意見", "Opinion on support"),
}

# The fields of records.page.Coverage, in its order.
PLACES: dict[str, Pair] = {
    "in_topic": ("トピックに入った", "In a topic"),
    "waiting": ("まだ合うトピックがない", "Fits no topic yet"),
    "too_short": ("短すぎて判断できない", "Too short to tell"),
    "context": ("あいさつや説明だけ", "Greetings or context only"),
    "no_voice": ("お客様の言葉がない", "No words of a customer"),
    "settling": ("解決直後（次の夜以降に集計）", "Only just resolved (counted on a later night)"),
    "open": ("対応中（解決後に集計）", "Still open (counted once resolved)"),
    "left_out": ("対象外（迷惑・削除・統合）", "Left out (spam, deleted, merged)"),
}

STAGES: dict[str, Pair] = {
    "intake": ("取り込み", "intake"),
    "analyse": ("分析", "analyse"),
    "alert": ("変化の検知", "alert"),
    "report": ("起票と回答の確認", "report"),
    "publish": ("公開", "publish"),
}

STATES: dict[str, Pair] = {
    "running": ("この実行の中でページを作成", "page made during this run"),
    "done": ("完了", "done"),
    "failed": ("失敗", "failed"),
    "killed": ("中断", "killed"),
}

# The counts that the stages in flows/ report; one that is not here is shown under its own name.
COUNTS: dict[str, Pair] = {
    "files": ("ファイル", "files"),
    "files_known": ("既知のファイル", "files known"),
    "read": ("読んだ行", "rows read"),
    "loaded": ("新規・更新", "loaded"),
    "unchanged": ("変更なし", "unchanged"),
    "stale": ("古い行", "stale"),
    "quarantined": ("読めなかった行", "quarantined"),
    "tickets": ("問い合わせ", "tickets"),
    "voices": ("声", "voices"),
    "in_topic": ("既存トピックへ", "into known topics"),
    "joined_new_topics": ("新トピックへ", "into new topics"),
    "topics_born": ("新しいトピック", "topics born"),
    "waiting": ("待機中の声", "voices waiting"),
    "clusters_rejected": ("見送った候補", "candidates rejected"),
    "retracted": ("取り下げ", "retracted"),
    "series": ("調べた系列", "series tested"),
    "alerts_raised": ("新しい検知", "alerts raised"),
    "alerts_open": ("続いている検知", "alerts open"),
    "planned": ("予定", "planned"),
    "held": ("保留", "held"),
    "created": ("起票", "created"),
    "answers_heard": ("届いた回答", "answers heard"),
}


def fill(pair: Pair, **values: Pair | str | int) -> Pair:
    """The pair with its ``{names}`` filled, each from its own language; numbers get commas."""
    ja, en = ({key: _one(value, side) for key, value in values.items()} for side in (0, 1))
    return pair[0].format(**ja), pair[1].format(**en)


def _one(value: Pair | str | int, side: int) -> str:
    if isinstance(value, tuple):
        return value[side]
    return f"{value:,}" if isinstance(value, int) else value


def short_day(day: date) -> Pair:
    """10月29日(木) / Thu 29 Oct. No strftime: its words follow the machine's locale."""
    weekday, month = day.weekday(), day.month - 1
    return (
        f"{day.month}月{day.day}日({'月火水木金土日'[weekday]})",
        f"{WEEKDAYS[weekday]} {day.day} {MONTHS[month]}",
    )


def long_day(day: date) -> Pair:
    """The same with its year."""
    ja, en = short_day(day)
    return f"{day.year}年{ja}", f"{en} {day.year}"
