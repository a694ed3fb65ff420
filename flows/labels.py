"""The models that label voices, and labelling history anew after one of them changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.night import Night
from nlp.cached_embedder import CachedEmbedder
from nlp.labels import Labeller, TaskModel, from_bytes
from warehouse import labels

if TYPE_CHECKING:
    from records.voice import Voice

BATCH = 500  # voices a transaction


def labeller_of(night: Night, embedder: CachedEmbedder) -> Labeller:
    """The taxonomy, and the trained models that are in use."""
    taxonomy = night.settings.analysis.taxonomy
    path = night.settings.at(taxonomy) if taxonomy else None
    return Labeller.load(path, embedder, trained=_trained(night, embedder))


def _trained(night: Night, embedder: CachedEmbedder) -> dict[str, TaskModel]:
    """By version. A model of another embedder's space would answer nonsense, so it is left out
    and said so; the taxonomy answers its task."""
    found = {}
    for version, identity, content in labels.models_in_use(night.warehouse):
        if identity == embedder.identity:
            found[version] = from_bytes(content)
        else:
            night.warn(f"{version} was trained with another embedder: run `koe labels train`")
    return found


def relabel(night: Night, labeller: Labeller, embedder: CachedEmbedder, most: int) -> int:
    """Answer again, newest first, up to ``most`` voices that an older version answered; how many.

    People's corrections stay. Each batch is one transaction, so a killed one goes on next time.
    """
    done = 0
    while done < most:
        limit = min(BATCH, most - done)
        voices: list[Voice] = labels.stale_voices(night.warehouse, labeller.versions, limit)
        if not voices:
            break
        vectors = embedder.embed([voice.text for voice in voices])
        labels.relabel(night.warehouse, voices, labeller.label(voices, vectors))
        done += len(voices)
        night.progress("labelling anew", done, None)
    return done
