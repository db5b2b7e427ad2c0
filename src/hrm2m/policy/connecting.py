"""The lifecycle of one connection as a table: nothing in it drops a connection, and no step waits for her reply."""

from collections.abc import Mapping
from enum import StrEnum

from hrm2m.policy.lifecycles import NoSuchStep


class ConnectionStatus(StrEnum):
    """Where one connection stands, by its last look. There is no status for one that is gone."""

    PROPOSED = "proposed"
    STANDS = "stands"
    DOES_NOT_STAND = "does_not_stand"
    NOT_KNOWN = "not_known"


class Look(StrEnum):
    """What a second reader can say."""

    STANDS = "stands"
    DOES_NOT_STAND = "does_not_stand"
    NOT_KNOWN = "not_known"


_LOOKED_AT: Mapping[Look, ConnectionStatus] = {
    Look.STANDS: ConnectionStatus.STANDS,
    Look.DOES_NOT_STAND: ConnectionStatus.DOES_NOT_STAND,
    Look.NOT_KNOWN: ConnectionStatus.NOT_KNOWN,
}

# From everywhere the same three steps: each is looked at again after twelve weeks, whatever was said before.
CONNECTION: Mapping[ConnectionStatus, Mapping[Look, ConnectionStatus]] = dict.fromkeys(
    ConnectionStatus, _LOOKED_AT
)


def next_status(status: ConnectionStatus, look: Look) -> ConnectionStatus:
    """Where it stands after a look; raises NoSuchStep for a step the table does not have."""
    try:
        return CONNECTION[status][look]
    except KeyError:
        msg = f"From “{status.value}” there is no step “{look}”."
        raise NoSuchStep(msg) from None
