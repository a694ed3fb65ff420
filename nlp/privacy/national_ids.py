"""Numbers that a state gives to a person: by their check digits, or called by their name.

Where the form is rare and the check digit right, no word is needed beside it (``python-stdnum``
knows the rules); ten bare digits are one only where somebody calls them so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from nlp.privacy.cues import names_a_thing
from nlp.privacy.numbers import called
from nlp.privacy.spans import Range, Recogniser

_KIND = "NATIONAL_ID"
_EDGES = r"(?<![0-9A-Za-z.-]){}(?![0-9A-Za-z-])"
# The module of python-stdnum that checks it, and how it is written.
_CHECKED = {
    "br.cpf": r"\d{3}\.\d{3}\.\d{3}-\d{2}",
    "cn.ric": r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx]",
    "es.nie": r"[XYZ]-?\d{7}-?[A-Z]",
    "fr.nir": r"[12] \d{2} \d{2} \d[\dAB] \d{3} \d{3} \d{2}|[12]\d{4}\d[\dAB]\d{8}",
    "it.codicefiscale": r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]",
    "kr.rrn": r"\d{2}(?:0[1-9]|1[0-2])[0-3]\d-\d{7}",
    "mx.curp": r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d",
}
_SHAPES = {name: re.compile(_EDGES.format(f"({shape})")) for name, shape in _CHECKED.items()}
_CALLED = {
    r"在留カード(?:の?番号)?|residence card(?: number| no)?": r"[A-Z]{2}\d{8}[A-Z]{2}",
    r"(?:基礎)?年金(?:手帳)?(?:の?番号)": r"\d{4}-?\d{6}",
    r"雇用保険(?:被保険者)?(?:の?番号)": r"\d{4}-?\d{6}-?\d",
    r"(?:被保険者|(?:健康)?保険証|保険者|介護保険|医療受給者)(?:証)?(?:の?(?:記号)?番号|記号)": (
        r"\d{5,10}(?:-\d{1,6})?"
    ),
    r"\bNHS(?: number| no)?": r"\d{3}[ -]?\d{3}[ -]?\d{4}",
    r"national insurance(?: number| no)?|\bNI(?:NO| number)": (
        r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]"
    ),
    r"aadha?ar(?: card)?(?: number| no)?": r"\d{4} ?\d{4} ?\d{4}",
    r"\bPAN(?: card| number)+": r"[A-Z]{5}\d{4}[A-Z]",
    r"\b(?:DNI|NIF|NIE)(?: number| no)?": r"[XYZ]?\d{7,8}-?[A-Z]",
    r"\bCPF(?: number| no)?": r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}",
    r"steuer-?id(?:nr|entifikationsnummer)?|\b(?:ITIN|TIN)\b|tax(?:payer)? id(?: number)?": (
        r"\d{2}[ -]?\d{3}[ -]?\d{3}[ -]?\d{3}|\d{3}-?\d{2}-?\d{4}"
    ),
    r"social insurance(?: number| no)?|\bSIN(?: number| no)": r"\d{3}[ -]?\d{3}[ -]?\d{3}",
    r"tax file number|\bTFN": r"\d{3} ?\d{3} ?\d{2,3}",
    r"\bBSN(?:-nummer| number)?|burgerservicenummer": r"\d{8,9}",
    r"personnummer": r"(?:19|20)?\d{6}[-+]?\d{4}",
    r"medicare(?: card)?(?: number| no)|medicare id": r"\d{4} ?\d{5} ?\d|\d[A-Z][A-Z0-9]\d-?"
    r"[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}",
}


def _find(text: str) -> Iterator[Range]:
    for name, shape in _SHAPES.items():
        for found in shape.finditer(text):
            right = import_module(f"stdnum.{name}").is_valid(found[1])
            if right and not names_a_thing(text, found.start()):
                yield found.span(1)


_TRIGGER = re.compile(r"\d[ -]?\d[ -]?\d[ -]?\d|\d{3}\.\d{3}|[A-Z]\d{2}[A-Z]|[A-Z]{4}\d{6}")

RECOGNISERS = (
    Recogniser(_KIND, _TRIGGER.search, _find),
    *(called(_KIND, words, shape) for words, shape in _CALLED.items()),
)
