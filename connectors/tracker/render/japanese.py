"""The sentences of an issue in Japanese. What each says is told in ``words``."""

from __future__ import annotations

from datetime import date

from connectors.tracker.effect import Effect
from records.issue import Said


class Japanese:
    """日本語。"""

    voices = "お客様の声"
    voices_hint = "お客様の言葉をそのまま載せています（新しい順）。"
    hidden = "<NAME> や <EMAIL> などは、個人情報を伏せた箇所です。"
    trend = "件数の動き"
    who = "どのようなお客様か"
    reply = "サポートからの今のご案内"
    reply_hint = "同じお問い合わせに、サポートは多くの場合このように答えています。"
    about = "この課題について"
    weeks_header: tuple[str, ...] = ("週の始まり（月曜）", "お客様", "件数", "")
    week_running = "（途中）"
    previous = "前回の課題"
    support_evidence = "サポートが根拠として挙げたお客様の言葉です。"

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
        return f"そのうち{customers}人は、この7日間にお問い合わせくださっています。"

    def version(self, version: str, tickets: int, of: int) -> str:
        """The version that most of them have."""
        return f"{of}件のうち{tickets}件はバージョン{version}をお使いのお客様です。"

    def headline(self, sentence: str, name: str) -> str:
        """A customer's words before the keywords."""
        return f"「{sentence}」（{name}）" if name else f"「{sentence}」"

    def moves(self, last: int, weeks: int, mean: float, direction: int) -> str:
        """How the last whole week compares."""
        how = {-1: "減っています", 0: "ほぼ同じです", 1: "増えています"}[direction]
        before = "その前の週" if weeks == 1 else f"その前の{weeks}週間の平均"
        return f"先週は{last}人で、{before}（{mean:.0f}人）と比べて{how}。"

    def known_segments(self, known: int, tickets: int) -> str:
        """What share of the tickets the segments stand for."""
        return f"お客様の区分が分かるのは、{tickets}件のうち{known}件です。"

    def more(self, number: int) -> str:
        """Segments that are not named."""
        return f"ほかに、件数の少ない区分が{number}あります。"

    def share(self, name: str, tickets: int) -> str:
        """One segment or version."""
        return f"{name}: {tickets}件"

    def release(self, version: str) -> str:
        """A version of the product."""
        return f"バージョン {version}"

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

    def how_to_answer(
        self, mute: str, mute_30: str, quiet: str, question: str, days: int, growth: float
    ) -> tuple[str, ...]:
        """What the reader can do."""
        return (
            "対応する: いつもどおり進めて、終わったら完了にしてください。"
            "リリース後も同じ声が続くときだけ、もう一度お知らせします。",
            "対応しない: 解決状況を「対応しない」「再現しない」などにして完了にしてください。"
            f"お答えはそのままサポートに伝わります。お問い合わせが{growth:g}倍に増えない限り、"
            f"{days}日間はお知らせしません。お知らせするのも一度だけです。",
            f"もっと知りたい: ラベル {question} を付けて、コメントで質問してください。"
            "質問はサポートに表示され、ここで回答できます。",
            "ほかの課題と同じ: 「重複」として完了にするか、相手の課題にリンクしてください。",
            f"お知らせを止める: ラベル {mute}（ずっと）、{mute_30}（30日間）、"
            f"{quiet}（新しいコメントだけ止め、数字の更新は続ける）を付けてください。",
        )

    def footer(self) -> str:
        """Who wrote this and what happens to it."""
        return (
            "サポートに届いた声をまとめる Koe が自動で起票しました。"
            "タイトル、担当者、優先度を Koe が書き換えることはありません。"
            "この説明文も、お客様からお申し出のあった言葉を取り除くとき以外は変えません。"
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

    def news_effect(self, effect: Effect, since: str) -> str:
        """What became of the voices."""
        told = (
            f"完了前の{effect.days:g}日間に{effect.before}件あったお問い合わせは、お客様に届いたはずの"
            f"{since}からの{effect.days:g}日間では{effect.after}件でした。"
        )
        if effect.fell and effect.high is not None:
            least, most = 100 * (1 - effect.high), 100 * (1 - effect.low)
            fell = f"{least:.0f}〜{most:.0f}%の減少です（95%信頼区間）。"
            return f"{told}{fell}お客様に届いています。ありがとうございました。"
        if effect.rose:
            return f"{told}偶然とは言えないほど増えています。"
        return f"{told}件数が少ないか差が小さく、効果があったかどうかはまだ言えません。"

    def news_support(self, kind: Said, by_whom: str) -> str:
        """Whose words follow."""
        return {
            Said.DISPUTE: f"サポート（{by_whom}）から、もう一度ご検討のお願いです。",
            Said.ESCALATE: (
                f"サポート（{by_whom}）が再検討をお願いしましたが、お返事をいただけていません。"
                "決められる方へお取り次ぎください。"
            ),
            Said.INFORM: f"サポート（{by_whom}）から、ご質問への回答です。",
            Said.REPLIED: f"サポート（{by_whom}）がお客様にご案内しました。",
        }[kind]

    def news_declined_old(self, tickets: int, decided: str) -> str:
        """The no is old and the voices go on."""
        return (
            f"{decided}に見送りと伺いましたが、この90日間にも{tickets}件のお問い合わせがありました。"
            "今もお考えが同じでしたら、そのままで構いません。"
        )
