"""What the product is called tells no matter apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nlp.embedding import default_embedder
from nlp.product_name import hiding, without_product
from nlp.topics.clusters import clusters
from nlp.topics.pool import gather, wording_key
from records.voice import Kind, Voice

NAMES = ("Mikan Pay", "Mikan", "みかんペイ", "LINE", "ライン", " ")
NOTHING_ELSE_IN_COMMON = (
    "Is Zorvex down?",
    "love Zorvex",
    "why Zorvex",
    "Zorvex fees",
    "hate Zorvex",
    "Zorvex in Osaka",
    "my mother's Zorvex",
    "Zorvex invoice",
    "leaving Zorvex",
    "Zorvex for a school",
)


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("I left Mikan Pay.", "I left <PRODUCT>."),
        ("mikan-pay is down, MIKANPAY too", "<PRODUCT> is down, <PRODUCT> too"),
        ("Mikan's app", "<PRODUCT>'s app"),
        ("みかんペイの残高が増えない", "<PRODUCT>の残高が増えない"),
        ("Mikanshop and the pay button", "Mikanshop and the pay button"),
        ("みかんのキャンペーン", "みかんのキャンペーン"),
        ("Ｍｉｋａｎ　Ｐａｙ が落ちる", "<PRODUCT> が落ちる"),
        ("LINEで届いた", "<PRODUCT>で届いた"),
        ("the line is busy", "the line is busy"),
        ("ラインで届いた", "<PRODUCT>で届いた"),
        ("オンラインのガイドライン、ラインナップ", "オンラインのガイドライン、ラインナップ"),
        ("<PRODUCT> of <NAME> is slow", "<PRODUCT> of <NAME> is slow"),
        ("ＡＴＭ", "ＡＴＭ"),
    ],
)
def test_the_product_is_hidden_by_each_of_its_names(said: str, seen: str) -> None:
    assert hiding(NAMES)(said) == seen


@pytest.mark.parametrize("names", [(), ("", " "), ("-",), ("X", "&")])
def test_an_account_that_names_no_product_hides_nothing(names: tuple[str, ...]) -> None:
    assert hiding(names)("Mikan Pay - X & カード") == "Mikan Pay - X & カード"


def test_a_product_called_like_a_placeholder_leaves_placeholders_alone() -> None:
    hide = hiding(("Product", "Card"))
    assert hide(hide("the card of <NAME>, <CARD>")) == "the <PRODUCT> of <NAME>, <CARD>"


def test_only_the_text_of_a_voice_differs() -> None:
    said = datetime(2026, 1, 1, tzinfo=UTC)
    voices = [
        Voice(str(at), "s", "t", "m", 0, len(text), text, "en", said)
        for at, text in enumerate(("Mikan is slow", "The app is slow"))
    ]
    branded, plain = without_product(voices, hiding(NAMES))
    assert (branded.voice_id, branded.text) == ("0", "<PRODUCT> is slow")
    assert plain is voices[1]


def test_hiragana_with_the_products_name_founds_no_topic_either() -> None:
    said = datetime(2026, 1, 1, tzinfo=UTC)
    texts = [
        *(f"カードの残高が増えない{n}回目" for n in "一二三四五六"),
        "<PRODUCT>のざんだかがふえない",
    ]
    voices = [
        Voice(text, "s", "t", "m", 0, len(text), text, "ja", said, Kind.COMPLAINT) for text in texts
    ]
    assert gather(voices, default_embedder().embed(texts)).texts == sorted(
        texts[:-1], key=wording_key
    )


def test_texts_that_share_only_the_products_name_are_no_topic() -> None:
    embed, hide = default_embedder().embed, hiding(("Zorvex",))
    hidden = [hide(text) for text in NOTHING_ELSE_IN_COMMON]
    together = clusters(NOTHING_ELSE_IN_COMMON, embed(NOTHING_ELSE_IN_COMMON))
    apart = clusters(hidden, embed(hidden))
    assert (together >= 0).sum() > len(hidden) / 2
    assert (apart >= 0).sum() == 0
