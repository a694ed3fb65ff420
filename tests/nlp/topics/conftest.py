"""Voices for tests, written by hand: the same matters in Japanese and English."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from records.voice import Kind, Voice

CODE_EN = (
    "The verification code never arrives by SMS",
    "I am not receiving the verification code",
    "No SMS code arrives on my phone",
    "The SMS with the verification code is not arriving",
    "Verification code text message does not arrive",
    "I requested the SMS code three times and it never arrives",
    "Why is the verification code not arriving by text message?",
    "Still waiting for the verification code SMS",
)
CODE_JA = (
    "認証コードが届かない",
    "SMSの認証コードが届きません",
    "認証コードのSMSが何度やっても届きません",
    "ログインの認証コードがスマホに届かない",
    "認証コードのメッセージが届かないのですが",
    "認証コードを再送しても届きません",
    "SMSで認証コードが届きません、どうすればいいですか",
    "携帯に認証コードが届かず困っています",
)
REFUND_EN = (
    "My refund has not been paid back yet",
    "When will the refund reach my bank account?",
    "I am still waiting for my refund",
    "The shop sent the refund but I have not received the money",
    "Refund for the cancelled order is missing",
    "My refund is not showing in the balance",
    "The refund has not arrived after two weeks",
    "Where is the refund for my cancelled order?",
)
REFUND_JA = (
    "返金がまだ口座に入っていません",
    "返金はいつ反映されますか",
    "キャンセルした注文の返金がまだです",
    "返金されたはずなのに残高に反映されません",
    "お店で返金処理をしたのに返金されない",
    "二週間たっても返金されません",
    "返金が確認できません",
    "キャンセル分の返金が届きません",
)
CRASH_JA = (
    "支払い画面を開くとアプリが落ちる",
    "アプリが支払い画面で強制終了します",
    "支払い画面を開いた瞬間にアプリが落ちます",
    "アプリが落ちて支払い画面が使えない",
    "アップデートしたらアプリが落ちるようになった",
    "支払うボタンを押すとアプリが落ちる",
    "支払い画面でアプリが固まって落ちます",
    "アプリが何度も落ちて支払いできない",
)


def _speak(
    texts: Sequence[str], language: str, tag: str, kind: Kind = Kind.COMPLAINT
) -> list[Voice]:
    """One voice, one ticket per text; ids depend on the tag and the place."""
    return [
        Voice(
            hashlib.sha256(f"{tag}/{at}".encode()).hexdigest(),
            "shop",
            f"{tag}-{at}",
            f"{tag}-{at}-1",
            0,
            len(text),
            text,
            language,
            datetime(2026, 1, 1, tzinfo=UTC),
            kind,
        )
        for at, text in enumerate(texts)
    ]


class Speech:
    """The matters above, and how to say them."""

    speak = staticmethod(_speak)
    code_en, code_ja = CODE_EN, CODE_JA
    refund_en, refund_ja = REFUND_EN, REFUND_JA
    crash_ja = CRASH_JA


@pytest.fixture(scope="session")
def speech() -> type[Speech]:
    """Hand-written voices in two languages."""
    return Speech
