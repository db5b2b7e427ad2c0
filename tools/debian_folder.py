"""A folder that holds a bare Debian: made by debootstrap, kept, copied for each use, entered by chroot.

Whatever is mounted for it is mounted in a namespace of its own, so that nothing is left mounted when the command
inside ends, however it ends, and deleting the folder can never reach the host's own files.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import told_by_host


SUITE = "bookworm"
PACKAGES = ("python3", "python3-venv", "python3-pip", "make", "git", "ca-certificates")
"""What the README asks for. Certificates are there because no registry can be reached without."""

NAMESPACES = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-euc")
# The shell stays, as the first process of the namespace: it buries what the command leaves behind.
ENTER = """
root=$1; shift
# A place of its own, so that whoever is inside may make namespaces too.
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for name in null zero full random urandom tty; do
  : > "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
status=0
chroot "$root" "$@" || status=$?
exit $status
"""
PLAIN = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "TERM": "dumb",
    "DEBIAN_FRONTEND": "noninteractive",
}


class Refused(Exception):
    """The folder cannot be made or entered; the message says why and what to do."""


def need_debootstrap() -> None:
    """Raises Refused unless this is root with debootstrap, which it installs with apt if it is missing."""
    if os.geteuid() != 0:
        sentence = "Only root can make a Debian folder and enter it: run it as root, for example with sudo."
        raise Refused(sentence)
    if shutil.which("debootstrap") is None and shutil.which("apt-get") is not None:
        print("debootstrap is missing; installing it with apt", flush=True)
        for words in (("update",), ("install", "-y", "--no-install-recommends", "debootstrap")):
            subprocess.run(["apt-get", "-qq", *words], stdout=subprocess.DEVNULL, check=False)
    if shutil.which("debootstrap") is None:
        sentence = "debootstrap is missing and could not be installed. On Debian: apt-get install debootstrap"
        raise Refused(sentence)


def base(folder: Path, mirror: str = "") -> Path:
    """The bare Debian, made once and then kept; a half-made one, or one of other packages, is made again."""
    made, recipe = folder / "base", folder / "base.recipe"
    wanted = f"{SUITE} {' '.join(PACKAGES)}\n"
    if made.is_dir() and recipe.is_file() and recipe.read_text() == wanted:
        return made
    recipe.unlink(missing_ok=True)
    remove(made)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = mirror or told_by_host.mirror_of(SUITE)
    if not source:
        sentence = f"This machine's apt knows no mirror with {SUITE}: name one with --mirror."
        raise Refused(sentence)
    print(f"Making a bare Debian {SUITE} (a few minutes, once) ...", flush=True)
    _debootstrap(made, source, folder / "debootstrap.log")
    recipe.write_text(wanted)
    return made


def _debootstrap(made: Path, source: str, log: Path) -> None:
    command = [
        "debootstrap",
        "--variant=minbase",
        f"--include={','.join(PACKAGES)}",
        SUITE,
        str(made),
        source,
    ]
    # In its own namespace too: it mounts /proc for a while.
    with log.open("w") as written:
        done = subprocess.run(
            [*NAMESPACES, 'exec "$@"', "sh", *command], stdout=written, stderr=written, check=False
        )
    if done.returncode:
        sentence = f"debootstrap failed; its last words, the rest is in {log}:\n{log.read_text()[-1500:]}"
        raise Refused(sentence)


def fresh_copy(of: Path, to: Path) -> Path:
    """A copy of the bare Debian that may be spoiled; it is told what the host is told about registries."""
    remove(to)
    subprocess.run(["cp", "-a", "--reflink=auto", str(of), str(to)], check=True)
    told_by_host.carry_over(to, SUITE)
    run_in(to, ["update-ca-certificates"], stdout=subprocess.DEVNULL).wait()
    return to


def run_in(
    folder: Path, command: Sequence[str], stdout: int | None = None, also: Mapping[str, str] | None = None
) -> "subprocess.Popen[str]":
    """Starts a command inside, with a bare environment, in a process group of its own."""
    surroundings = {**PLAIN, **told_by_host.variables(), **(also or {})}
    words = [*NAMESPACES, ENTER, "enter", str(folder), *command]
    return subprocess.Popen(
        words,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.STDOUT if stdout is not None else None,
        start_new_session=True,
        text=True,
    )


def end(running: "subprocess.Popen[str]") -> None:
    """Ends the command and all that it started: it is gone when this answers."""
    if running.poll() is None:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        # The namespace ends with its first process, and only then does `unshare` itself.
        for process in children or [str(running.pid)]:
            os.kill(int(process), signal.SIGKILL)
        running.wait()


def remove(folder: Path) -> None:
    """Deletes the folder, never across a mount; raises Refused if something is mounted in it."""
    mounts = Path("/proc/self/mountinfo").read_text().splitlines()
    inside = [line.split()[4] for line in mounts if Path(line.split()[4]).is_relative_to(folder)]
    if inside:
        sentence = f"{inside[0]} is mounted: unmount it first, nothing was deleted."
        raise Refused(sentence)
    if folder.exists():
        subprocess.run(["rm", "-rf", "--one-file-system", str(folder)], check=True)
