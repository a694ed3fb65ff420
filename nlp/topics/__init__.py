"""Topics: assign voices to frozen definitions, discover new ones among those that fit nowhere.

The door of this room is ``assign``, ``discover`` and the records they return.
"""

from nlp.topics.assign import assign
from nlp.topics.candidates import RejectedCluster
from nlp.topics.discover import Discovery, discover
from nlp.topics.quality import Gate, Quality
from nlp.topics.space import space_identity

__all__ = [
    "Discovery",
    "Gate",
    "Quality",
    "RejectedCluster",
    "assign",
    "discover",
    "space_identity",
]
