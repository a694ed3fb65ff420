"""Topics: assign voices to frozen definitions, discover new ones among those that fit nowhere,
split what outgrew its definition.

The door of this room is ``assign``, ``discover``, ``outgrown``, ``split`` and their records.
"""

from nlp.topics.assign import assign
from nlp.topics.candidates import RejectedCluster
from nlp.topics.consolidate import Evidence, weigh
from nlp.topics.discover import Discovery, discover
from nlp.topics.joined import joined, parted
from nlp.topics.nearby import nearby
from nlp.topics.outvoted import Outvoted, outvoted
from nlp.topics.quality import Gate, Quality
from nlp.topics.reseated import reseated
from nlp.topics.space import space_identity
from nlp.topics.split import Split, outgrown, split
from nlp.topics.strength import Contrast
from nlp.topics.themes import themed

__all__ = [
    "Contrast",
    "Discovery",
    "Evidence",
    "Gate",
    "Outvoted",
    "Quality",
    "RejectedCluster",
    "Split",
    "assign",
    "discover",
    "joined",
    "nearby",
    "outgrown",
    "outvoted",
    "parted",
    "reseated",
    "space_identity",
    "split",
    "themed",
    "weigh",
]
