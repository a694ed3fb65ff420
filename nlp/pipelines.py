"""spaCy's pipelines, computed by NumPy's BLAS on one thread.

thinc brings a BLAS of its own (blis) and uses it unless told otherwise. NumPy's, made for the
processor it finds, gives the same parses and names in 55-90 % of the time (ADR 0154).
"""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from nlp.one_thread import one_thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BATCH = 64  # texts read at once


def pipeline(package: str, left_out: Sequence[str]) -> Any:
    """Load a model's package without some of its components (1-7 s)."""
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):
        return import_module(package).load(exclude=left_out)


def read(model: Any, texts: Iterable[str]) -> Iterator[Any]:
    """Yield spaCy's document of each text, in order."""
    waiting = iter(texts)
    while batch := list(islice(waiting, _BATCH)):
        with one_thread():
            documents = list(model.pipe(batch, batch_size=_BATCH))
        yield from documents
