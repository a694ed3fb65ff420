"""What holds for any text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.privacy import PLACEHOLDER, Redactor
from nlp.privacy.fold import fold
from nlp.privacy.kinds import KINDS
from nlp.privacy.spans import Span, merge, replace

MUST_GO = json.loads((Path(__file__).parent / "must_go.json").read_text(encoding="utf-8"))
PIECES = [value for rows in MUST_GO.values() for _, value, _ in rows]
JOINTS = [
    "、",
    "。",
    "\n",
    " ",
    "は",
    "です。",
    "様",
    ", ",
    ".",
    "-",
    "<NAME>",
    "<EMAIL>",
    ">",
    "@",
    "1",
    "住所：",
    "電話",
]
MIXED = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(JOINTS), st.text(max_size=6)), max_size=9
).map("".join)
# Hiragana that make no name, and small Latin words: nothing to find.
HARMLESS = st.text(
    alphabet="あいうえかけこさしすせそちってとなにねのはもるれろん。、！", max_size=60
)
REDACTOR = Redactor()
RULES = Redactor(names=False)
FAST = settings(max_examples=150)


@pytest.mark.slow
@FAST
@given(MIXED)
def test_redacting_twice_is_redacting_once(text: str) -> None:
    once = REDACTOR.redact([text])
    assert REDACTOR.redact(once) == once


@pytest.mark.slow
@FAST
@given(st.lists(MIXED, max_size=4))
def test_a_batch_is_its_texts_one_by_one(texts: list[str]) -> None:
    assert REDACTOR.redact(texts) == [REDACTOR.redact([text])[0] for text in texts]


@FAST
@given(MIXED)
def test_what_is_kept_is_the_text_itself_in_its_order(text: str) -> None:
    at = 0
    for piece in PLACEHOLDER.split(RULES.redact([text])[0]):
        at = text.find(piece, at)
        assert at != -1
        at += len(piece)


@FAST
@given(HARMLESS)
def test_a_text_without_digits_marks_or_names_is_unchanged(text: str) -> None:
    assert RULES.redact([text]) == [text]


@FAST
@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


SPANS = st.lists(
    st.builds(
        lambda start, size, kind: Span(start, start + size, kind),
        st.integers(0, 30),
        st.integers(1, 12),
        st.sampled_from(KINDS),
    ),
    max_size=8,
)


@given(SPANS)
def test_merged_spans_never_overlap_and_hide_all_that_any_of_them_marked(spans: list[Span]) -> None:
    text = "abcdefghij" * 5
    merged = merge(text, spans)
    assert all(a.end <= b.start for a, b in pairwise(merged))
    hidden = {place for span in merged for place in range(span.start, span.end)}
    assert hidden == {place for span in spans for place in range(span.start, span.end)}


def test_two_finds_that_overlap_are_one_placeholder_of_their_kind() -> None:
    merged = merge("abcdefghij", [Span(0, 5, "ADDRESS"), Span(3, 8, "ADDRESS")])
    assert replace("abcdefghij", merged) == "<ADDRESS>ij"


def test_the_kind_that_ranks_higher_names_the_shared_part() -> None:
    text = "abcdefghij"
    merged = merge(text, [Span(0, 6, "NAME"), Span(4, 9, "EMAIL")])
    assert replace(text, merged) == "<NAME><EMAIL>j"


@FAST
@given(MIXED)
def test_a_text_grows_by_no_more_than_its_placeholders(text: str) -> None:
    clean = REDACTOR.redact([text])[0]
    longest = max(map(len, KINDS)) + len("<>")
    assert len(clean) <= len(text) + longest * len(PLACEHOLDER.findall(clean))


@FAST
@given(st.text(alphabet=st.characters(), max_size=40), st.sampled_from(PIECES))
def test_any_character_at_all_may_stand_in_a_text(noise: str, value: str) -> None:
    REDACTOR.redact([noise + value + "\ud83d\x00" + noise])


@pytest.mark.slow
@FAST
@given(MIXED)
def test_marked_spans_lie_in_the_text_and_give_its_redacted_form(text: str) -> None:
    spans = REDACTOR.marked([text])[0]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert replace(text, spans) == REDACTOR.redact([text])[0]
