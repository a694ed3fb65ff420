"""Whole tickets: one person is one placeholder, and a name found once goes everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.privacy import redactor
from flows.redaction import storable
from flows.settings import build_settings
from nlp.privacy import PLACEHOLDER, Redactor
from records.errors import ConfigurationError


def test_a_name_found_in_one_message_goes_in_quoted_history_without_a_cue() -> None:
    texts = ["氏名：沢渡 響子\nよろしく", "> 沢渡の件ですが\n確認します"]
    assert Redactor().redact_tickets([texts]) == [
        ["氏名：<NAME>\nよろしく", "> <NAME>の件ですが\n確認します"]
    ]


def test_two_people_of_a_ticket_are_told_apart_and_each_keeps_one_placeholder() -> None:
    texts = [
        "My name is John Smith.",
        "Hi John,\nI forwarded it.\nRegards,\nEmily Carter",
        "Emily Carter called",
    ]
    clean = Redactor().redact_tickets([texts])[0]
    assert clean[0] == "My name is <NAME>."
    assert clean[1].startswith("Hi <NAME>,")
    assert clean[1].endswith("<NAME_2>")
    assert clean[2] == "<NAME_2> called"


def test_surname_full_name_and_reading_are_one_person() -> None:
    texts = ["山田太郎と申します。", "山田様、お待たせしました。", "やまださんから電話です。"]
    clean = Redactor().redact_tickets([texts])[0]
    assert [PLACEHOLDER.findall(text) for text in clean] == [["<NAME>"]] * 3


def test_names_of_one_ticket_say_nothing_about_another() -> None:
    first, second = Redactor().redact_tickets([["氏名：沢渡 響子"], ["沢渡温泉の近くです"]])
    assert first == ["氏名：<NAME>"]
    assert second == ["沢渡温泉の近くです"]


def test_numbered_placeholders_are_left_alone() -> None:
    assert Redactor().redact(["<NAME_2>様から<NAME>様へ"]) == ["<NAME_2>様から<NAME>様へ"]


def test_an_accounts_own_secret_goes(tmp_path: Path) -> None:

    values = {"privacy": {"secrets": {"gift_code": "GIFT-([0-9A-Z]{8})"}}}
    clean = redactor(build_settings(values, root=tmp_path))
    assert clean.redact(["コードは GIFT-AB12CD34 です"]) == ["コードは GIFT-<SECRET> です"]


@pytest.mark.parametrize("pattern", ["(", ".*", "(a)(b)"])
def test_a_secret_that_is_no_usable_pattern_is_refused_by_name(
    pattern: str, tmp_path: Path
) -> None:

    with pytest.raises(ConfigurationError, match="gift_code"):
        build_settings({"privacy": {"secrets": {"gift_code": pattern}}}, root=tmp_path)


def test_half_an_emoji_and_nul_bytes_are_replaced_at_the_door() -> None:
    clean = storable("落ちます\x00\ud83d")
    assert clean == "落ちます\ufffd\ufffd"
    assert clean.encode("utf-8")
