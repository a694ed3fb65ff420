"""The redactor as an account's settings want it: one place, for every door that needs one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.settings import Settings
from nlp.privacy import Recogniser, Redactor


def redactor(settings: Settings | None, *, names: bool = True) -> Redactor:
    """With the account's own secrets, and its product's words left alone."""
    if settings is None:
        return Redactor(names=names)
    keep = [*settings.intake.keep_words, *settings.account.names]
    return Redactor(names=names, allow=keep, extra=_secrets(settings.privacy.secrets))


def _secrets(patterns: dict[str, str]) -> tuple[Recogniser, ...]:
    return tuple(_secret(re.compile(pattern)) for pattern in patterns.values())


def _secret(pattern: re.Pattern[str]) -> Recogniser:
    def find(text: str) -> Iterator[tuple[int, int]]:
        return (found.span(pattern.groups) for found in pattern.finditer(text))

    return Recogniser("SECRET", pattern.search, find)
