"""Labels: what a customer wants, when, how they feel and how bad it is, from an editable taxonomy."""

from nlp.labels.labeller import Labeller
from nlp.labels.taxonomy import SHIPPED, Taxonomy, load_taxonomy

__all__ = ["SHIPPED", "Labeller", "Taxonomy", "load_taxonomy"]
