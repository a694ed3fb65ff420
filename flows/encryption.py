"""Turning encryption on or off for files that exist already."""

from __future__ import annotations

from collections.abc import Callable

from flows.night import open_warehouse
from flows.settings import Settings
from records.errors import ConfigurationError
from warehouse.inbox import Inbox
from warehouse.rewrite import rewrite
from warehouse.sealing import is_sealed
from warehouse.snapshot import publish as publish_snapshot


def seal(settings: Settings, *, off: bool, say: Callable[[str], None]) -> str:
    """Bring warehouse, snapshot and vectors to what ``protection.encrypt`` says; what came of it.

    Raises ConfigurationError where the settings say otherwise or the key is missing, LockHeld
    while a night runs.
    """
    _refuse_contradiction(settings, off=off)
    path, key = settings.at(settings.paths.warehouse), settings.warehouse_key
    if not path.is_file():
        kind = "encrypted" if key else "plain"
        return f"there is no warehouse yet: the first night makes one that is {kind}"
    given = settings.secrets.warehouse_key
    old = given.get_secret_value() if off and given else None
    if is_sealed(path) is not off:
        Inbox(path, old or key).rekey(key)  # where a killed change of keys stopped before it
        return f"{path} is {'plain' if off else 'encrypted'} already"
    if off and old is None:
        raise ConfigurationError(
            f"{path} is encrypted and KOE_WAREHOUSE_KEY is not set",
            expected="the key that it was encrypted with",
            next_step="set it once more for `koe encrypt --off`; after that it can go",
        )
    _rewrite(settings, old, say)
    return f"{path}: {'plain' if off else 'encrypted'}"


def _refuse_contradiction(settings: Settings, *, off: bool) -> None:
    if settings.protection.encrypt is not off:
        return
    raise ConfigurationError(
        f"protection.encrypt is {str(settings.protection.encrypt).lower()} in koe.toml",
        expected="false for `koe encrypt --off`, true for `koe encrypt`",
        next_step="change koe.toml first, so that the next night finds what it expects",
    )


def _rewrite(settings: Settings, old: str | None, say: Callable[[str], None]) -> None:
    """The vectors are computed again: nothing of the plain cache may stay on the disk."""
    before = open_warehouse(settings, key=old) if old else open_warehouse(_plain(settings))
    with before.lock():
        done = rewrite(before, key=settings.warehouse_key)
        say(f"file written anew in {done.seconds:.1f} s: {done.after:,} bytes")
        vectors = settings.at(settings.paths.vectors)
        for suffix in ("", "-wal", "-shm"):
            vectors.with_name(vectors.name + suffix).unlink(missing_ok=True)
        Inbox(before.path, old).rekey(settings.warehouse_key)
    if settings.at(settings.paths.snapshot).is_file():
        publish_snapshot(open_warehouse(settings), settings.at(settings.paths.snapshot))


def _plain(settings: Settings) -> Settings:
    protection = settings.protection.model_copy(update={"encrypt": False})
    return settings.model_copy(update={"protection": protection})
