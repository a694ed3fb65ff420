"""Reading and writing the world as one JSON file, so that a demo's issues survive a restart."""

import os
import tempfile
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.jira_sim.model import World

_WORLD = TypeAdapter(World)


class StateFileError(Exception):
    """The state file is not one of ours; says which file, what is wrong and what to do."""


def load(path: Path, flavour: str) -> World:
    """The world in `path`, or an empty one when there is no such file yet.

    A file of the other flavour is refused: its descriptions are in the wrong format (ADF against
    wiki text), and a client would fail on them in a way that no real Jira shows.
    """
    if not path.exists():
        return World(flavour=flavour)
    try:
        world = _WORLD.validate_json(path.read_bytes())
    except ValidationError as error:
        raise StateFileError(
            f"{path} is not a state file of koe jira-sim ({error.error_count()} errors, the first: "
            f"{error.errors()[0]['msg']}); move it away or name another with --state"
        ) from error
    if world.flavour != flavour:
        raise StateFileError(
            f"{path} holds a {world.flavour} Jira, asked for {flavour}; "
            "use one state file per flavour"
        )
    return world


def save(path: Path, world: World) -> None:
    """Write beside the file and rename over it: a killed simulator leaves the old state or the new,
    never half.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(_WORLD.dump_json(world))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
