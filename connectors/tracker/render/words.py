"""The sentences of an issue, in Japanese and in English.

Each language is one class with the same methods, so that neither is a translation of the
other's grammar and a missing sentence is a type error. Nothing here knows a topic; numbers
and names come in.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Words(Protocol):
    """What a language must be able to say."""

    voices: str
    voices_hint: str
    hidden: str
    trend: str
    who: str
    reply: str
    reply_hint: str
    about: str
    weeks_header: tuple[str, ...]
    week_running: str
    previous: str

    def day(self, day: date, today: date) -> str: ...
    def title(self, name: str, customers: int, since: str, version: str | None) -> str: ...
    def since(self, first: date, today: date) -> str: ...
    def lead(self, customers: int, tickets: int, first: str, last: str) -> str: ...
    def lately(self, customers: int) -> str: ...
    def version(self, version: str, tickets: int, of: int) -> str: ...
    def share(self, name: str, tickets: int) -> str: ...
    def ticket(self, ticket_id: str) -> str: ...
    def state_of(self, day: str) -> str: ...
    def why(self, customers: int, severe: bool) -> str: ...
    def again(self, key: str, tickets: int) -> str: ...
    def how_to_answer(self, mute: str, mute_30: str, quiet: str, days: int) -> tuple[str, ...]: ...
    def footer(self) -> str: ...
    def evidence_footer(self) -> str: ...
    def news_severe(self) -> str: ...
    def news_grown(self, before: int, now: int) -> str: ...
    def news_segments(self, names: str) -> str: ...
    def news_reopened(self, tickets: int, since: str) -> str: ...
    def news_back_again(self, tickets: int, since: str, times: int) -> str: ...
    def news_declined_grown(self, before: int, now: int) -> str: ...
    def news_declined_old(self, tickets: int, decided: str) -> str: ...


class Japanese:
    """日本語。"""

    voices = "お客様の声"
    voices_hint = "お客様の言葉をそのまま載せています（新しい順）。"
    hidden = "<NAME> や <EMAIL> などは、個人情報を伏せた箇所です。"
    trend = "件数の動き"
    who = "どのようなお客様か"
    reply = "サポートからの今のご案内"
    reply_hint = "同じお問い合わせに、サポートは多くの場合このように答えています。"
    about = "このチケットについて"
    weeks_header = ("週（月曜から）", "お客様", "件数", "")
    week_running = "（途中）"
    previous = "前回のチケット"

    def day(self, day: date, today: date) -> str:
        """10月3日; with the year where it is another one."""
        short = f"{day.month}月{day.day}日"
        return short if day.year == today.year else f"{day.year}年{short}"

    def since(self, first: date, today: date) -> str:
        """10/3〜."""
        short = f"{first.month}/{first.day}〜"
        return short if first.year == today.year else f"{first.year}/{short}"

    def title(self, name: str, customers: int, since: str, version: str | None) -> str:
        """One line for the backlog list."""
        facts = f"{since}、多くは{version}" if version else since
        return f"{name} — {customers}人のお客様 ({facts})"

    def lead(self, customers: int, tickets: int, first: str, last: str) -> str:
        """Who, how many, when."""
        span = first if first == last else f"{first}から{last}まで"
        return f"{span}に、{customers}人のお客様から{tickets}件のお問い合わせがありました。"

    def lately(self, customers: int) -> str:
        """The last seven days."""
        if not customers:
            return "この7日間には新しいお問い合わせはありません。"
        return f"この7日間では{customers}人です。"

    def version(self, version: str, tickets: int, of: int) -> str:
        """The version that most of them have."""
        return f"{of}件のうち{tickets}件はバージョン{version}をお使いのお客様です。"

    def share(self, name: str, tickets: int) -> str:
        """One segment or version."""
        return f"{name}: {tickets}件"

    def ticket(self, ticket_id: str) -> str:
        """What a link to the helpdesk is called."""
        return f"お問い合わせ {ticket_id}"

    def state_of(self, day: str) -> str:
        """The heading of the evidence note."""
        return f"最新の状況（{day}現在）"

    def why(self, customers: int, severe: bool) -> str:
        """Why it was filed."""
        weight = "影響の大きい内容で、" if severe else ""
        return f"{weight}{customers}人のお客様から同じ内容の声が続いているため、起票しました。"

    def again(self, key: str, tickets: int) -> str:
        """Why it was filed although an earlier one was closed."""
        return f"{key} の完了後も、同じ内容のお問い合わせが{tickets}件届いています。"

    def how_to_answer(self, mute: str, mute_30: str, quiet: str, days: int) -> tuple[str, ...]:
        """What the reader can do."""
        return (
            "対応する: いつもどおり進めて、終わったら完了にしてください。"
            "リリース後も同じ声が続くときだけ、もう一度お知らせします。",
            "対応しない: 解決状況を「対応しない」「再現しない」などにして完了にしてください。"
            f"そのままサポートに伝わり、{days}日間は重ねてお願いしません。",
            "ほかの課題と同じ: 「重複」として完了にするか、相手の課題にリンクしてください。",
            f"お知らせを止める: ラベル {mute}（ずっと）、{mute_30}（30日間）、"
            f"{quiet}（新しいコメントだけ止め、数字の更新は続ける）を付けてください。",
        )

    def footer(self) -> str:
        """Who wrote this and what happens to it."""
        return (
            "サポートに届いた声をまとめる Koe が自動で起票しました。"
            "この説明文とタイトル、担当者、優先度を Koe が書き換えることはありません。"
            "新しい数字と声は、週に1回、ひとつのコメントを更新してお知らせします。"
        )

    def evidence_footer(self) -> str:
        """What happens to the evidence note."""
        return "このコメントは Koe が週に1回まで更新します。"

    def news_severe(self) -> str:
        """Severity rose."""
        return "影響の大きい内容の声が増えてきました。"

    def news_grown(self, before: int, now: int) -> str:
        """Twice as many."""
        return f"お困りのお客様が、前回お知らせした{before}人から{now}人に増えました。"

    def news_segments(self, names: str) -> str:
        """New kinds of customers."""
        return f"新しく {names} のお客様からも届くようになりました。"

    def news_reopened(self, tickets: int, since: str) -> str:
        """It came back."""
        return (
            f"完了後、お客様に届いたはずの{since}より後にも、同じ内容のお問い合わせが"
            f"{tickets}件ありました。直っていない可能性があるため、未着手に戻しました。"
        )

    def news_back_again(self, tickets: int, since: str, times: int) -> str:
        """It came back too often."""
        return (
            f"{since}より後にも同じ内容のお問い合わせが{tickets}件ありました。"
            f"すでに{times}回戻しているため、今回は完了のままにしています。"
            "どうするか、ご判断をお願いします。"
        )

    def news_declined_grown(self, before: int, now: int) -> str:
        """Far more since the no."""
        return (
            f"見送りと伺ったあと、お問い合わせが{before}件から{now}件に増えました。"
            "状況が変わったため、一度だけお知らせします。"
        )

    def news_declined_old(self, tickets: int, decided: str) -> str:
        """The no is old and the voices go on."""
        return (
            f"{decided}に見送りと伺いましたが、この90日間にも{tickets}件のお問い合わせがありました。"
            "今もお考えが同じでしたら、そのままで構いません。"
        )


class English:
    """English."""

    voices = "What customers say"
    voices_hint = "In their own words, newest first."
    hidden = "<NAME>, <EMAIL> and the like stand where personal data was removed."
    trend = "How it moves"
    who = "Who they are"
    reply = "What support tells them today"
    reply_hint = "The most common answer that support gives to this."
    about = "About this issue"
    weeks_header = ("Week (from Monday)", "Customers", "Tickets", "")
    week_running = " (so far)"
    previous = "The earlier issue"

    def day(self, day: date, today: date) -> str:
        """Oct 3; with the year where it is another one."""
        short = f"{day:%b} {day.day}"
        return short if day.year == today.year else f"{short}, {day.year}"

    def since(self, first: date, today: date) -> str:
        """Since Oct 3."""
        return f"since {self.day(first, today)}"

    def title(self, name: str, customers: int, since: str, version: str | None) -> str:
        """One line for the backlog list."""
        facts = f"{since}, mostly on {version}" if version else since
        return f"{name} — {_count(customers, 'customer')} ({facts})"

    def lead(self, customers: int, tickets: int, first: str, last: str) -> str:
        """Who, how many, when."""
        span = f"On {first}" if first == last else f"Between {first} and {last}"
        return f"{span}, {_count(customers, 'customer')} wrote {_count(tickets, 'ticket')} about this."

    def lately(self, customers: int) -> str:
        """The last seven days."""
        if not customers:
            return "Nobody has written in the last seven days."
        return f"In the last seven days it was {_count(customers, 'customer')}."

    def version(self, version: str, tickets: int, of: int) -> str:
        """The version that most of them have."""
        return f"{tickets} of the {of} tickets come from version {version}."

    def share(self, name: str, tickets: int) -> str:
        """One segment or version."""
        return f"{name}: {_count(tickets, 'ticket')}"

    def ticket(self, ticket_id: str) -> str:
        """What a link to the helpdesk is called."""
        return f"ticket {ticket_id}"

    def state_of(self, day: str) -> str:
        """The heading of the evidence note."""
        return f"Where it stands on {day}"

    def why(self, customers: int, severe: bool) -> str:
        """Why it was filed."""
        weight = "The impact is high, and " if severe else ""
        many = f"{_count(customers, 'customer')} independently reported the same thing"
        return f"Filed because {many}." if not weight else f"{weight}{many}."

    def again(self, key: str, tickets: int) -> str:
        """Why it was filed although an earlier one was closed."""
        return f"{key} was closed, but {_count(tickets, 'ticket')} about the same came after that."

    def how_to_answer(self, mute: str, mute_30: str, quiet: str, days: int) -> tuple[str, ...]:
        """What the reader can do."""
        return (
            "You will fix it: work as usual and close it when it is done. "
            "You hear of it again only if customers still report it after the release.",
            "You will not: close it with a resolution such as Won't Do or Cannot Reproduce. "
            f"Support sees your answer as it is, and nobody asks you again for {days} days.",
            "It is the same as another issue: close it as a duplicate, or link the two.",
            f"You want quiet: add the label {mute} (for good), {mute_30} (30 days) or {quiet} "
            "(no new comments, figures still updated).",
        )

    def footer(self) -> str:
        """Who wrote this and what happens to it."""
        return (
            "Filed automatically by Koe, which gathers what customers tell support. "
            "Koe never changes this description, the title, the assignee or the priority. "
            "New figures and quotes come as one comment, updated once a week."
        )

    def evidence_footer(self) -> str:
        """What happens to the evidence note."""
        return "Koe updates this comment, at most once a week."

    def news_severe(self) -> str:
        """Severity rose."""
        return "What customers now describe is more serious than before."

    def news_grown(self, before: int, now: int) -> str:
        """Twice as many."""
        return f"The number of customers affected rose from {before}, as last told, to {now}."

    def news_segments(self, names: str) -> str:
        """New kinds of customers."""
        return f"Customers of a kind not seen before now write about this: {names}."

    def news_reopened(self, tickets: int, since: str) -> str:
        """It came back."""
        return (
            f"This was closed, but {_count(tickets, 'ticket')} about the same came after {since}, "
            "when the fix should have reached customers. It may not be fixed, so it is open again."
        )

    def news_back_again(self, tickets: int, since: str, times: int) -> str:
        """It came back too often."""
        return (
            f"{_count(tickets, 'ticket').capitalize()} about the same came after {since}. "
            f"Koe has reopened this {times} times already and leaves it closed now. "
            "Could someone decide what should happen?"
        )

    def news_declined_grown(self, before: int, now: int) -> str:
        """Far more since the no."""
        return (
            f"Since you declined this, it has grown from {before} to {_count(now, 'ticket')}. "
            "As the situation has changed, you are told once."
        )

    def news_declined_old(self, tickets: int, decided: str) -> str:
        """The no is old and the voices go on."""
        return (
            f"You declined this on {decided}; in the last 90 days {_count(tickets, 'ticket')} "
            "came about it all the same. If your answer stands, there is nothing to do."
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


JAPANESE, ENGLISH = Japanese(), English()


def words_for(language: str, topic_language: str) -> Words:
    """The words of a project setting (ja, en, or topic: that of the topic's voices)."""
    chosen = topic_language if language == "topic" else language
    return JAPANESE if chosen == "ja" else ENGLISH
