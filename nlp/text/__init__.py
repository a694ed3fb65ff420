"""Text before any model: sentences with offsets, and what is mere boilerplate."""

from nlp.text.keys import normal_form, plain_form, sentence_key
from nlp.text.parts import Part, Passage
from nlp.text.passages import passages
from nlp.text.sentences import Sentence, sentences

__all__ = [
    "Part",
    "Passage",
    "Sentence",
    "normal_form",
    "passages",
    "plain_form",
    "sentence_key",
    "sentences",
]
