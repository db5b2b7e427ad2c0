"""An installation for the tests that need several processes."""

from tests.vault.installations import installation, sqlite_template


__all__ = ["installation", "sqlite_template"]
