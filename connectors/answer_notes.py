"""What support reads in a ticket when the product team's answer changes.

An internal note for agents, in the language of the ticket: the answer, why, where it stands, and
once it shipped what to write to the customer.
"""

from __future__ import annotations

from connectors.replies import shipped_draft
from records.issue import Answer, AnsweredTicket

ANSWERS_JA = {
    Answer.ACCEPTED: "採用(対応する予定です)",
    Answer.IN_PROGRESS: "対応中",
    Answer.SHIPPED: "リリース済み",
    Answer.DECLINED: "見送り",
    Answer.NEEDS_INFO: "情報待ち(もう少し詳しく知りたい)",
}
ANSWERS_EN = {
    Answer.ACCEPTED: "accepted (it will be worked on)",
    Answer.IN_PROGRESS: "in progress",
    Answer.SHIPPED: "shipped",
    Answer.DECLINED: "declined",
    Answer.NEEDS_INFO: "more information needed",
}


def answer_note(told: AnsweredTicket, language: str, product: str) -> str:
    """The note, in ``language`` (ja, or English for anything else)."""
    lines = _japanese(told) if language == "ja" else _english(told)
    if told.answer is Answer.SHIPPED:
        title = "お客様への返信案:" if language == "ja" else "A reply to the customer could be:"
        name = _name(told, language)
        draft = shipped_draft(language, name, product, told.fixed_in, told.released_on)
        lines += ["", title, draft]
    return "\n".join(lines)


def _japanese(told: AnsweredTicket) -> list[str]:
    reason = "質問" if told.answer is Answer.NEEDS_INFO else "理由"
    return [
        f"【社内メモ】製品チームの回答: {ANSWERS_JA[told.answer]}",
        f"このお問い合わせの件「{_name(told, 'ja')}」は、同じ声(全{told.tickets}件、"
        f"お客様{told.customers}名)とまとめて製品チームに伝えてあります。",
        *([f"{reason}: {told.reason}"] if told.reason else []),
        f"課題: {told.issue_key} {told.issue_url}",
    ]


def _english(told: AnsweredTicket) -> list[str]:
    reason = "Question" if told.answer is Answer.NEEDS_INFO else "Reason"
    people = "customer" if told.customers == 1 else "customers"
    tickets = "ticket" if told.tickets == 1 else "tickets"
    return [
        f"[Internal note] The product team's answer: {ANSWERS_EN[told.answer]}",
        f'What this customer reported ("{_name(told, "en")}") was brought to the product team '
        f"together with others like it: {told.tickets} {tickets} of {told.customers} {people}.",
        *([f"{reason}: {told.reason}"] if told.reason else []),
        f"Issue: {told.issue_key} {told.issue_url}",
    ]


def _name(told: AnsweredTicket, language: str) -> str:
    names = (told.name_ja, told.name_en)
    first, second = names if language == "ja" else names[::-1]
    return first or second or told.issue_key
