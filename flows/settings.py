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
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.sections.account import Account
from flows.sections.alerts import Alerts
from flows.sections.analysis import Analysis
from flows.sections.desk import Desk
from flows.sections.digest import Digest
from flows.sections.helpdesk import Helpdesk
from flows.sections.intake import Intake
from flows.sections.labels import Labels
from flows.sections.machine import Machine
from flows.sections.paths import Paths
from flows.sections.privacy import Privacy
from flows.sections.protection import Protection
from flows.sections.retention import Retention
from flows.sections.section import Section
from flows.sections.targets import Targets
from flows.sections.tracker import TrackerSettings
from records.errors import ConfigurationError
from warehouse.sealing import Place, Sealed

CONFIG_NAME = "koe.toml"


class Secrets(BaseSettings):
    """Secrets, from environment variables that begin with ``KOE_``."""

    model_config = SettingsConfigDict(env_prefix="KOE_", extra="ignore", frozen=True)

    pseudonym_key: SecretStr | None = Field(
        None, description="Key of customers' pseudonyms; keep it, or every customer is a new one."
    )
    warehouse_key: SecretStr | None = Field(
        None, description="Key of the encrypted warehouse; whoever loses it loses the warehouse."
    )
    smtp_password: SecretStr | None = Field(None, description="Password of digest.smtp_user.")
    webhook_url: SecretStr | None = Field(
        None,
        description="Slack's or Teams' incoming webhook for the digest; whoever has it can post.",
    )
    jira_email: str | None = Field(None, description="Jira Cloud account.")
    backlog_key: SecretStr | None = Field(None, description="API key of a Backlog account.")
    embedding_key: SecretStr | None = Field(
        None, description="API key of analysis.endpoint_url, where it wants one."
    )
    jira_token: SecretStr | None = Field(
        None, description="Jira API token or personal access token."
    )
    zendesk_client_secret: SecretStr | None = Field(
        None, description="Secret of the OAuth client that helpdesk.client_id names."
    )
    zendesk_token: SecretStr | None = Field(
        None, description="Zendesk API token of helpdesk.user; Zendesk ends these in April 2027."
    )
    intercom_token: SecretStr | None = Field(None, description="Intercom access token.")
    freshdesk_key: SecretStr | None = Field(None, description="Freshdesk API key.")
    rt_token: SecretStr | None = Field(None, description="Request Tracker auth token.")
    rt_password: SecretStr | None = Field(
        None, description="Password of helpdesk.user in Request Tracker, where there is no token."
    )


class Settings(Section):
    """All of ``koe.toml``."""

    account: Account = Account()
    paths: Paths = Paths()
    helpdesk: Helpdesk = Helpdesk()
    intake: Intake = Intake()
    privacy: Privacy = Privacy()
    analysis: Analysis = Analysis()
    labels: Labels = Labels()
    tracker: TrackerSettings = TrackerSettings()
    retention: Retention = Retention()
    protection: Protection = Protection()
    machine: Machine = Machine()
    desk: Desk = Desk()
    targets: Targets = Targets()
    alerts: Alerts = Alerts()
    digest: Digest = Digest()
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
    def warehouse_key(self) -> str | None:
        """What warehouse, snapshot and vectors are encrypted with; None where they are plain.

        Raises ConfigurationError where it is wanted but not set.
        """
        if not self.protection.encrypt:
            return None
        key = self.secrets.warehouse_key
        if key is None or len(key.get_secret_value()) < 16:
            raise ConfigurationError(
                "protection.encrypt is on, but KOE_WAREHOUSE_KEY is not set, or too short",
                expected="a secret of at least 16 characters that never changes",
                next_step='make one: python3 -c "import secrets; print(secrets.token_hex(32))"',
            )
        return key.get_secret_value()

    @property
    def snapshot(self) -> Place:
        """What everybody reads, and what opens it."""
        path, key = self.at(self.paths.snapshot), self.warehouse_key
        return path if key is None else Sealed(path, key)

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
