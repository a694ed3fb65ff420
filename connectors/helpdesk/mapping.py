"""The door to mapping files: guess one, load one, see how a file reads under it."""

from __future__ import annotations

from connectors.helpdesk.mapped.loading import load_mapping
from connectors.helpdesk.mapped.preview import MappingPreview, preview
from connectors.helpdesk.mapped.spec import Grain, Mapping
from connectors.helpdesk.mapped.suggest import Suggestion, suggest

__all__ = [
    "Grain",
    "Mapping",
    "MappingPreview",
    "Suggestion",
    "load_mapping",
    "preview",
    "suggest",
]
