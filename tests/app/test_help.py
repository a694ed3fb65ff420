"""Every command teaches: what it does, what each option means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest
import typer

from app.main import app

Koe = Callable[..., Any]


def commands(group: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the tree with the words that call it, groups included."""
    yield path, group
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, *path, name)


TREE = list(commands(typer.main.get_command(app)))


@pytest.mark.parametrize(("path", "command"), TREE, ids=[" ".join(p) or "koe" for p, _ in TREE])
def test_every_command_and_every_option_is_explained(path: tuple[str, ...], command: Any) -> None:
    assert len(command.help or "") > 20, path
    own = [one for one in command.params if one.name not in ("help", None)]
    silent = [one.name for one in own if not getattr(one, "help", "x") and not one.hidden]
    assert silent == []
    eaten = [one.name for one in own if re.search(r"(?<!\\)\[[a-z]+\]", getattr(one, "help", ""))]
    assert eaten == [], "a table's name in brackets is taken for markup and not shown: write \\\\["


@pytest.mark.parametrize(("path", "command"), TREE, ids=[" ".join(p) or "koe" for p, _ in TREE])
def test_help_is_data_and_ends_well(path: tuple[str, ...], command: Any, koe: Koe) -> None:
    told = koe(*path, "--help") if path else koe("--help")
    assert told.code == 0
    first = click.unstyle(told.out)
    assert "Usage:" in first
    assert told.err == ""


def test_the_short_form_of_help_works_too(koe: Koe) -> None:
    assert koe("-h").code == 0
    assert koe("run -h").code == 0


def test_a_command_without_words_shows_its_help(koe: Koe) -> None:
    assert "doctor" in koe().out
    assert "replay" in koe("quarantine").out
