"""What the product is called tells no matter apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nlp.embedding import default_embedder
from nlp.product_name import hiding, without_product
from nlp.topics.clusters import clusters
from records.voice import Voice

NAMES = ("Mikan Pay", "みかんペイ", " ")
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
    ],
)
def test_the_product_is_hidden_by_each_of_its_names(said: str, seen: str) -> None:
    assert hiding(NAMES)(said) == seen


def test_an_account_that_names_no_product_hides_nothing() -> None:
    assert hiding(("", " "))("Mikan Pay") == "Mikan Pay"


def test_only_the_text_of_a_voice_differs() -> None:
    said = datetime(2026, 1, 1, tzinfo=UTC)
    voices = [
        Voice(str(at), "s", "t", "m", 0, len(text), text, "en", said)
        for at, text in enumerate(("Mikan is slow", "The app is slow"))
    ]
    branded, plain = without_product(voices, hiding(NAMES))
    assert (branded.voice_id, branded.text) == ("0", "<PRODUCT> is slow")
    assert plain is voices[1]


def test_texts_that_share_only_the_products_name_are_no_topic() -> None:
    embed, hide = default_embedder().embed, hiding(("Zorvex",))
    hidden = [hide(text) for text in NOTHING_ELSE_IN_COMMON]
    together = clusters(NOTHING_ELSE_IN_COMMON, embed(NOTHING_ELSE_IN_COMMON))
    apart = clusters(hidden, embed(hidden))
    assert (together >= 0).sum() > len(hidden) / 2
    assert (apart >= 0).sum() == 0
