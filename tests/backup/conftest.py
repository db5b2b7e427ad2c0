"""The fixtures of the tests of copies."""

from tests.backup.installed import empty_home, installed


__all__ = ["empty_home", "installed"]
