"""What a customer would read once something shipped."""

from __future__ import annotations

from datetime import date

import pytest

from connectors.replies import shipped_draft

OUT = date(2026, 10, 15)


def test_a_draft_names_the_matter_the_release_and_its_day() -> None:
    english = shipped_draft("en", "card cannot be added", "Mikan Pay", "6.2.1", OUT)
    assert "You wrote to us about this: card cannot be added." in english
    assert "dealt with in version 6.2.1, out since October 15." in english
    japanese = shipped_draft("ja", "アプリが落ちる", "みかんペイ", "6.2.1", OUT)
    assert "以前お問い合わせいただいた「アプリが落ちる」の件" in japanese
    assert "10月15日に公開したバージョン6.2.1で対応いたしました" in japanese


@pytest.mark.parametrize("name", ["screen · open", "ディーラー・異音"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_words_side_by_side_are_shown_to_no_customer(language: str, name: str) -> None:
    draft = shipped_draft(language, name, "Mikan Pay", None, None)
    assert name not in draft
    assert ("以前お問い合わせいただいた件、" if language == "ja" else "to us a while ago.") in draft


@pytest.mark.parametrize(("language", "name"), [("ja", "app crashes"), ("en", "アプリが落ちる")])
def test_a_customer_reads_no_name_in_the_other_language(language: str, name: str) -> None:
    assert name not in shipped_draft(language, name, "Mikan Pay", None, None)
