"""Every setting of Koe, validated in one place.

One TOML file (``koe.toml``) says how Koe works; secrets come only from environment variables
(or a ``.env`` file beside it, readable by its owner alone). Nothing else in Koe reads the
environment.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from records.errors import ConfigurationError

CONFIG_NAME = "koe.toml"


class Section(BaseModel):
    """One table of the TOML file. Unknown keys are errors: a typo must not pass in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Account(Section):
    """Whose voices these are."""

    name: str = Field("helpdesk", description="Name of the helpdesk account; part of every key.")
    product: str = Field("", description="Name of the product, for titles.")
    time_zone: str = Field("Asia/Tokyo", description="Days and weeks are cut in this zone.")
    language: Literal["topic", "ja", "en"] = Field(
        "topic", description="Language of issues: ja, en, or topic (that of its voices)."
    )

    ticket_url: str = Field(
        "", description="Where people open a ticket, with {ticket_id} in it; for links in quotes."
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            near = get_close_matches(value, available_timezones(), 3)
            raise ValueError(f"no such time zone; did you mean {', '.join(near) or 'Asia/Tokyo'}?")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.time_zone)


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


class Intake(Section):
    """What comes in."""

    exports: tuple[str, ...] = Field(
        ("exports",), description="Files, folders or patterns of helpdesk exports."
    )
    mapping: Path | None = Field(None, description="YAML mapping for CSV/TSV exports.")
    releases: Path | None = Field(None, description="CSV of releases: date,version,what.")
    settle_hours: float = Field(
        24, ge=0, description="A ticket counts once it has been resolved this long."
    )
    bad_rows_limit: float = Field(
        0.02, ge=0, le=1, description="A file with a larger share of bad rows fails the run."
    )
    spam_tags: tuple[str, ...] = Field(
        ("spam",), description="Tags by which agents mark spam; such tickets do not count."
    )
    keep_words: tuple[str, ...] = Field(
        (), description="Product and company names that are never a person's: left in texts."
    )
    zendesk_fields: dict[str, str] = Field(
        {},
        description="What Zendesk's custom fields mean, by id or name: "
        "version, product_area, segment or ignore.",
    )
    batch_rows: int = Field(500, ge=1, description="Rows a transaction.")


class Analysis(Section):
    """How voices become topics."""

    taxonomy: Path | None = Field(None, description="Your own taxonomy; empty: the one shipped.")
    boilerplate_tickets: int = Field(
        5, ge=2, description="A sentence in this many tickets or more may be boilerplate."
    )
    boilerplate_share: float = Field(
        0.003, gt=0, le=1, description="… if that is also this share of all tickets."
    )
    pool_limit: int = Field(20_000, ge=100, description="Most voices that discovery looks at.")
    discover_at: int = Field(
        50, ge=1, description="Discovery runs when this many new voices wait for a topic."
    )
    topic_customers: int = Field(
        3, ge=1, description="A topic is born with at least this many distinct customers."
    )
    splits_per_night: int = Field(
        5, ge=0, description="Most topics a night that outgrew their definition and are split."
    )
    batch_tickets: int = Field(500, ge=1, description="Tickets a transaction.")


class TrackerSettings(Section):
    """Where issues go."""

    kind: Literal["markdown", "jira"] = Field("markdown", description="markdown or jira.")
    deployment: Literal["cloud", "datacenter"] = Field("cloud", description="Checked at start.")
    api_url: str = Field("", description="Where the API is.")
    site_url: str = Field("", description="Where people read issues; empty: api_url.")
    project: str = Field("KOE", description="Project key.")
    issue_type: str = Field("Task", description="Issue type to open.")
    markdown_copy: bool = Field(
        False, description="Also write Jira's issues as Markdown into paths.issues, to read."
    )
    tenant: str = Field(
        "",
        description="Part of every label, so that TEST and PROD never meet; empty: account name.",
    )
    settle_minutes: float | None = Field(
        None, ge=0, description="Wait before an uncertain create; empty: 15 for Cloud, else 0."
    )
    allow_first_fill: int = Field(
        0, ge=0, description="Issues a very first run may create; 0: it only shows them."
    )
    new_issues_per_run: int = Field(10, ge=0, description="Most new issues a run.")
    open_issues: int = Field(50, ge=0, description="Most open issues filed by Koe.")
    notes_per_run: int = Field(50, ge=0, description="Most notes and edits a run.")
    writes_per_second: float = Field(2, gt=0, description="Pace of writes.")
    create_customers: int = Field(
        5, ge=1, description="Distinct customers before an issue is opened."
    )
    create_runs: int = Field(2, ge=1, description="Runs a topic must have lived before that.")


