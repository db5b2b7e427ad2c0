"""The room stands alone: no framework, no clock, no network, and it is there at once."""

import subprocess
import sys
from pathlib import Path

import pytest

import hrm2m.narrative


ROOM = Path(hrm2m.narrative.__file__).parent
ALONE = """
import sys

import pytest
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "requests"}:
            raise ImportError(name)
sys.meta_path.insert(0, Wall())
import socket
socket.socket = None
import pytest

from hrm2m.narrative import check
from hrm2m.commands.narrative import main
sys.exit(main(["check", "-"]))
"""


@pytest.mark.slow
def test_the_room_and_its_command_run_without_django_or_network() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ALONE],
        input="She did not engage.",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "What was offered" in ran.stdout


def test_the_room_reads_no_clock() -> None:
    for file in ROOM.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not any(word in text for word in ("now()", "today()", "import time\n", "import random")), (
            file.name
        )
