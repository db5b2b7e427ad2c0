"""A disk that is nearly full, in a mount namespace of this process: gone with it, and nobody else sees it."""

import ctypes
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

import pytest


NEW_MOUNTS = 0x00020000  # CLONE_NEWNS, unshare(2)
BLOCK = 1 << 16


@lru_cache(maxsize=1)
def _mounts_of_our_own() -> bool:
    """Whether this process could leave the mounts of the machine."""
    if os.geteuid() != 0 or ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNTS) != 0:
        return False
    return subprocess.run(["mount", "--make-rprivate", "/"], check=False).returncode == 0


class SmallDisk:
    """A folder on a disk of its own, and a file that fills the rest of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Not a byte is left."""
        size = BLOCK
        with self._ballast.open("ab", buffering=0) as file:
            while size:
                try:
                    if file.write(bytes(size)) < size:
                        size //= 2
                except OSError:
                    size //= 2

    def make_room(self) -> None:
        """As somebody who tidies up, or a bigger disk."""
        self._ballast.unlink()


@contextmanager
def a_small_disk(megabytes: int) -> Iterator[SmallDisk]:
    """A disk of this size; the test is left out where none may be mounted."""
    if not _mounts_of_our_own():
        pytest.skip("A small disk can be mounted by root only, who may make a mount namespace.")
    folder = Path(tempfile.mkdtemp(prefix="hrm2m-small-", dir="/tmp"))
    folder.chmod(0o755)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        with suppress(OSError):
            folder.rmdir()
