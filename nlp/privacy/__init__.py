"""Personal data out of texts, before anything is stored or logged.

``Redactor`` replaces what identifies a person by typed placeholders; ``pseudonym`` turns an
identifier into a keyed name that is the same every night. Both are all that the rest of Koe
needs; how they find things is in ``redactor.py`` and the recognisers beside it.
"""

from nlp.privacy.kinds import KINDS, PLACEHOLDER
from nlp.privacy.pseudonym import pseudonym
from nlp.privacy.redactor import RedactionError, Redactor
from nlp.privacy.spans import Recogniser

__all__ = ["KINDS", "PLACEHOLDER", "Recogniser", "RedactionError", "Redactor", "pseudonym"]
