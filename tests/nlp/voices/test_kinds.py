"""Complaint, request, question, praise or context: by endings and cue words."""

from __future__ import annotations

import pytest

from nlp.voices import is_generic, kind_of, sentence_kind
from records.voice import Kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("アプリが落ちます。", Kind.COMPLAINT),
        ("ログインできません", Kind.COMPLAINT),
        ("対応がひどいです。", Kind.COMPLAINT),
        ("通知が多すぎて困っています。", Kind.COMPLAINT),
        ("アプリ開かれへんで。", Kind.COMPLAINT),
        ("ダークモードを追加してほしいです。", Kind.REQUEST),
        ("領収書を発行してください。", Kind.REQUEST),
        ("宛名を変えていただけますか。", Kind.REQUEST),
        ("はよ直してや", Kind.REQUEST),
        ("駅から近い宿がいいです。", Kind.REQUEST),
        ("手数料はいくらですか？", Kind.QUESTION),
        ("どうすれば解約できますか", Kind.QUESTION),
        ("設定の方法を教えてください。", Kind.QUESTION),
        ("とても便利で助かりました。", Kind.PRAISE),
        ("直りました！", Kind.PRAISE),
        ("機種はPixel 8です。", Kind.CONTEXT),
        ("はい、そうです。", Kind.CONTEXT),
    ],
)
def test_the_kind_of_a_japanese_sentence(text: str, kind: Kind) -> None:
    assert sentence_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It doesn't work.", Kind.COMPLAINT),
        ("The app keeps crashing", Kind.COMPLAINT),
        ("still waiting for my card", Kind.COMPLAINT),
        ("I'm not happy with this.", Kind.COMPLAINT),
        ("Please add a dark mode.", Kind.REQUEST),
        ("Can you send me a receipt?", Kind.REQUEST),
        ("I would like to order a card.", Kind.REQUEST),
        ("How do I top up?", Kind.QUESTION),
        ("can i use it abroad", Kind.QUESTION),
        ("I wonder if there is a limit", Kind.QUESTION),
        ("I love this app!", Kind.PRAISE),
        ("It works now.", Kind.PRAISE),
        ("I am using a Pixel 8.", Kind.CONTEXT),
        ("Yes, that one.", Kind.CONTEXT),
    ],
)
def test_the_kind_of_an_english_sentence(text: str, kind: Kind) -> None:
    assert sentence_kind(text) is kind


def test_what_a_display_says_is_not_what_the_customer_asks() -> None:
    text = "走行中に「安全な場所に停車してください。」の警告が出た。"
    assert sentence_kind(text) is Kind.COMPLAINT


@pytest.mark.parametrize(
    ("sentences", "kind"),
    [
        (["支払い画面で落ちます。", "どうすればいいですか。"], Kind.COMPLAINT),
        (["The app crashes.", "Can you please fix this?"], Kind.COMPLAINT),
        (["My PIN expired.", "How do I top up?"], Kind.COMPLAINT),
        (["I am using a Pixel 8.", "How do I top up?"], Kind.QUESTION),
        (["Can you please help?"], Kind.REQUEST),
    ],
)
def test_a_stated_problem_outweighs_the_question_that_follows(
    sentences: list[str], kind: Kind
) -> None:
    assert kind_of(sentences) is kind


@pytest.mark.parametrize(
    "text", ["Please fix this.", "どうすればいいですか。", "なんとかしてください", "Please help!"]
)
def test_asking_for_help_without_a_matter_is_generic(text: str) -> None:
    assert is_generic(text)


@pytest.mark.parametrize("text", ["Please fix the camera.", "返金してください。"])
def test_asking_for_something_is_not_generic(text: str) -> None:
    assert not is_generic(text)
