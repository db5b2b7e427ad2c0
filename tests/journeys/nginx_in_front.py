"""An installation in production mode behind nginx, configured as `deploy/` ships it, with a certificate of a day."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


ROOT = Path(__file__).resolve().parents[2]
HOST = "hr.example.org"
AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/start.log; {user}
events {{}}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What nginx answered."""

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Front:
    """Where nginx listens, and what it writes."""

    folder: Path
    plain: int
    tls: int
    server: "subprocess.Popen[bytes]"
    surroundings: Mapping[str, str]

    def ask(
        self, path: str, form: Mapping[str, str] | None = None, *, source: str = "127.0.0.1", **headers: str
    ) -> Answer:
        """One request over TLS, under the public name."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "tls" / "fullchain.pem"))
        trusted.check_hostname = False  # it is asked by number, and shows the name
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.tls, context=trusted, timeout=30, source_address=(source, 0)
        )
        named = {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return _asked(connection, path, form, named)

    def ask_plain(self, path: str) -> Answer:
        """One request without TLS."""
        return _asked(
            http.client.HTTPConnection("127.0.0.1", self.plain, timeout=30), path, None, {"Host": HOST}
        )

    @property
    def log(self) -> str:
        """Everything that nginx wrote."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("log/*.log")))

    def hrm2m(self, *words: str) -> str:
        """What `hrm2m WORDS` prints in this installation."""
        command = [sys.executable, "-m", "hrm2m.commands", *words]
        done = subprocess.run(command, env=self.surroundings, capture_output=True, text=True, check=True)
        return done.stdout.strip()


@contextmanager
def in_front(folder: Path) -> Iterator[Front]:
    """Makes keys and a database, starts the server and nginx, and ends both."""
    plain, tls, behind = _free_port(), _free_port(), _free_port()
    surroundings = _production(folder / "home")
    command = [sys.executable, "-m", "hrm2m.commands"]
    for words in (["keys", "new"], ["migrate", "--quiet"]):
        subprocess.run([*command, *words], env=surroundings, check=True, capture_output=True)
    _certify(folder / "tls")
    _configure(folder, plain, tls, behind)
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "serve", "--port", str(behind)], env=surroundings, stdout=log, stderr=log
        )
    nginx = subprocess.Popen([_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    front = Front(folder, plain, tls, server, surroundings)
    try:
        _wait_until_it_answers(front)
        yield front
    finally:
        for process in (nginx, server):
            process.terminate()
            process.wait(20)


def _asked(
    connection: http.client.HTTPConnection, path: str, form: Mapping[str, str] | None, headers: dict[str, str]
) -> Answer:
    body = None if form is None else urlencode(form)
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["Origin"] = f"https://{HOST}"
    connection.request("GET" if form is None else "POST", path, body, headers)
    answer = connection.getresponse()
    cookies = tuple(answer.headers.get_all("Set-Cookie") or ())
    text = answer.read().decode()
    connection.close()
    return Answer(
        answer.status, {name.lower(): value for name, value in answer.headers.items()}, cookies, text
    )


def _production(home: Path) -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if not name.startswith(("HRM2M_", "DJANGO_"))}
    return {
        **found,
        "HRM2M_MODE": "production",
        "HRM2M_HOME": str(home),
        "HRM2M_HOST": HOST,
        "HRM2M_PROXIES": "1",
        "HRM2M_MAIL_URL": "smtp://127.0.0.1:9",
    }


def _certify(folder: Path) -> None:
    folder.mkdir()
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)  # noqa: TID251 - TLS reads the real time
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "privkey.pem").write_bytes(written)


def _configure(folder: Path, plain: int, tls: int, behind: int) -> None:
    shipped = (ROOT / "deploy" / "nginx" / "hrm2m.conf").read_text()
    site = re.sub(r"^ *listen \[::\].*\n", "", shipped, flags=re.MULTILINE)
    for there, here in {
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{tls}",
        "server 127.0.0.1:8000": f"server 127.0.0.1:{behind}",
        "/etc/hrm2m/tls": str(folder / "tls"),
        "/var/log/nginx": str(folder / "log"),
        "/opt/hrm2m": str(ROOT),
    }.items():
        assert there in site, f"the shipped configuration no longer says “{there}”"
        site = site.replace(there, here)
    (folder / "log").mkdir()
    (folder / "site.conf").write_text(site)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))


def _nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found, "nginx is missing: “make test” installs it."
    return found


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait_until_it_answers(front: Front) -> None:
    for _ in range(100):
        try:
            if front.ask("/healthz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError((front.folder / "server.log").read_text())
