"""What went wrong is said in words; unknown, foreign and malformed are one answer; nothing leaks."""

import io
import logging
import re
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings

from hrm2m.pages.base import errors
from hrm2m.pages.base.quiet_log import QuietFormatter
from tests.pages.base.doors_for_tests import CANARY
from tests.pages.workers import Someone, signed_in, someone


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.pages.base.doors_for_tests")]

METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]


@pytest.fixture
def window(asha: Someone) -> Client:
    client = signed_in(asha)
    client.raise_request_exception = False
    return client


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_unknown_malformed_and_absent_are_one_answer(window: Client, method: str) -> None:
    refs = ["a" * 26, "z" * 26, "not-a-ref", "%00", "x" * 400, "..", "0"]
    answers = {_all_of(getattr(window, method)(f"/test/hers/{ref}/")) for ref in refs}
    answers.add(_all_of(getattr(window, method)("/no/such/page/")))
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_a_refusal_is_of_its_own_reasons_and_language_however_often_another_was_given() -> None:
    request = RequestFactory().get("/")
    said = [
        errors.not_now(request, (reason,)).content.decode() for reason in ("Ask Jo.", "Ask Kit.", "Ask Jo.")
    ]
    assert said[0] == said[2]
    assert "Ask Kit." not in said[0]
    assert "Ask Jo." not in said[1]
    assert "Ask Kit." in said[1]
    with override_settings(LANGUAGE_CODE="cy"):
        assert '<html lang="cy"' in errors.not_here(request).content.decode()
    assert '<html lang="en-gb"' in errors.not_here(request).content.decode()


@pytest.mark.parametrize("method", ["delete", "patch"])
def test_a_method_a_page_does_not_know_answers_as_if_it_were_not_there(method: str) -> None:
    answer = getattr(Client(), method)("/sign-in/")
    assert answer.status_code == 404
    assert "Allow" not in answer.headers


def test_a_refusal_gives_the_reasons_and_what_to_do(window: Client) -> None:
    answer = window.get("/test/ends/denied/")
    assert answer.status_code == 403
    assert "You do not hold her bridge." in answer.content.decode()
    assert "ask her bridge builder" in answer.content.decode()


def test_a_role_that_can_never_do_it_is_told_so(window: Client) -> None:
    answer = window.get("/test/board/")
    assert answer.status_code == 403
    assert "Your role in this agency does not include this." in answer.content.decode()


def test_a_conflict_says_so_in_words(window: Client) -> None:
    answer = window.get("/test/ends/conflict/")
    assert answer.status_code == 409
    assert "saved before with other words" in answer.content.decode()


def test_what_was_forgotten_is_not_blank(window: Client) -> None:
    answer = window.get("/test/ends/forgotten/")
    assert answer.status_code == 410
    assert "has been forgotten" in answer.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(("how", "status"), [("database", 503), ("broken", 500)])
def test_a_failure_shows_a_reference_that_the_log_has_and_nothing_else(
    window: Client, how: str, status: int
) -> None:
    with Log() as log:
        answer = window.get(f"/test/ends/{how}/?note={CANARY}")
    assert answer.status_code == status
    found = re.search(r"<b>([A-Z2-7]{4}-[A-Z2-7]{4})</b>", answer.content.decode())
    assert found
    assert found[1] in log.text
    assert "doors_for_tests.py" in log.text
    for text in (answer.content.decode(), log.text):
        assert CANARY not in text
        assert "/test/ends" not in text


@pytest.mark.slow
def test_no_handle_or_note_reaches_the_log(window: Client) -> None:
    with Log() as log:
        window.get(f"/no/{CANARY}/")
        window.post("/test/note/", {"note": CANARY, "command_id": CANARY})
        window.get("/", headers={"Host": f"{CANARY}.example.org"})
        window.post("/sign-in/", {"login": f"{CANARY}@example.org", "password": CANARY})
        logging.getLogger("some.library").warning("opened " + CANARY)  # noqa: G003 - as careless ones do
        logging.getLogger("hrm2m.somewhere").warning("opened %s after %d", CANARY, 3)
    assert CANARY not in log.text
    assert "hrm2m.somewhere: opened … after 3" in log.text


@pytest.mark.slow
def test_a_lead_may_and_so_the_page_opens() -> None:
    from hrm2m.policy import Role

    assert signed_in(someone("Lena", Role.TEAM_LEAD)).get("/test/board/").content == b"board"


class Log:
    """Everything logged meanwhile, in the words the server would write."""

    def __enter__(self) -> "Log":
        self._out = io.StringIO()
        self._handler = logging.StreamHandler(self._out)
        self._handler.setFormatter(QuietFormatter())
        self._loggers = [logging.getLogger(name) for name in ["", "hrm2m", "django", "django.request"]]
        for logger in self._loggers:
            logger.addHandler(self._handler)
        return self

    def __exit__(self, *_: object) -> None:
        for logger in self._loggers:
            logger.removeHandler(self._handler)

    @property
    def text(self) -> str:
        """What was logged."""
        return self._out.getvalue()


def _all_of(response: Any) -> tuple[int, bytes, str]:
    headers = {name: value for name, value in response.headers.items() if name != "Set-Cookie"}
    return response.status_code, response.content, str(sorted(headers.items()))
