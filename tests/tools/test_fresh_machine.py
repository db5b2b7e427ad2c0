"""`make fresh` refuses in a sentence where it may not, and carries over what this machine is told, and no more."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools import debian_folder, fresh_machine, told_by_host
from tools.debian_folder import Refused


ROOT = Path(__file__).resolve().parents[2]
only_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root may mount, even in a namespace of its own"
)


def test_whoever_is_not_root_is_told_so() -> None:
    as_nobody = (
        "import os; from tools import fresh_machine as f\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "raise SystemExit(f.main([]))"
    )
    words = [sys.executable, "-c", as_nobody]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.startswith("make fresh: Only root can make a Debian folder")
    assert "Traceback" not in told.stderr


def test_a_port_in_use_is_noticed() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"http://localhost:{taken.getsockname()[1]}/"
        assert fresh_machine._in_use(address)
    assert not fresh_machine._in_use(address)


def test_proxies_certificates_and_registries_are_carried_over_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {
        "https_proxy": "p",
        "NO_PROXY": "n",
        "PIP_CERT": "c",
        "NPM_CONFIG_CAFILE": "f",
        "SSL_CERT_FILE": "s",
    }
    kept_here = {
        "HRM2M_OWNER_DATABASE_URL": "x",
        "VIRTUAL_ENV": "x",
        "PYTHONPATH": "x",
        "MY_PIP_X": "x",
        "CI": "x",
    }
    for name, value in {**told, **kept_here}.items():
        monkeypatch.setenv(name, value)
    carried = told_by_host.variables()
    assert told.items() <= carried.items()
    assert not kept_here.keys() & carried.keys()


@pytest.mark.slow
def test_what_is_carried_over_never_follows_a_link_out_of_the_folder(tmp_path: Path) -> None:
    for name in ("etc/apt/apt.conf.d", "etc/apt"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    outside = tmp_path / "outside"
    outside.write_text("stays as it is")
    (tmp_path / "etc" / "resolv.conf").symlink_to(outside)
    told_by_host.carry_over(tmp_path, "bookworm")
    assert outside.read_text() == "stays as it is"
    assert (tmp_path / "etc" / "resolv.conf").read_text() == Path("/etc/resolv.conf").read_text()


def test_no_registry_is_named_in_the_tools() -> None:
    for path in (ROOT / "tools").glob("*.py"):
        addresses = [word for word in path.read_text().split() if "://" in word and "localhost" not in word]
        assert [word for word in addresses if not word.startswith(("postgres://", '"postgres://'))] == [], (
            path
        )


@only_root
def test_a_folder_with_something_mounted_in_it_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "machine" / "proc").mkdir(parents=True)
    refused = (
        "import sys; from pathlib import Path; from tools import debian_folder as d\n"
        "try: d.remove(Path(sys.argv[1]))\nexcept d.Refused as refusal: print(refusal)"
    )
    mount = 'mount -t proc proc "$1/proc"; exec "$2" -c "$3" "$1"'
    words = [*debian_folder.NAMESPACES, mount, "sh", str(tmp_path / "machine"), sys.executable, refused]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "is mounted: unmount it first, nothing was deleted." in told.stdout, told.stderr
    debian_folder.remove(tmp_path / "machine")
    assert not (tmp_path / "machine").exists()


@only_root
def test_nothing_stays_mounted_and_nothing_keeps_running_when_the_command_is_killed(tmp_path: Path) -> None:
    machine = _a_folder_with_this_machine_s_programs(tmp_path)
    running = debian_folder.run_in(machine, ["/bin/sh", "-c", "sleep 987 & echo here; wait"], subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline() == "here\n"
    assert str(machine) not in Path("/proc/mounts").read_text()
    debian_folder.end(running)
    running.stdout.close()
    assert not [path for path in Path("/proc").glob("[0-9]*/cmdline") if _reads(path, b"sleep\0987\0")]


def _a_folder_with_this_machine_s_programs(folder: Path) -> Path:
    """Not a Debian: only a shell, sleep and what they load, so that no mirror is needed."""
    machine = folder / "machine"
    for name in ("proc", "sys", "dev", "tmp"):
        (machine / name).mkdir(parents=True)
    for program in ("/bin/sh", "/bin/sleep"):
        listed = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout.split()
        for path in (program, *(word for word in listed if word.startswith("/"))):
            target = machine / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(Path(path).read_bytes())
            target.chmod(0o755)
    return machine


def _reads(path: Path, words: bytes) -> bool:
    try:
        return path.read_bytes() == words
    except OSError:
        return False


def test_an_unknown_mirror_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="name one with --mirror"):
        debian_folder.base(tmp_path / "fresh")
