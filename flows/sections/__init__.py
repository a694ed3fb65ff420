"""The tables of ``koe.toml``, a file each; ``flows.settings`` puts them together."""
