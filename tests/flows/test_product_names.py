"""An account's product name, hidden wherever a night looks for matters."""

from __future__ import annotations

from typing import Any

import pytest

from flows.erasure import prune_vectors
from flows.topic_models import as_topics_see, contrast_of, embedder_of
from warehouse import analysis

pytestmark = pytest.mark.slow


@pytest.fixture
def branded(account: Any) -> Any:
    """After a first night, a person writes into the settings what customers call the product."""
    account.values["account"] |= {"product": "app", "also_called": ["アプリ"]}
    return account


def test_vectors_are_kept_of_what_was_said_and_of_what_topics_see(branded: Any) -> None:
    night = branded.night()
    said = [
        voice
        for topic in analysis.topics(night.warehouse)
        for voice in analysis.voices_of(night.warehouse, topic.topic_uid)
    ]
    first = embedder_of(night)
    told, _ = as_topics_see(night, said, first)
    branded_voices = sum("<PRODUCT>" in voice.text for voice in told)
    assert 0 < branded_voices < len(told)
    assert first.computed > 0
    prune_vectors(night)
    second = embedder_of(night)
    as_topics_see(night, said, second)
    second.embed([voice.text for voice in said])
    assert second.computed == 0


def test_the_product_stays_out_of_what_names_are_set_off_against(branded: Any) -> None:
    night = branded.night()
    others = contrast_of(night, embedder_of(night)).others
    texts = [text for topic in others for text in topic]
    assert any("<PRODUCT>" in text for text in texts)
    assert not any("アプリ" in text for text in texts)
