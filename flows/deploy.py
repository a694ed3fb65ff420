"""The nightly schedule on a Prefect server: one deployment, one run at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flows.settings import has_prefect_server, load_settings, prefect_environment
from records.errors import ConfigurationError

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

POOL = "koe"
DEPLOYMENT = "nightly"
FLOW = "koe-nightly"


@dataclass(frozen=True, slots=True)
class Deployed:
    """What `koe deploy` made, and how to bring it to life."""

    deployment: str
    cron: str
    time_zone: str
    pool: str


def deploy(config: Path, *, cron: str) -> Deployed:
    """Create or update the work pool and the deployment; doing it twice changes nothing.

    A second run that would overlap is cancelled, not queued: the next night picks up what is
    left, and Koe's own lock guards runs started by hand.

    Raises ConfigurationError where no server is named or the settings are wrong.
    """
    settings = load_settings(config)
    if not has_prefect_server():
        raise ConfigurationError(
            "PREFECT_API_URL is not set, so there is no server to deploy to",
            expected="the address of a Prefect server, e.g. http://127.0.0.1:4200/api",
            next_step="start one (`prefect server start`), set PREFECT_API_URL, run this again; "
            "or let cron call `koe run`, which needs no server",
        )
    prefect_environment()
    _ensure_pool()
    _create_deployment(config.resolve(), cron, settings.account.time_zone)
    return Deployed(f"{FLOW}/{DEPLOYMENT}", cron, settings.account.time_zone, POOL)


def _ensure_pool() -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
    from prefect.exceptions import ObjectAlreadyExists

    with get_client(sync_client=True) as client:
        try:
            client.create_work_pool(WorkPoolCreate(name=POOL, type="process", concurrency_limit=1))
        except ObjectAlreadyExists:
            client.update_work_pool(POOL, WorkPoolUpdate(concurrency_limit=1))


def _create_deployment(config: Path, cron: str, time_zone: str) -> None:
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.nightly import nightly

    # the sync form; Prefect types it as perhaps a coroutine
    deployment = cast(
        "RunnerDeployment",
        nightly.to_deployment(
            DEPLOYMENT,
            schedule=Cron(cron, timezone=time_zone),
            parameters={"config": str(config)},
            concurrency_limit=ConcurrencyLimitConfig(
                limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
            ),
            work_pool_name=POOL,
            entrypoint_type=EntrypointType.MODULE_PATH,
            description="Koe: from resolved tickets to trends and issues.",
        ),
    )
    deployment.apply()
