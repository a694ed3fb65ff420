"""The words of the page Figures and of the scorecard, (Japanese, English)."""

from __future__ import annotations

from connectors.page.words import Pair

WORDS: dict[str, Pair] = {
    "targets": ("この7日の目標", "Targets, last 7 days"),
    "target": ("目標", "target"),
    "target_met": ("達成", "met"),
    "target_missed": ("未達", "missed"),
    "targets_hint": (
        "期限内の返信は{hours}時間以内の最初の返信です。時間は夜間・休日も数えます。",
        "A reply is in time within {hours} hours; nights and days off count.",
    ),
    "missed": ("返信漏れの可能性", "Possibly missed replies"),
    "missed_hint": (
        "お客様が最後に書き、{hours}時間を過ぎても返信がない問い合わせです。待ち時間の長い順です。"
        "行の左端を選ぶか、下で選ぶと、やりとりが開きます。",
        "The customer wrote last and nobody answered within {hours} hours; longest waiting first. "
        "Select a row at its left edge, or choose below, to read what the customer wrote.",
    ),
    "nobody_missed": (
        "{hours}時間を過ぎて返信を待っているお客様はいません。",
        "No customer has waited longer than {hours} hours for a reply.",
    ),
    "read_ticket": ("チケットを読む", "Read a ticket"),
    "waits_since": ("最後の受信", "Wrote last"),
    "waits_days": ("待ち日数", "Days waiting"),
    "by_week": ("週ごとの動き", "Week by week"),
    "counted_by": ("分け方", "Counted by"),
    "nothing_counted": (
        "この分け方で数えられる問い合わせはまだありません。",
        "No ticket tells this yet.",
    ),
    "last_whole_week": (
        "{day}からの週（終わった最後の週）を、その前の4週の平均と比べています。",
        "The week from {day}, the last that is over, beside the mean of the four weeks before.",
    ),
    "name_of_it": ("名前", "Name"),
    "tickets_short": ("問い合わせ", "Tickets"),
    "usual": ("ふだん", "Usual"),
    "share_of_all": ("割合", "Share"),
    "customer_time": ("お客様の時間", "Customers' time"),
    "customer_time_hint": (
        "問い合わせが届いた週ごと。返信と解決までの時間は中央値です。再連絡は、前の7日間にも問い合わせて"
        "いた割合、交代は返信した担当者が替わった回数の平均です。今週はまだ増えます。",
        "By the week tickets came in; hours to reply and to solution are medians. Messages are "
        "those a customer had to write, “Back again” the part with another ticket in the "
        "seven days before. The newest week will still grow.",
    ),
    "week_of": ("週", "Week of"),
    "to_reply": ("返信（時間）", "Reply (h)"),
    "to_solution": ("解決（時間）", "Solution (h)"),
    "their_messages": ("送信回数", "Messages"),
    "recontacts": ("再連絡", "Back again"),
    "handoffs": ("交代", "Handoffs"),
    "reopened": ("再開", "Reopened"),
    "csat": ("満足度", "CSAT"),
    "contact_rate": ("お客様千人あたりの問い合わせ", "Tickets per 1,000 active customers"),
    "no_active_customers": (
        "月ごとの利用者数（設定 intake.customers_active）を渡すと表示します。",
        "Shown once Koe is told how many customers are active a month "
        "(setting intake.customers_active).",
    ),
    "month": ("月", "Month"),
    "per_1000": ("千人あたり", "Per 1,000"),
    "interval": ("95％区間", "95 % interval"),
    "active_customers": ("利用者数", "Active customers"),
    "one_agent": ("一人だけが答えているトピック", "Topics only one agent answers"),
    "one_agent_hint": (
        "直近90日に5件以上あり、返信した担当者が一人だけです。不在のときに止まります。",
        "Five tickets or more in 90 days, all answered by the same person: "
        "they stand still when that person is away.",
    ),
    "no_one_agent": (
        "一人だけに頼っているトピックはありません。",
        "No topic depends on one person.",
    ),
    "scorecard": ("Koeの成績表", "Koe's scorecard"),
    "no_scorecard": (
        "まだ測っていません。`koe scorecard` で測れます。",
        "Not measured here yet: `koe scorecard`.",
    ),
    "promise": ("約束していること", "What is promised"),
    "now": ("今回", "Now"),
    "before": ("前回", "Before"),
}

# What trends are counted by beside the topic, in the words of the view trend_weekly.
DIMENSIONS: dict[str, Pair] = {
    "theme": ("テーマ", "Theme"),
    "product_area": ("製品の領域", "Product area"),
    "segment": ("お客様の区分", "Segment"),
    "channel": ("経路", "Channel"),
    "language": ("言語", "Language"),
}
FIRST_DIMENSION = next(iter(DIMENSIONS))
