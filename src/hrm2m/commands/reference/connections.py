"""The page of connections: the decision tables that a test asks of the software, for whoever practises."""

from pathlib import Path


def page(root: Path) -> str:
    """The tables as they were written by hand, from the clone of the source."""
    return (root / "tests" / "spec" / "connection_tables.md").read_text("utf-8")
