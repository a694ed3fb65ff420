"""The desk's own words, (Japanese, English). What customers wrote is never translated."""

from __future__ import annotations

from connectors.page.words import WORDS as PAGE_WORDS
from connectors.page.words import Pair

WORDS: dict[str, Pair] = {
    "today": ("今日", "Today"),
    "topics": ("トピック一覧", "Topics"),
    "topic": ("トピック", "Topic"),
    "voices": ("声をさがす", "Voices"),
    "answers": ("開発の回答", "Answers"),
    "operations": ("運用", "Operations"),
    "language": ("Language / 言語", "Language / 言語"),
    "no_data": (
        "まだ集計された問い合わせがありません。`koe run` のあとに開いてください。",
        "No ticket is analysed yet. Open this again after `koe run`.",
    ),
    "as_of": ("{day}までの問い合わせ。", "Tickets up to {day}."),
    "tickets": ("集計した問い合わせ", "Tickets counted"),
    "week": ("直近7日", "Last 7 days"),
    "share": ("トピックに入った割合", "In a topic"),
    "waiting": ("開発の回答待ち", "Waiting for product"),
    "rose": ("増えたもの", "What rose"),
    "nothing_rose": ("はっきり増えたトピックはありません。", "No topic rose clearly."),
    "new": ("新しいトピック（14日以内）", "New topics (14 days)"),
    "nothing_new": ("新しいトピックはありません。", "No new topic."),
    "came_back": ("リリース後も届いている声", "Still coming in after a release"),
    "nothing_back": ("ありません。", "None."),
    "waits": ("回答を待っているもの（長い順）", "Waiting for an answer, longest first"),
    "nothing_waits": ("回答待ちはありません。", "Nothing waits."),
    "since": ("{day}から", "since {day}"),
    "from_to": ("{last}件（その前の7日 {prior}件）", "{last} tickets ({prior} the 7 days before)"),
    "name": ("トピック", "Topic"),
    "number": ("番号", "No."),
    "kind": ("種類", "Kind"),
    "severity": ("重要度", "Severity"),
    "trend": ("週ごと（12週）", "By week (12)"),
    "change": ("増減", "Change"),
    "all": ("累計", "All"),
    "customers": ("お客様", "Customers"),
    "answer": ("開発の回答", "Answer"),
    "issue": ("課題", "Issue"),
    "find": ("名前・特徴語から探す", "Search names and keywords"),
    "any": ("すべて", "Any"),
    "download": ("CSVで保存", "Download CSV"),
    "open_hint": (
        "行の左端を選ぶとトピックが開きます。見出しを押すと並べ替えます。",
        "Select a row at its left edge to open the topic; press a heading to sort.",
    ),
    "choose": ("トピックを選ぶ", "Choose a topic"),
    "weekly": ("週ごとの問い合わせ", "Tickets by week"),
    "release": ("リリース", "release"),
    "part_week": (
        "薄い棒はまだ終わっていない週、縦線はリリースです。",
        "A pale bar is a week not yet over; a line is a release.",
    ),
    "newest": ("お客様の声（新しい順）", "Voices, newest first"),
    "no_voice": ("条件に合う声はありません。", "No voice matches."),
    "shown": ("{n}件を表示", "{n} shown"),
    "shown_most": ("新しい{n}件を表示", "the newest {n} shown"),
    "segment": ("お客様の区分", "Segment"),
    "version": ("バージョン", "Version"),
    "spoken": ("言語", "Language"),
    "words": ("言葉", "Words"),
    "words_help": (
        "書かれたままの言葉で探します（例：届かない、refund）。",
        "Looks for the words as written (e.g. 届かない, refund).",
    ),
    "life": ("このトピックの経緯", "The life of this topic"),
    "conversation": ("開発とのやりとり", "The conversation with product"),
    "not_filed": (
        "まだ開発に届けていません。",
        "Not filed with the product team yet.",
    ),
    "replies": ("サポートの回答（新しい順）", "What support answered, newest first"),
    "who": ("誰の声か", "Who speaks"),
    "ticket": ("チケット", "Ticket"),
    "status": ("状態", "Status"),
    "reason": ("理由", "Reason"),
    "day": ("日付", "Day"),
    "runs": ("夜ごとの実行", "Runs"),
    "quarantine": ("読めなかった行", "Rows that could not be read"),
    "nothing_quarantined": ("ありません。", "None."),
    "fresh": (
        "解決から開発に見えるまで（分）",
        "Minutes from resolved to visible to product",
    ),
    "rows": ("行", "Rows"),
    "decide": ("このトピックについて決める", "Decide about this topic"),
    "name_ja": ("日本語の名前", "Japanese name"),
    "name_en": ("英語の名前", "English name"),
    "by": ("決める人", "Who decides"),
    "why": ("理由（残ります）", "Why (it is kept)"),
    "rename": ("名前を変える", "Rename"),
    "merge": ("別のトピックを統合する", "Merge another topic into this"),
    "split": ("分割する", "Split"),
    "mute": ("通知を止める", "Mute"),
    "unmute": ("通知を再開する", "Unmute"),
    "pin": ("固定する", "Pin"),
    "unpin": ("固定を外す", "Unpin"),
    "move": ("声を移す", "Move a voice here"),
    "voice": ("声の番号", "Voice id"),
    "other": ("統合するトピックの番号", "Number of the topic to merge"),
    "undo": ("取り消す", "Undo"),
    "do": ("実行", "Carry out"),
    "done": ("記録しました（決定 {n}）。", "Done and kept (decision {n})."),
    "history": ("これまでの決定", "Decisions so far"),
    "reader": (
        "閲覧のみの権限です。決定は reviewer が行えます。",
        "You may read. Reviewers decide.",
    ),
    "busy": (
        "夜の処理が動いています。終わってからもう一度お試しください。",
        "A run is going on. Please try again when it has ended.",
    ),
    "sign_in": ("サインイン", "Sign in"),
    "sign_out": ("サインアウト", "Sign out"),
    "privacy": PAGE_WORDS["privacy"],
}


def told(key: str, side: int, **values: object) -> str:
    """A word in the reader's language: ``side`` 0 is Japanese, 1 English."""
    return WORDS[key][side].format(**values)


def either(pair: Pair | None, side: int, otherwise: object = "") -> str:
    """One side of a pair, or what stands for a missing one."""
    return pair[side] if pair else str(otherwise or "")
