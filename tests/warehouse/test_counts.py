"""What is counted is what is there, whatever happened to it and in whatever order."""

from __future__ import annotations
