"""Labels from an editable taxonomy and people's answers: what a customer wants, when, how they
feel, how bad it is."""

from nlp.labels.asking import diverse
from nlp.labels.labeller import Labeller
from nlp.labels.model import TaskModel, from_bytes, to_bytes
from nlp.labels.taxonomy import SHIPPED, Task, Taxonomy, load_taxonomy
from nlp.labels.training import Answer, Trained, Unanswered, train

__all__ = [
    "SHIPPED",
    "Answer",
    "Labeller",
    "Task",
    "TaskModel",
    "Taxonomy",
    "Trained",
    "Unanswered",
    "diverse",
    "from_bytes",
    "load_taxonomy",
    "to_bytes",
    "train",
]
