"""An embedder that remembers: each distinct text is embedded once in the life of an account."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from nlp.embedding import Embedder, text_key

if TYPE_CHECKING:
    from nlp.embedding import Vectors


class VectorStore(Protocol):
    """Where vectors are kept, as the raw bytes of float32 rows (little-endian)."""

    def get(self, keys: Collection[str], embedder: str) -> Mapping[str, bytes]:
        """The rows that are known of these keys."""
        ...

    def put(self, vectors: Mapping[str, bytes], embedder: str) -> None:
        """Keep rows under their keys; a key that is known keeps its row."""
        ...


class CachedEmbedder:
    """Any embedder with a store in front. Keys hold the embedder's identity, so vectors of
    two embedders never meet; texts are redacted before they come here."""

    def __init__(self, embedder: Embedder, store: VectorStore) -> None:
        self._embedder, self._store = embedder, store
        self.computed = 0

    @property
    def identity(self) -> str:
        """The identity of the embedder behind."""
        return self._embedder.identity

    @property
    def behind(self) -> Embedder:
        """The embedder itself, for what is not worth keeping."""
        return self._embedder

    @property
    def dimensions(self) -> int:
        """The dimensions of the embedder behind."""
        return self._embedder.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows of float32, one a text; only texts never seen before are computed."""
        import numpy as np

        keys = [text_key(text) for text in texts]
        known = dict(self._store.get(set(keys), self.identity))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            rows = self._embedder.embed(list(missing.values()))
            fresh = {key: row.tobytes() for key, row in zip(missing, rows, strict=True)}
            self._store.put(fresh, self.identity)
            self.computed += len(fresh)
            known |= fresh
        joined = b"".join(known[key] for key in keys)
        return np.frombuffer(joined, dtype="<f4").reshape(len(keys), self.dimensions)
