"""The fixtures of the vault's tests."""

from tests.vault.installations import installation, sqlite_template


__all__ = ["installation", "sqlite_template"]
