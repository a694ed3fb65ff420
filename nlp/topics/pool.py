"""The discovery pool: distinct texts in canonical order, so that neither the order of arrival
nor a text pasted a hundred times decides what becomes a topic."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.embedding import text_key
from nlp.tokens import content_tokens, plain, written_in_japanese
from nlp.topics.assign import FEWEST_TOKENS
from nlp.topics.space import topic_vectors
from records.voice import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Vectors
    from records.voice import Voice

_RARE_SCRIPT = 0.2  # of the Japanese texts; above it the account simply writes so
_HIRAGANA = re.compile(r"[ぁ-ゖ]{8}|[ぁ-ゖ]\s")
_OTHER_JAPANESE = re.compile(r"[一-龥々]|[ァ-ヺー]{3}|[A-Za-z]{2}")
LARGEST_POOL = 20_000  # distinct texts; the rest waits for the next night


@dataclass(slots=True)
class Pool:
    """Row i stands for the voices ``who[i]`` (places in ``voices``), which say the same text.

    Rows are in the order of the texts' hashes: random, yet the same whatever came first.
    """

    voices: list[Voice]
    who: list[list[int]]
    texts: list[str]
    languages: NDArray[np.str_]
    vectors: Vectors
    space: Vectors

    def __len__(self) -> int:
        return len(self.texts)

    def people(self, row: int) -> list[Voice]:
        """The voices behind a row."""
        return [self.voices[at] for at in self.who[row]]


def gather(voices: Sequence[Voice], vectors: Vectors, largest: int = LARGEST_POOL) -> Pool:
    """Build the pool of the voices that can help to found a topic: those that raise a matter
    ("so when will it be fixed?" in a later message says none) and have a content word.

    Near-identical texts (other digits, other punctuation) count as one text: a form letter is
    one wording, however many send it; its senders all count as customers. Of more than
    ``largest`` distinct texts the first in canonical order are taken: a random sample.
    """
    import numpy as np

    places: dict[str, list[int]] = {}
    for at, voice in enumerate(voices):
        if not voice.opening or voice.kind is Kind.CONTEXT:
            continue
        if len(content_tokens(voice.text)) >= FEWEST_TOKENS:
            places.setdefault(wording_key(voice.text), []).append(at)
    kept = _without_rare_scripts(sorted(places), places, voices)[:largest]
    who = [sorted(places[key], key=lambda at: voices[at].voice_id) for key in kept]
    first = [group[0] for group in who]
    texts = [voices[at].text for at in first]
    rows = np.asarray(vectors, dtype=np.float32)[first]
    languages = np.array([voices[at].language for at in first], dtype=np.str_)
    return Pool(list(voices), who, texts, languages, rows, topic_vectors(texts, rows))


def _without_rare_scripts(
    keys: list[str], places: Mapping[str, list[int]], voices: Sequence[Voice]
) -> list[str]:
    """Leave out Japanese texts without kanji or katakana, where most have some: an encoder sees
    how a child writes before it sees what about, so they found a topic of their own (one in the
    demo held 40 customers' unrelated matters). They are assigned like any other."""
    kana = [key for key in keys if kana_only(plain(voices[places[key][0]].text))]
    japanese = sum(written_in_japanese(voices[places[key][0]].text) for key in keys)
    rare = set(kana) if len(kana) <= _RARE_SCRIPT * japanese else set()
    return [key for key in keys if key not in rare]


def kana_only(text: str) -> bool:
    """Whether a Japanese text holds hiragana, but neither kanji nor a katakana word."""
    return bool(_HIRAGANA.search(text)) and not _OTHER_JAPANESE.search(text)


def wording_key(text: str) -> str:
    """Equal for texts that differ in digits, case, white space or punctuation only."""
    letters = "".join(c for c in text.lower() if c.isalpha() or c.isspace())
    return text_key(letters) if letters.strip() else hashlib.sha256(text.encode()).hexdigest()
