"""The fixtures of the tests of outreach."""

from tests.vault.installations import installation, sqlite_template


__all__ = ["installation", "sqlite_template"]
