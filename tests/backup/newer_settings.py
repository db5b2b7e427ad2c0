"""The settings of a version that does not exist yet: ours, and one app more."""

from hrm2m.config.settings import *  # noqa: F403 - all of ours
from hrm2m.config.settings import INSTALLED_APPS as OURS


INSTALLED_APPS = [*OURS, "tests.backup.newer"]
