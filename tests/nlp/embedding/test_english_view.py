"""English texts get a second view; Japanese ones lose nothing by it."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from nlp.embedding import default_embedder
from nlp.english_view import COLUMNS, EnglishView
from nlp.topics.bilingual import translations
from records.errors import ConfigurationError

ENGLISH = ["My card has not arrived yet", "Where is the card I ordered?", "How do I change my PIN?"]
JAPANESE = ["カードがまだ届きません", "暗証番号を変えたい", "login できません"]


@pytest.fixture(scope="module")
def view() -> EnglishView:
    return EnglishView()


@pytest.mark.slow
def test_english_meaning_is_seen_more_sharply(view: EnglishView) -> None:
    rows = view.embed(ENGLISH)
    assert rows.shape == (3, default_embedder().dimensions + COLUMNS)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


@pytest.mark.slow
def test_the_same_text_has_the_same_row_in_any_company(view: EnglishView) -> None:
    together = view.embed([*ENGLISH, *JAPANESE, "", ENGLISH[0]])
    alone = np.vstack([view.embed([text]) for text in [*ENGLISH, *JAPANESE, "", ENGLISH[0]]])
    assert np.allclose(together, alone, atol=2e-6)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


@pytest.mark.slow
def test_between_japanese_texts_nothing_changes(view: EnglishView) -> None:
    plain = default_embedder().embed(JAPANESE)
    assert np.allclose(view.embed(JAPANESE) @ view.embed(JAPANESE).T, plain @ plain.T, atol=1e-5)


@pytest.mark.slow
def test_a_matter_told_in_both_languages_is_still_one(view: EnglishView) -> None:
    japanese = ["カードがまだ届いていません", "アプリがすぐ落ちる"]
    english = ["My card still has not arrived", "The app crashes immediately"]
    default = default_embedder()
    found = translations(view.embed(japanese), view.embed(english))
    assert found == [(0, 0), (1, 1)]
    assert found == translations(default.embed(japanese), default.embed(english))


def test_without_the_extra_koe_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    from nlp import english_view

    english_view._model.cache_clear()
    with pytest.raises(ConfigurationError) as refused:
        EnglishView()
    assert "english" in refused.value.next_step
