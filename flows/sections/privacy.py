"""``[privacy]``: what is personal data in this account and what is not."""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from flows.sections.section import Section


class Privacy(Section):
    """What is personal data in this account and what is not, beyond what Koe knows itself."""

    secrets: dict[str, str] = Field(
        {},
        description="What only this account knows to be secret, as name = regular expression, "
        'such as gift_code = "GIFT-[0-9A-Z]{8}"; what matches becomes <SECRET>. A group in '
        "parentheses hides that part alone.",
    )

    @field_validator("secrets")
    @classmethod
    def _each_is_a_pattern(cls, value: dict[str, str]) -> dict[str, str]:
        for name, pattern in value.items():
            try:
                compiled = re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{name} is no regular expression: {error}") from None
            if compiled.match(""):
                raise ValueError(f"{name} matches the empty text, so it would hide everything")
            if compiled.groups > 1:
                raise ValueError(f"{name} has {compiled.groups} groups, expected at most one")
        return value
