"""Topics: assign voices to frozen definitions, discover new ones among those that fit nowhere,
split what outgrew its definition.

The door of this room is ``assign``, ``discover``, ``outgrown``, ``split`` and their records.
"""

from nlp.topics.assign import assign
from nlp.topics.candidates import RejectedCluster
from nlp.topics.discover import Discovery, discover
from nlp.topics.quality import Gate, Quality
from nlp.topics.space import space_identity
from nlp.topics.split import Split, outgrown, split

__all__ = [
    "Discovery",
    "Gate",
    "Quality",
    "RejectedCluster",
    "Split",
    "assign",
    "discover",
    "outgrown",
    "space_identity",
    "split",
]
