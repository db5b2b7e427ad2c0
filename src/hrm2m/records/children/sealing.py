"""Words that lie in no drawer, sealed with the key of the house: a notice about nobody known, why two are joined."""

from hrm2m.vault import house


NOTICE, JOIN = "children_notice", "children_join"


def sealed(table: str, column: str, ref: str, words: str) -> bytes:
    """The words as they are kept; nothing for none."""
    return house.seal_for_house(table, column, ref, words) if words else b""


def unsealed(table: str, column: str, ref: str, kept: bytes | memoryview) -> str:
    """The words as they were written; inside a unit only, so that whoever reads them stands in the ledger."""
    return house.unseal_for_house(table, column, ref, bytes(kept)) if kept else ""
