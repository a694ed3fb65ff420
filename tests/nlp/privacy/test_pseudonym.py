"""Pseudonyms."""

from __future__ import annotations

import re

import pytest

from nlp.privacy import pseudonym

KEY = b"a key that never changes"


def test_a_pseudonym_says_the_kind_and_nothing_of_the_person() -> None:
    assert re.fullmatch(r"c_[0-9a-f]{16}", pseudonym(KEY, "customer", "taro@example.com"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Taro@Example.com", "taro@example.com "),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", "taro@example.com"),
        ("ﾔﾏﾀﾞ", "ヤマダ"),
    ],
)
def test_one_person_written_two_ways_is_one_pseudonym(one: str, other: str) -> None:
    assert pseudonym(KEY, "customer", one) == pseudonym(KEY, "customer", other)


def test_another_key_kind_or_value_is_another_pseudonym() -> None:
    seen = {
        pseudonym(KEY, "customer", "a"),
        pseudonym(b"another key", "customer", "a"),
        pseudonym(KEY, "colleague", "a"),
        pseudonym(KEY, "customer", "b"),
    }
    assert len(seen) == 4


def test_it_is_the_same_every_night() -> None:
    assert pseudonym(KEY, "agent", "id-7") == "a_2018f896f5ec1241"


def test_an_empty_key_is_refused_without_the_value() -> None:
    with pytest.raises(ValueError, match="needs a key") as caught:
        pseudonym(b"", "customer", "taro@example.com")
    assert "taro" not in str(caught.value)


def test_half_a_surrogate_pair_has_a_pseudonym_too() -> None:
    assert pseudonym(KEY, "customer", "\ud83d").startswith("c_")
