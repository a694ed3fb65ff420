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
        "薄い棒はまだ終わっていない週、縦の破線はリリース、▼は気づいた変化です。",
        "A pale bar is a week not yet over; a dashed line is a release, ▼ an alert.",
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
    "kept": ("記録しました。反映しています。", "Kept. It is being carried out."),
    "by_and_why": (
        "決める人と理由を入力してください。",
        "Please say who decides and why.",
    ),
    "under_way": ("反映中", "Under way:"),
    "waits_for_night": ("夜の処理が終わるのを待っています", "Waiting for the night:"),
    "refused": ("できませんでした", "Could not be done:"),
    "withdraw": ("取り下げる", "Withdraw"),
    "put_away": ("閉じる", "Dismiss"),
    "undone": ("取り消し済み", "undone"),
    "alert": ("変化", "Alert"),
    "alerts": ("気づいた変化", "What changed"),
    "no_alerts": (
        "偶然では説明しにくい変化はありません。",
        "Nothing that chance does not explain.",
    ),
    "past_alerts": ("これまでの変化と対応", "Earlier alerts and what was decided"),
    "decide_alert": ("確認した・あとで知らせる", "Acknowledge or snooze"),
    "ack": ("確認した", "Acknowledge"),
    "snooze": ("あとで知らせる", "Snooze"),
    "snooze_days": ("{n}日間は知らせない", "Silent for {n} days"),
    "reopen": ("もう一度開く", "Reopen"),
    "open": ("未確認", "open"),
    "acknowledged": ("確認済み", "acknowledged"),
    "snoozed": ("保留中", "snoozed"),
    "over": ("おさまった", "over"),
    "until": ("（{day}まで）", "(until {day})"),
    "by_customers": ("お客様{n}人", "{n} customers"),
    "by_customers_one": ("お客様{n}人", "{n} customer"),
    "labels": ("ラベル", "Labels"),
    "correct_one": ("ラベルを直す", "Correct a label"),
    "voice_or_ticket": ("声またはチケットの番号", "Voice or ticket id"),
    "voice_or_ticket_help": (
        "声の番号の先頭6文字以上、またはチケットの番号。チケットなら、その中の用件すべてに効きます。",
        "The first six or more characters of a voice's id, or a ticket's id: then it holds for "
        "every matter the ticket raises.",
    ),
    "question": ("項目", "Question"),
    "value": ("正しいラベル", "What it is"),
    "correction": ("訂正", "Correction"),
    "undone_one": ("訂正{n}を取り消し", "correction {n} undone"),
    "holds": ("有効", "Holds"),
    "by_person": ("人が決めた", "a person said so"),
    "unsure": ("判断できない", "not sure"),
    "label_next": ("教えると最も役立つ声", "Most useful to label next"),
    "label_next_hint": (
        "Koeの自信がなく、互いに似ていない声です。訂正はモデルより常に優先されます。",
        "Voices that Koe is unsure of, unlike each other. No model overrules what you say.",
    ),
    "said_so_far": ("これまでの訂正", "Corrections so far"),
    "nothing_said": ("まだありません。", "None yet."),
    "life_born": ("誕生", "born"),
    "life_kept": ("維持", "kept"),
    "life_split": ("分割", "split"),
    "life_merged": ("統合", "merged"),
    "life_retired": ("引退", "retired"),
    "history": ("これまでの決定", "Decisions so far"),
    "reader": (
        "閲覧のみの権限です。決定は reviewer が行えます。",
        "You may read. Reviewers decide.",
    ),
    "sign_in": ("サインイン", "Sign in"),
    "sign_out": ("サインアウト", "Sign out"),
    "privacy": PAGE_WORDS["privacy"],
}


# The questions that are asked of a voice; an account's own are shown under their own names.
LABELS_OF_KINDS: dict[str, Pair] = {
    "request_type": ("問い合わせの種類", "Kind of request"),
    "stage": ("段階", "Stage"),
    "sentiment": ("感情", "Sentiment"),
    "severity": ("重要度", "Severity"),
    "product_area": ("製品の領域", "Product area"),
}


def told(key: str, side: int, **values: object) -> str:
    """A word in the reader's language: ``side`` 0 is Japanese, 1 English."""
    return WORDS[key][side].format(**values)


def either(pair: Pair | None, side: int, otherwise: object = "") -> str:
    """One side of a pair, or what stands for a missing one."""
    return pair[side] if pair else str(otherwise or "")


def told_or_same(key: str, side: int) -> str:
    """A word of the machine's in the reader's language, or as it is where none is known."""
    return either(WORDS.get(key), side, key.removeprefix("life_"))
