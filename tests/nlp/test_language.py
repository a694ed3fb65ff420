"""Which language a text is in."""

from __future__ import annotations

import pytest

from nlp.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("アプリが落ちます", "ja"),
        ("ｱﾌﾟﾘ", "ja"),
        ("返金希望", "ja"),
        ("至急対応願います", "ja"),
        ("iPhone 15のSafariでloginできない", "ja"),
        (
            "エラー: java.lang.NullPointerException at org.apache.hadoop.Foo"
            " が毎回出て困っています",
            "ja",
        ),
        ("<NAME>様 <EMAIL>", "ja"),
        ("髙﨑", "ja"),
        ("the app crashes", "en"),
        ("ｈｅｌｌｏ", "en"),
        ("I get 「認証エラー」 on the login page every single time I try to pay", "en"),
        ("C'est cassé", "en"),
        ("<NAME> <EMAIL> thanks", "en"),
        ("see https://example.com/a/b/c/d/e/f/g/h の件", "ja"),
        ("我的账户无法登录，请帮我", "other"),
        ("您好，我们没有收到退款", "other"),
        ("안녕하세요 결제가 안 됩니다", "other"),
        ("Приложение не работает", "other"),
        ("", "other"),
        ("12345 !?", "other"),
        ("<EMAIL>", "other"),
        ("👍", "other"),
    ],
)
def test_the_script_tells_the_language(text: str, language: str) -> None:
    assert detect(text) == language


def test_full_width_and_half_width_forms_do_not_change_the_answer() -> None:
    assert detect("ｐａｙできない") == detect("payできない") == "ja"