class Secrets(BaseSettings):
    """Secrets, from environment variables that begin with ``KOE_``."""

    model_config = SettingsConfigDict(env_prefix="KOE_", extra="ignore", frozen=True)

    pseudonym_key: SecretStr | None = Field(
        None, description="Key of customers' pseudonyms; keep it, or every customer is a new one."
    )
    jira_email: str | None = Field(None, description="Jira Cloud account.")
    jira_token: SecretStr | None = Field(
        None, description="Jira API token or personal access token."
    )


class Settings(Section):
    """All of ``koe.toml``."""

    account: Account = Account()
    paths: Paths = Paths()
    intake: Intake = Intake()
    analysis: Analysis = Analysis()
    tracker: TrackerSettings = TrackerSettings()
    root: Path = Field(Path(), exclude=True)
    secrets: Secrets = Field(Secrets(), exclude=True)

    def at(self, path: Path) -> Path:
        """``path`` seen from the folder of ``koe.toml``."""
        return path if path.is_absolute() else self.root / path

    def with_first_fill(self, issues: int) -> Settings:
        """The same settings, but a very first run may open so many issues."""
        tracker = self.tracker.model_copy(update={"allow_first_fill": issues})
        return self.model_copy(update={"tracker": tracker})

    @property
    def tenant(self) -> str:
        """What keeps two installations apart in one tracker."""
        return self.tracker.tenant or self.account.name

    @property
    def pseudonym_key(self) -> bytes:
        """The key of all pseudonyms. Raises ConfigurationError where it is not set."""
        if self.secrets.pseudonym_key is None:
            raise ConfigurationError(
                "KOE_PSEUDONYM_KEY is not set, so customers cannot be given pseudonyms",
                expected="a secret of at least 16 characters that never changes",
                next_step="run `koe init`, which writes one to .env, or set the variable",
            )
        key = self.secrets.pseudonym_key.get_secret_value()
        if len(key) < 16:
            raise ConfigurationError(
                f"KOE_PSEUDONYM_KEY has {len(key)} characters",
                expected="at least 16",
                next_step='make one: python3 -c "import secrets; print(secrets.token_hex(32))"',
            )
        return key.encode()


def load_settings(path: Path | None = None) -> Settings:
    """Read ``koe.toml`` (here, or at ``path``) and the secrets.

    Raises ConfigurationError naming the key, what was got and what would be valid.
    """
    config = path or Path(CONFIG_NAME)
    if not config.is_file():
        raise ConfigurationError(
            f"there is no {config}",
            expected="a settings file written by `koe init`",
            next_step="run `koe init` in the folder where Koe shall live, or pass --config FILE",
        )
    try:
        values = tomllib.loads(config.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{config} is not valid TOML: {error}",
            expected="TOML in UTF-8",
            next_step=f"mend {config}; `koe init --show` prints one that is valid",
        ) from error
    return build_settings(values, root=config.resolve().parent, where=str(config))


def build_settings(values: Mapping[str, Any], *, root: Path, where: str = "settings") -> Settings:
    """Settings from plain values, with ``root`` as the folder relative paths start at."""
    dotenv = root / ".env"
    try:
        secrets = Secrets(_env_file=dotenv if dotenv.is_file() else None)
        return Settings.model_validate({**values, "root": root, "secrets": secrets})
    except ValidationError as error:
        raise ConfigurationError(
            "\n".join(_explain(where, item) for item in error.errors()),
            next_step=f"mend {where}; `koe init --show` prints every key with its meaning",
        ) from error


def _explain(where: str, item: Any) -> str:
    key = ".".join(str(part) for part in item["loc"])
    if item["type"] == "extra_forbidden":
        near = get_close_matches(str(item["loc"][-1]), _siblings(item["loc"]), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        valid = ", ".join(_siblings(item["loc"]))
        return f"{where}: there is no setting {key}{hint} (valid here: {valid})"
    return f"{where}: {key} = {item['input']!r}: {item['msg']}"


def _siblings(loc: tuple[Any, ...]) -> list[str]:
    model: Any = Settings
    for part in loc[:-1]:
        model = model.model_fields[part].annotation
    return [name for name in model.model_fields if name not in {"root", "secrets"}]


def prefect_environment() -> None:
    """Switch off everything in Prefect that would leave this machine, before it is imported.

    ``PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS``: its default of 20 s is too short on
    a busy machine (measured: 10-20 s).
    """
    for name, value in {
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    }.items():
        os.environ.setdefault(name, value)


def has_prefect_server() -> bool:
    """Whether a Prefect server is named in the environment."""
    return bool(os.environ.get("PREFECT_API_URL"))
