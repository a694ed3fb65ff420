"""The kinds of personal data and their placeholders."""

from __future__ import annotations

import re

# In order of claim: where two recognisers mark the same characters, the earlier kind names them.
KINDS = (
    "EMAIL",
    "URL_TOKEN",
    "SECRET",
    "IBAN",
    "CARD",
    "BIRTHDATE",
    "POSTCODE",
    "ADDRESS",
    "MY_NUMBER",
    "PHONE",
    "SSN",
    "NATIONAL_ID",
    "BANK_ACCOUNT",
    "PASSPORT",
    "LICENCE",
    "IP",
    "NAME",
)
RANK = {kind: len(KINDS) - place for place, kind in enumerate(KINDS)}
PLACEHOLDER = re.compile("<(?:" + "|".join(KINDS) + r")(?:_\d{1,3})?>")


def placeholder(kind: str, number: int = 1) -> str:
    """``"EMAIL"`` -> ``"<EMAIL>"``; the second person of a ticket is ``"<NAME_2>"``."""
    return f"<{kind}>" if number == 1 else f"<{kind}_{number}>"
