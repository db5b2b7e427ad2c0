"""The real server and worker process of a place, and a browser that posts real forms to them."""

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from hrm2m.foundation import ids
from tests.soak.places import Place, kill_group


PORT = 8871
TOKEN = "soak" * 8
PATIENCE_SECONDS = 60.0
TRACEBACK = re.compile(r"Traceback|\.py\b|OperationalError|psycopg|sqlite3")


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 where the server did not answer at all."""

    status: int
    html: str

    @property
    def text(self) -> str:
        """What a person reads."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.html).split())


class Server:
    """`hrm2m serve` and `hrm2m work`, as two services of the machine; what they log is kept."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._running: list[subprocess.Popen[bytes]] = []
        self.log = place.home / "server.log"

    def start(self) -> None:
        """Starts both, and waits until the pages answer."""
        with self.log.open("ab") as log:
            for words in (["serve", "--port", str(PORT)], ["work"]):
                command = [sys.executable, "-m", "hrm2m.commands", *words]
                self._running.append(
                    subprocess.Popen(
                        command, env=self._place.surroundings, stdout=log, stderr=log, start_new_session=True
                    )
                )
        until(lambda: Browser("").get("/sign-in/").status != 0, "the server answers")

    def kill(self) -> None:
        """Kills both, and all that they started, in the middle of whatever they do."""
        while self._running:
            kill_group(self._running.pop())

    def all_run(self) -> bool:
        """Whether neither has ended by itself."""
        return all(process.poll() is None for process in self._running)


@contextmanager
def serving(place: Place) -> Iterator[Server]:
    """The server and the worker process, killed at the end."""
    server = Server(place)
    try:
        server.start()
        yield server
    finally:
        server.kill()


class Browser:
    """One signed-in worker; every answer is a page or nothing."""

    def __init__(self, session: str) -> None:
        self._cookies = {"hr_session": session, "hr_form": TOKEN}

    def get(self, path: str) -> Answer:
        """Opens a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> Answer:
        """Sends a form, as a page of ours would."""
        said = {"csrfmiddlewaretoken": TOKEN, "command_id": ids.new_ref(), **fields}
        return self._ask("POST", path, urlencode(said))

    def log(self, mother: str, words: str) -> bool:
        """Logs a contact with these words of hers; whether it was acknowledged."""
        return self.post(f"/m/{mother}/log/", outcome="met", channel="text", her_words=words).status == 302

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("localhost", PORT, timeout=PATIENCE_SECONDS)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            for said in response.headers.get_all("Set-Cookie") or ():
                name, _, value = said.partition(";")[0].partition("=")
                self._cookies[name] = value
            return Answer(response.status, response.read().decode())
        except (OSError, http.client.HTTPException):
            return Answer(0, "")
        finally:
            connection.close()


def until(holds: Callable[[], bool], what: str) -> float:
    """Waits until it holds, and answers after how many seconds; fails in words after a minute."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < PATIENCE_SECONDS, f"still not: {what}"
        time.sleep(0.1)
    return time.monotonic() - began
