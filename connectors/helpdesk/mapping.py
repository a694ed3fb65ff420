"""The door to mapping files: load one, and see how a file reads under it."""

from __future__ import annotations

from connectors.helpdesk.mapped.loading import load_mapping
from connectors.helpdesk.mapped.preview import MappingPreview, preview
from connectors.helpdesk.mapped.spec import Grain, Mapping

__all__ = ["Grain", "Mapping", "MappingPreview", "load_mapping", "preview"]
