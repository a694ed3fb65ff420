"""Keyed pseudonyms: the same person is the same customer every night, and nobody in between."""

from __future__ import annotations

import hmac
import unicodedata


def pseudonym(key: bytes, kind: str, value: str) -> str:
    """``pseudonym(key, "customer", "Taro@Example.com")`` -> ``"c_3f9a…"`` (16 hex).

    HMAC-SHA256 and not a plain hash: mail addresses and phone numbers can be guessed, so a
    plain hash of them can be looked up. ``kind`` is part of what is hashed, so that a customer
    and an agent with one address stay two. ``value`` is folded (NFKC, case, outer space):
    helpdesks write one address in several ways.
    Raises ValueError, without the value, where ``key`` or ``kind`` is empty.
    """
    if not key or not kind:
        raise ValueError("a pseudonym needs a key and a kind")
    folded = unicodedata.normalize("NFKC", value).casefold().strip()
    told = f"{kind}\x1f{folded}".encode("utf-8", "surrogatepass")
    return f"{kind[0]}_{hmac.digest(key, told, 'sha256').hex()[:16]}"
