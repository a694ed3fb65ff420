"""Which embedder the settings name, and whether texts may leave this machine for it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flows.settings import Settings
from nlp.embedding import Embedder, default_embedder
from records.errors import ConfigurationError

FORMS = "default, english-view, sentence-transformers:NAME or endpoint:MODEL"


def embedder_of(settings: Settings) -> Embedder:
    """The embedder of ``analysis.embedder``. Raises ConfigurationError for one that is not
    known, not installed or not allowed."""
    kind, _, name = settings.analysis.embedder.partition(":")
    if settings.analysis.embedder == "default":
        return default_embedder()
    if settings.analysis.embedder == "english-view":
        from nlp.english_view import EnglishView

        return EnglishView()
    if kind == "sentence-transformers" and name:
        from nlp.other_embedders import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(name)
    if kind == "endpoint" and name:
        return _endpoint(settings, name)
    raise ConfigurationError(
        f"analysis.embedder = {settings.analysis.embedder!r} is not known",
        expected=FORMS,
        next_step="mend it in koe.toml",
    )


def _endpoint(settings: Settings, model: str) -> Embedder:
    """Texts are redacted long before they come here, and still leave only where a person said
    so; an endpoint on this machine needs no word."""
    from connectors.embedding_endpoint import EmbeddingEndpoint
    from nlp.other_embedders import FetchedEmbedder

    url = settings.analysis.endpoint_url
    host = urlsplit(url).hostname
    if not host:
        raise ConfigurationError(
            f"analysis.endpoint_url = {url!r} is no address",
            expected="one such as http://127.0.0.1:8080/v1",
            next_step="set it in koe.toml, or set analysis.embedder back to default",
        )
    if not (settings.analysis.allow_egress or is_loopback(host)):
        raise ConfigurationError(
            f"analysis.embedder would send customers' words (redacted) to {host}",
            expected="analysis.allow_egress = true, said by someone who may decide that",
            next_step="set it in koe.toml, use an endpoint on this machine, or the default",
        )
    key = settings.secrets.embedding_key
    return FetchedEmbedder(
        model, EmbeddingEndpoint(url, model, key.get_secret_value() if key else None)
    )


def is_loopback(host: str) -> bool:
    """Whether an address is this machine itself. Names other than localhost count as foreign:
    who answers to them is not ours to say."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
