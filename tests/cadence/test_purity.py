"""The room stands alone: no framework, no clock, no network."""

import subprocess
import sys
from pathlib import Path

import hrm2m.cadence


ROOM = Path(hrm2m.cadence.__file__).parent
ALONE = """
import sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "requests", "hrm2m_settings"}:
            raise ImportError(name)
sys.meta_path.insert(0, Wall())
import socket
socket.socket = None
from hrm2m.cadence import explain, load_rules
from hrm2m.commands.cadence import main
sys.exit(main(["explain", "--json", "-"]))
"""


def test_the_room_and_its_command_run_without_django_or_network() -> None:
    told = '{"now": "2026-03-12T10:00:00Z", "nation": "wales", "contacts": [], "windows": []}'
    ran = subprocess.run(
        [sys.executable, "-c", ALONE], input=told, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_room_reads_no_clock() -> None:
    for file in ROOM.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not any(word in text for word in ("now()", "today()", "utcnow", "import time\n")), file.name
