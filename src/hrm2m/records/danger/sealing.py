"""What was said when danger was raised, sealed with a key of the house: it may be about nobody with a record here."""

from hrm2m.records.danger.models import Alert
from hrm2m.vault import house


TABLE, COLUMN = "danger_alert", "words"


def sealed(alert_ref: str, words: str) -> bytes:
    """The words as they are kept; nothing for none."""
    return house.seal_for_house(TABLE, COLUMN, alert_ref, words) if words else b""


def unsealed(alert: Alert) -> str:
    """The words as they were said; inside a unit only, so that whoever reads them stands in the ledger."""
    return house.unseal_for_house(TABLE, COLUMN, alert.ref, bytes(alert.words)) if alert.words else ""
