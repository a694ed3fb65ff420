"""What a night must look at: the voices that are new in the pool, and those nearest to them.

Without a voice that is new a topic is rarely born: what waited before was looked at before. So a
night clusters the new voices and, of what waited before, the nearest wordings to each: the look
then grows with the new voices, not with what has gathered in years. What such looks miss, having
seen the rest in parts only, the look at everything finds that comes every so many nights
(ADR 0120).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.embedding import text_key

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Vectors
    from records.voice import Voice

NEIGHBOURS = 5  # distinct wordings that waited before, for each new one
LEAST = 0.4  # cosine under which wordings are no neighbours: of 2,000 texts of banking77, .1 % of
# the five nearest that have the same label lie under it
_BATCH = 512  # new wordings compared at once: 512 x 20,000 cosines are 40 MB


def nearby(voices: Sequence[Voice], vectors: Vectors, new: Set[str]) -> list[int]:
    """Places of the voices whose ids are ``new`` and of those nearest to them, in order.

    ``vectors``: the embedder's unit rows for ``voice.text``. Voices with the same text come
    together. All places where the new ones and their neighbours may be as many as all: then a
    look at everything costs no more. The order of the voices never matters.
    """
    import numpy as np

    groups: dict[str, list[int]] = {}
    for at, voice in enumerate(voices):
        groups.setdefault(text_key(voice.text), []).append(at)
    keys = sorted(groups)
    fresh = np.array([any(voices[at].voice_id in new for at in groups[key]) for key in keys])
    if fresh.sum() * (1 + NEIGHBOURS) >= len(keys):
        return list(range(len(voices)))
    rows = vectors[[groups[key][0] for key in keys]]
    chosen = fresh.copy()
    chosen[np.flatnonzero(~fresh)[_nearest(rows[fresh], rows[~fresh])]] = True
    return sorted(at for place in np.flatnonzero(chosen) for at in groups[keys[place]])


def _nearest(fresh: Vectors, old: Vectors) -> NDArray[np.intp]:
    """Rows of ``old`` that are among the nearest of some row of ``fresh``, and near at all."""
    import numpy as np

    found = [np.zeros(0, dtype=np.intp)]
    for at in range(0, len(fresh), _BATCH):
        cosines = fresh[at : at + _BATCH] @ old.T
        each = np.arange(len(cosines))
        for _ in range(NEIGHBOURS):  # so few are found ten times sooner one by one than by sorting
            near = cosines.argmax(axis=1)
            found.append(near[cosines[each, near] >= LEAST])
            cosines[each, near] = -1.0
    return np.unique(np.concatenate(found))
