"""An account with few voices a night: what waits is looked at all the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from flows.night import run_night
from warehouse import analysis

pytestmark = pytest.mark.slow


@pytest.fixture
def few(new_account: Callable[..., Any]) -> Any:
    """An account where so many voices never come that a night looks at what is new."""
    account = new_account("few")
    account.values["analysis"] |= {"discover_at": 1000, "consolidate_every": 2}
    return account


def _topics_after(account: Any, days: int, *stages: str) -> int:
    night = account.night(account.night().clock() + timedelta(days=days))
    run_night(night, only=stages)
    return len(analysis.topics(night.warehouse))


def test_where_too_few_are_new_everything_is_looked_at_once_it_is_due(few: Any) -> None:
    assert _topics_after(few, 0, "intake", "analyse") == 0
    assert _topics_after(few, 1, "analyse") == 4


def test_a_look_at_all_topics_by_hand_looks_at_all_that_waits(few: Any) -> None:
    assert _topics_after(few, 0, "intake", "analyse") == 0
    assert _topics_after(few, 0, "consolidate") == 4
