"""The page's own words, (Japanese, English). What customers wrote is never translated."""

from __future__ import annotations

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "title": ("お客様の声", "The customers' voice"),
    "until": ("集計日", "data until"),
    "tickets": ("問い合わせ", "tickets"),
    "customers": ("お客様", "customers"),
    "topics": ("トピック", "topics"),
    "covered": ("トピックに入った割合", "in a topic"),
    "quarantined": ("読めなかった行", "rows in quarantine"),
    "rose": ("この7日で増えたもの", "What rose in these seven days"),
    "nothing_rose": ("はっきり増えたトピックはありません。", "No topic rose clearly."),
    "waiting": ("プロダクトチームの返事を待っているもの", "Waiting for the product team's answer"),
    "nothing_waits": ("返事待ちはありません。", "Nothing waits."),
    "all": ("すべてのトピック", "All topics"),
    "name": ("トピック", "topic"),
    "trend": ("週ごとの件数", "tickets a week"),
    "last": ("直近7日", "last 7 days"),
    "prior": ("その前の7日", "7 days before"),
    "change": ("増減", "change"),
    "total": ("合計", "all"),
    "type": ("種類", "kind"),
    "answer": ("開発からの回答", "product's answer"),
    "filter": ("トピックを絞り込む", "Filter topics"),
    "words": ("特徴語", "words"),
    "since": ("初出", "first seen"),
    "newest": ("新しい声", "newest voices"),
    "ticket": ("チケット", "ticket"),
    "muted": ("通知停止中", "muted"),
    "run": ("この夜の処理", "This night's run"),
    "stage": ("段階", "stage"),
    "seconds": ("秒", "seconds"),
    "counts": ("件数", "counts"),
    "privacy": (
        "個人情報は保存の前に取り除かれ、<NAME> などに置き換えられています。",
        "Personal data was removed before anything was stored; <NAME> and the like stand for it.",
    ),
}

ANSWERS: dict[str, Pair] = {
    "received": ("受付", "received"),
    "considering": ("検討中", "considering"),
    "in_progress": ("対応中", "in progress"),
    "shipped": ("リリース済み", "shipped"),
    "declined": ("見送り", "declined"),
    "duplicate": ("重複", "duplicate"),
    "gone": ("見つかりません", "gone"),
}

REQUEST_TYPES: dict[str, Pair] = {
    "evaluation": ("検討", "evaluation"),
    "contract": ("契約", "contract"),
    "price": ("料金", "price"),
    "how-to": ("使い方", "how-to"),
    "bug": ("不具合", "bug"),
    "request": ("要望", "request"),
    "complaint": ("苦情", "complaint"),
    "praise": ("お褒め", "praise"),
    "repair": ("修理", "repair"),
    "order": ("注文", "order"),
    "account": ("アカウント", "account"),
    "cancellation": ("解約", "cancellation"),
    "opinion on support": ("サポートへの意見", "opinion on support"),
}
