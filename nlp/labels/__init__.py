"""Labels from an editable taxonomy: what a customer wants, when, how they feel, how bad it is."""

from nlp.labels.labeller import Labeller
from nlp.labels.taxonomy import SHIPPED, Taxonomy, load_taxonomy

__all__ = ["SHIPPED", "Labeller", "Taxonomy", "load_taxonomy"]
