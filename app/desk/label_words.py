"""The words of the page Labels, (Japanese, English)."""

from __future__ import annotations

from connectors.page.words import Pair

WORDS: dict[str, Pair] = {
    "labels": ("ラベル", "Labels"),
    "correct_one": ("声を直す・移す", "Correct or move a voice"),
    "move_it": ("移す", "Move"),
    "move_to": ("移す先のトピック", "The topic it belongs to"),
    "no_topic": ("まだない", "none yet"),
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
        "Koeの自信がなく、互いに似ていない声です。訂正はモデルより常に優先されます。わからない声は"
        "「あとで」を押すと、ページを開き直すまで最後に回ります。",
        "Voices that Koe is unsure of, unlike each other. No model overrules what you say. "
        "“Later” puts one you cannot answer behind all others until you load the page again.",
    ),
    "later": ("あとで", "Later"),
    "said_so_far": ("これまでの訂正", "Corrections so far"),
    "nothing_said": ("まだありません。", "None yet."),
}


# The questions that are asked of a voice; an account's own are shown under their own names.
LABELS_OF_KINDS: dict[str, Pair] = {
    "request_type": ("問い合わせの種類", "Kind of request"),
    "stage": ("段階", "Stage"),
    "sentiment": ("感情", "Sentiment"),
    "severity": ("重要度", "Severity"),
    "product_area": ("製品の領域", "Product area"),
}
