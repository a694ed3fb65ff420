"""``[paths]``: where things lie."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from flows.sections.section import Section


class Paths(Section):
    """Where things lie; relative ones start at the folder of ``koe.toml``."""

    warehouse: Path = Field(Path("var/koe.duckdb"), description="Written by Koe alone.")
    vectors: Path = Field(
        Path("var/vectors.sqlite"), description="Embedding cache; may be deleted."
    )
    snapshot: Path = Field(
        Path("var/published/koe.duckdb"), description="What everybody reads, also during a night."
    )
    page: Path = Field(
        Path("var/published/index.html"), description="The night's page, for a browser."
    )
    issues: Path = Field(Path("var/issues"), description="The Markdown tracker's folder.")
