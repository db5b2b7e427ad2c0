"""Lets `python -m hrm2m.commands` be the same as `hrm2m`."""

import sys

from hrm2m.commands import main


sys.exit(main())
