"""Encrypting single rows: SQLite itself cannot, and must stay for what it is fast at."""

from __future__ import annotations

import hashlib
import hmac
import os

from records.errors import WarehouseError

_NONCE = 12  # bytes; random ones may repeat with odds of 2^-32 after 2^32 rows of one key


class RowSeal:
    """AES-256-GCM for the rows of ``what`` and HMAC-SHA256 for text hashes, each with a key
    derived from the warehouse's. ``lost`` says what to do where a row cannot be read."""

    def __init__(self, key: str, *, what: str = "vector", lost: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._what, self._lost = what, lost
        self._cipher = AESGCM(_derived(key, f"koe {what}s".encode()))
        self._names = _derived(key, f"koe {what} names".encode())

    def name(self, text_key: str) -> str:
        """What a text hash is kept as: a plain hash of a sentence can be tried out."""
        return hmac.new(self._names, text_key.encode(), hashlib.sha256).hexdigest()

    def close(self, row: bytes) -> bytes:
        """A row as it may lie on the disk."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, bytes(row), None)

    def open(self, sealed: bytes) -> bytes:
        """The row again. Raises :class:`WarehouseError` for another key or a changed row."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
        except InvalidTag:
            raise WarehouseError(
                f"A kept {self._what} cannot be decrypted.",
                expected="the key it was written with, in KOE_WAREHOUSE_KEY",
                next_step=self._lost,
            ) from None


def _derived(key: str, purpose: bytes) -> bytes:
    return hmac.new(key.encode(), purpose, hashlib.sha256).digest()
