"""The morning's digest: a :class:`records.digest.Digest` as Markdown, HTML mail or chat message."""
