"""The night's page: a :class:`records.page.Page` as one self-contained HTML file."""

from connectors.page.render import render

__all__ = ["render"]
