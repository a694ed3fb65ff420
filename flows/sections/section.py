"""What every table of ``koe.toml`` is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One table of the TOML file. Unknown keys are errors: a typo must not pass in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)
