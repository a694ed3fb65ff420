"""How near a phrase's meaning is to what a topic is about.

Words alone cannot tell what customers mention in passing from what they write about: in a topic
of expired points several say 「事情をくむ」, and nobody else does. Its meaning can: the cosine of
phrase and topic, both as they differ from all that is said in the language, is .03 there and
.58 for 「ポイント」. A phrase's strength is multiplied by it (KeyBERT ranks keywords by their
cosine to the text: Grootendorst 2020; ADR 0150).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from nlp.embedding import unit_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nlp.embedding import Vectors

# Unit rows of float32, one a phrase.
Embed = Callable[[Sequence[str]], "Vectors"]

_LOOKED_AT = 40  # strongest phrases of a topic: a name is made of these
_LEAST = 0.02  # what stays of the strength of a phrase that says something else altogether
_LEAST_OF_A_NAME = 0.1
_DIGITS = 3  # a product's last bits depend on the batch


@dataclass(frozen=True, slots=True)
class About:
    """What a topic is about: ``centre`` (d,), the mean of its texts' vectors in one language, and
    ``everyone`` (d,), that of all texts in the language that are looked at."""

    embed: Embed
    centre: Vectors
    everyone: Vectors
    _known: dict[str, float] = field(default_factory=dict)  # an embedder may be a request away

    def weighed(self, strengths: Mapping[str, float]) -> dict[str, float]:
        """Each of the strongest phrases times its closeness, strongest first; ties by the phrase.

        ``strengths``: phrase → strength, strongest first.
        """
        looked_at = list(islice(strengths, _LOOKED_AT))
        weighed = {
            phrase: strengths[phrase] * max(cosine, _LEAST)
            for phrase, cosine in zip(looked_at, self._cosines(looked_at), strict=True)
        }
        return dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0])))

    def is_told_by(self, phrase: str) -> bool:
        """Whether a phrase may name the topic by itself."""
        return self._cosines([phrase])[0] >= _LEAST_OF_A_NAME

    def _cosines(self, phrases: Sequence[str]) -> list[float]:
        new = [phrase for phrase in phrases if phrase not in self._known]
        if new:
            rows = unit_rows(self.embed(new) - self.everyone)
            near = rows @ unit_rows((self.centre - self.everyone)[None])[0]
            self._known.update(zip(new, (round(float(one), _DIGITS) for one in near), strict=True))
        return [self._known[phrase] for phrase in phrases]
