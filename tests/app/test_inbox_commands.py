"""``koe inbox``: what was decided while a run had the warehouse, as a person sees it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.night import open_warehouse
from flows.settings import load_settings

Koe = Callable[..., Any]


@pytest.mark.slow
def test_a_decision_during_a_run_is_kept_carried_out_later_and_a_refusal_is_put_away(
    empty_account: Path, koe: Koe
) -> None:
    config = ("--config", empty_account)
    with open_warehouse(load_settings(empty_account)).lock():
        told = koe("topics", "pin", "1", "--by", "aki", "--why", "ours", *config)
        assert told.code == 0, told.err
        assert "written to by process" in told.err
        assert "Kept in the inbox as 1" in told.err
        told = koe("labels", "correct", "20004", "request_type", "prais", "--by", "aki", "--why",
                   "x", *config)  # fmt: skip
        assert told.code == 3, "what cannot be is said at once, not after the night"
        said = ("answers", "dispute", "1", "--by", "CS 田中", "--reason", "三社が解約しました")
        told = koe(*said, "--ticket", "1042", *config)
        assert "Kept in the inbox as 2" in told.err
        back = ("answers", "withdraw", "1", "dispute", "--by", "CS 田中", "--reason", " ")
        assert koe(*back, *config).code == 3, "and nobody takes back without saying why"
        waiting, word = json.loads(koe("inbox", "list", "--json", *config).out)
        assert (waiting["wish"]["kind"], waiting["refused"]) == ("pin", None)
        assert (word["wish"]["kind"], word["wish"]["tickets"]) == ("dispute", ["1042"])
    shown = " ".join(koe("inbox", "list", *config).out.split())
    assert "there is no topic 1" in shown
    assert "topic 1 has no issue" in shown
    assert koe("inbox", "drop", "1", *config).code == 0
    assert koe("inbox", "drop", "2", *config).code == 0
    assert json.loads(koe("inbox", "list", "--json", *config).out) == []
    assert koe("inbox", "drop", "1", *config).code == 3
