"""What was said when danger was raised, sealed with a key of the house: it may be about nobody with a record here."""

from hrm2m.records.danger.models import Alert, LookedAt
from hrm2m.vault import house


TABLE, COLUMN = "danger_alert", "words"
LOOK_TABLE = "danger_looked_at"


def sealed(alert_ref: str, words: str) -> bytes:
    """The words as they are kept; nothing for none."""
    return house.seal_for_house(TABLE, COLUMN, alert_ref, words) if words else b""


def unsealed(alert: Alert) -> str:
    """The words as they were said; inside a unit only, so that whoever reads them stands in the ledger."""
    return house.unseal_for_house(TABLE, COLUMN, alert.ref, bytes(alert.words)) if alert.words else ""


def sealed_of_look(look_ref: str, column: str, words: str) -> bytes:
    """What two people wrote when they looked at it, as it is kept; nothing for none."""
    return house.seal_for_house(LOOK_TABLE, column, look_ref, words) if words else b""


def unsealed_of_look(look: LookedAt, column: str) -> str:
    """What they wrote; inside a unit only."""
    kept = bytes(getattr(look, column))
    return house.unseal_for_house(LOOK_TABLE, column, look.ref, kept) if kept else ""
