"""Embedders other than the default, behind the same interface (``nlp.embedding.Embedder``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from nlp.embedding import canonical, unit_rows
from records.errors import ConfigurationError

if TYPE_CHECKING:
    from nlp.embedding import Vectors

Fetch = Callable[[Sequence[str]], Sequence[Sequence[float]]]


class FetchedEmbedder:
    """Rows that somebody else computes. Each distinct text is fetched once, longest last.

    ``identity`` names the model: two addresses of one model are one space.
    """

    def __init__(self, model: str, fetch: Fetch) -> None:
        self.identity = f"endpoint:{model}"
        self._fetch, self._dimensions = fetch, 0

    @property
    def dimensions(self) -> int:
        """Known from the first answer; asked for with one word where there was none."""
        if not self._dimensions:
            self.embed(["koe"])
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows. Raises ConfigurationError where rows differ in length: not one space."""
        import numpy as np

        shown = [canonical(text) or " " for text in texts]  # endpoints refuse an empty text
        distinct = sorted(set(shown), key=lambda text: (len(text), text))
        if not distinct:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        rows = self._fetch(distinct)
        widths = {len(row) for row in rows} | ({self._dimensions} - {0})
        if len(widths) != 1:
            raise ConfigurationError(
                f"{self.identity} gave vectors of {sorted(widths)} columns",
                expected="one length for all texts",
                next_step="name one model; its vectors must not change their length",
            )
        (self._dimensions,) = widths
        place = {text: row for row, text in enumerate(distinct)}
        found = np.asarray(rows, dtype=np.float32)[[place[text] for text in shown]]
        return unit_rows(found)


class SentenceTransformerEmbedder:
    """A model of the library sentence-transformers, by its name or folder."""

    def __init__(self, name: str) -> None:
        self._model: Any = _library().SentenceTransformer(name)
        self.identity = f"sentence-transformers:{name}"
        self.dimensions = int(self._model.get_sentence_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, each distinct text once."""
        import numpy as np

        shown = [canonical(text) for text in texts]
        distinct = sorted(set(shown), key=lambda text: (len(text), text))
        if not distinct:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        rows = np.asarray(self._model.encode(distinct, show_progress_bar=False), dtype=np.float32)
        place = {text: row for row, text in enumerate(distinct)}
        return unit_rows(rows[[place[text] for text in shown]])


def _library() -> Any:
    """Imported here, since it brings torch, which a default installation does without."""
    from importlib import import_module

    try:
        return import_module("sentence_transformers")
    except ImportError as error:
        raise ConfigurationError(
            "analysis.embedder names a sentence-transformers model, but the library is not here",
            expected="sentence-transformers (with torch) in the environment of koe",
            next_step="pip install sentence-transformers (beside koe; gigabytes), "
            'or set analysis.embedder = "default"',
        ) from error
