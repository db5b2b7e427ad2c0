"""What this machine is told about reaching registries (proxies, certificates, mirrors), carried into a Debian folder.

Nothing is known here of any registry: it is read from the machine, and written only into a folder that is thrown away.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path


VARIABLES = re.compile(
    r"^(?:(?:https?|ftp|all|no)_proxy|PIP_\w+|UV_\w+|NPM_CONFIG_\w+|NODE_EXTRA_CA_CERTS"
    r"|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|GIT_SSL_CAINFO)$",
    re.IGNORECASE,
)
APT = re.compile(r"^Acquire::(?:https?::|Check-|Retries|ForceIPv)")
NAMES = ("/etc/resolv.conf", "/etc/hosts")
PIP = ("/etc/pip.conf", "/etc/xdg/pip/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf")
NPM = ("~/.npmrc",)
CERTIFICATES = Path("usr/local/share/ca-certificates")
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def variables() -> Mapping[str, str]:
    """The variables of the environment that say how to reach a registry."""
    return {name: value for name, value in os.environ.items() if VARIABLES.match(name)}


def mirror_of(suite: str) -> str:
    """The address that this machine's apt asks for the suite; empty if it asks for none."""
    return next((address for address, release, _ in _apt_sources() if release == suite), "")


def carry_over(folder: Path, suite: str) -> None:
    """Copies what apt, pip and npm are told, how names are found, and the certificates this machine trusts."""
    for name in (*NAMES, *PIP, *NPM):
        _copy(Path(name).expanduser(), folder / name.replace("~", "root").lstrip("/"))
    for certificate in sorted(Path("/", CERTIFICATES).rglob("*.crt")):
        _copy(certificate, folder / CERTIFICATES / certificate.name)
    lines = [
        f"deb [signed-by={KEYRING}] {address} {release} {component}\n"
        for address, release, component in _apt_sources()
        if release.split("-")[0] == suite
    ]
    if lines:
        (folder / "etc/apt/sources.list").write_text("".join(lines))
    told = [line + "\n" for line in _said("apt-config", "dump").splitlines() if APT.match(line)]
    (folder / "etc/apt/apt.conf.d/90told-by-host").write_text("".join(told))


def _apt_sources() -> list[tuple[str, str, str]]:
    """(address, release, component) of every list of packages that apt reads."""
    wanted = ("--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages")
    rows = {tuple(line.split()) for line in _said("apt-get", "indextargets", *wanted).splitlines()}
    return sorted((row[0], row[1], row[2]) for row in rows if len(row) == 3)


def _said(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # it may be a link that leads out of the folder
        shutil.copyfile(source, target)
