"""Assignment by frozen definitions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nlp.embedding import default_embedder
from nlp.topics import Discovery, assign, discover
from records.errors import ConfigurationError
from records.topic import NoTopic, TopicState
from records.voice import Kind

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def night(speech: Any) -> Discovery:
    voices = speech.speak(speech.code_ja, "ja", "a") + speech.speak(speech.refund_en, "en", "b")
    embedder = default_embedder()
    rows = embedder.embed([v.text for v in voices])
    return discover(voices, rows, {}, [], embedder=embedder.identity, run_id="r1", next_number=1)


def _assign(texts: list[str], language: str, night: Discovery, speech: Any, **kind: Kind) -> Any:
    embedder = default_embedder()
    voices = speech.speak(texts, language, "new", **kind)
    rows = embedder.embed(texts)
    return assign(voices, rows, night.topics, embedder=embedder.identity)


def test_a_new_voice_about_a_known_matter_joins_it(night: Discovery, speech: Any) -> None:
    (found,) = _assign(["SMSで認証コードが来ない、届かない"], "ja", night, speech)
    code = next(t for t in night.topics if t.name_ja and "コード" in t.name_ja)
    assert found.topic_uid == code.topic_uid
    assert found.similarity >= code.threshold


def test_a_voice_about_something_else_waits(night: Discovery, speech: Any) -> None:
    (found,) = _assign(["ヘッドライトが点灯しない車です"], "ja", night, speech)
    assert (found.topic_uid, found.no_topic) == (None, NoTopic.WAITING)


def test_context_is_never_compared(night: Discovery, speech: Any) -> None:
    found = _assign([speech.code_ja[0]], "ja", night, speech, kind=Kind.CONTEXT)
    assert found[0].no_topic is NoTopic.CONTEXT


@pytest.mark.parametrize("text", ["", "はい。", "12345", "Привет", "🎉", "thanks"])
def test_any_text_gets_an_answer(text: str, night: Discovery, speech: Any) -> None:
    (found,) = _assign([text], "other", night, speech)
    assert (found.topic_uid is None) != (found.no_topic is None)


def test_no_topics_yet_means_waiting(speech: Any, night: Discovery) -> None:
    found = _assign([speech.code_ja[0]], "ja", replace(night, topics=()), speech)
    assert found[0].no_topic is NoTopic.WAITING


def test_a_retired_topic_takes_in_nothing(speech: Any, night: Discovery) -> None:
    retired = tuple(replace(t, state=TopicState.RETIRED) for t in night.topics)
    found = _assign([speech.code_ja[0]], "ja", replace(night, topics=retired), speech)
    assert found[0].topic_uid is None


def test_order_and_batches_do_not_matter(night: Discovery, speech: Any) -> None:
    texts = [*speech.code_ja, *speech.refund_en, *speech.crash_ja]
    embedder = default_embedder()
    voices = speech.speak(texts, "ja", "x")
    rows = embedder.embed(texts)
    whole = assign(voices, rows, night.topics, embedder=embedder.identity)
    order = np.random.default_rng(0).permutation(len(texts))
    turned = assign(
        [voices[i] for i in order], rows[order], night.topics, embedder=embedder.identity
    )
    single = [
        assign([voice], rows[i : i + 1], night.topics, embedder=embedder.identity)[0]
        for i, voice in enumerate(voices)
    ]
    assert [whole[i] for i in order] == turned
    assert whole == single


def test_a_topic_of_another_embedder_is_refused(night: Discovery, speech: Any) -> None:
    voices = speech.speak(["x"], "en", "z")
    rows = default_embedder().embed(["x"])
    with pytest.raises(ConfigurationError, match="koe consolidate"):
        assign(voices, rows, night.topics, embedder="another")
