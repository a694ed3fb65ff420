"""Compile what numba compiles, once, as a visible step of the installation.

``python -m nlp.compile`` takes half a minute the first time (the libraries that BERTopic imports)
and seconds afterwards; without it the first night would take it.
"""

from __future__ import annotations

import sys
import time


def compile_clusterer() -> float:
    """Import and run the clusterer once; seconds it took."""
    began = time.perf_counter()
    from nlp.embedding import default_embedder
    from nlp.topics.clusters import clusters

    texts = [f"The {thing} {verb} number {n}" for n in range(40) for thing, verb in PAIRS]
    clusters(texts, default_embedder().embed(texts))
    return time.perf_counter() - began


PAIRS = (
    ("card", "was declined"),
    ("app", "crashes on start"),
    ("refund", "did not arrive"),
    ("password", "cannot be changed"),
)


if __name__ == "__main__":
    print(f"Compiled in {compile_clusterer():.0f} s", file=sys.stderr)  # noqa: T201
