"""Signing in and out, as a browser without JavaScript meets it."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from hrm2m.pages.base.sessions import mark_of
from tests.pages.workers import PASSWORD, Someone, signed_in, someone


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_password_and_code_lead_to_where_the_worker_was_going(asha: Someone) -> None:
    client = Client()
    words = {"login": asha.worker.email, "password": PASSWORD, "next": "/account/"}
    assert client.post("/sign-in/", words).headers["Location"] == "/sign-in/code/"
    assert client.post("/sign-in/code/", {"code": asha.code()}).headers["Location"] == "/account/"
    assert b"Signed in as Asha" in client.get("/account/").content


def test_password_alone_opens_nothing(asha: Someone) -> None:
    client = Client()
    client.post("/sign-in/", {"login": asha.worker.email, "password": PASSWORD})
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")


def test_a_worker_without_second_step_must_add_one_before_anything_else() -> None:
    who = someone("Noor", second_factor=False)
    client = Client()
    client.post("/sign-in/", {"login": who.worker.email, "password": PASSWORD})
    assert client.get("/").headers["Location"] == "/account/"
    assert "Before you can see anything" in client.get("/account/").content.decode()


@pytest.mark.slow
def test_a_password_only_visit_stays_shut_when_the_second_step_is_added_elsewhere() -> None:
    who = someone("Noor", second_factor=False)
    stolen = Client()
    stolen.post("/sign-in/", {"login": who.worker.email, "password": PASSWORD})
    own = Client()
    own.post("/sign-in/", {"login": who.worker.email, "password": PASSWORD})
    own.get("/account/app/")
    secret = own.session["mfa.totp.secret"]
    own.post("/account/app/", {"code": Someone(who.worker, secret, who.agencies).code()})
    assert own.get("/").headers["Location"] != "/account/"
    assert stolen.get("/").headers["Location"] == "/account/"


@pytest.mark.slow
def test_the_same_code_is_right_only_once(asha: Someone) -> None:
    first, second = Client(), Client()
    code = asha.code()
    for client in (first, second):
        client.post("/sign-in/", {"login": asha.worker.email, "password": PASSWORD})
    assert first.post("/sign-in/code/", {"code": code}).status_code == 302
    cache.clear()  # the memory of one process: another one would not know
    answer = second.post("/sign-in/code/", {"code": code})
    assert answer.status_code == 200
    assert b"was used before" in answer.content


@pytest.mark.slow
def test_unknown_wrong_and_left_get_the_same_answer(asha: Someone) -> None:
    gone = someone("Gil")
    gone.worker.is_active = False
    gone.worker.save()
    tries = [
        {"login": "nobody@example.org", "password": PASSWORD},
        {"login": asha.worker.email, "password": "not this one at all"},
        {"login": gone.worker.email, "password": PASSWORD},
    ]
    answers = {_without_what_was_typed(Client().post("/sign-in/", words), words["login"]) for words in tries}
    assert len(answers) == 1
    assert "do not go together" in answers.pop()[1]


def test_the_session_gets_a_new_key_at_sign_in(asha: Someone) -> None:
    client = Client()
    client.post("/sign-in/", {"login": asha.worker.email, "password": PASSWORD})
    before = client.session.session_key
    client.post("/sign-in/code/", {"code": asha.code()})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=mark_of(before)).exists()


def test_a_copy_of_the_rows_of_sessions_signs_nobody_in_and_tells_no_secret_on_its_way(
    browser_of_asha: Client,
) -> None:
    under_way = browser_of_asha.session
    under_way["mfa.totp.secret"] = "on its way"
    under_way.save()
    rows = list(Session.objects.all())
    assert len(rows) == 1
    for row in rows:
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
        assert thief.get("/account/").headers["Location"].startswith("/sign-in/")
        assert not row.get_decoded(), "signed is not sealed"
    assert browser_of_asha.get("/account/").status_code == 200


def test_signing_out_asks_first_and_then_ends_the_session(browser_of_asha: Client) -> None:
    mark = mark_of(browser_of_asha.session.session_key)
    assert Session.objects.filter(session_key=mark).exists()
    assert browser_of_asha.get("/sign-out/").status_code == 200
    browser_of_asha.post("/sign-out/")
    assert not Session.objects.filter(session_key=mark).exists()
    assert browser_of_asha.get("/account/").headers["Location"].startswith("/sign-in/")


def test_a_worker_who_leaves_is_out_at_the_next_request(asha: Someone, browser_of_asha: Client) -> None:
    asha.worker.is_active = False
    asha.worker.save()
    assert browser_of_asha.get("/account/").headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("path", ["/sign-up/", "/accounts/signup/", "/password/reset/", "/accounts/login/"])
def test_there_is_no_sign_up_and_no_reset_by_mail(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_the_only_second_step_cannot_be_taken_away(asha: Someone) -> None:
    client = signed_in(asha)
    answer = client.post("/account/app/remove/")
    assert answer.status_code == 200
    assert b"your only second step" in answer.content


def test_secrets_of_second_steps_are_sealed_at_rest(asha: Someone) -> None:
    from allauth.mfa.models import Authenticator

    kept = str(list(Authenticator.objects.filter(user=asha.worker).values_list("data", flat=True)))
    assert asha.secret not in kept


def _without_what_was_typed(response: object, typed: str) -> tuple[int, str]:
    import re

    text = response.content.decode().replace(typed, "")  # type: ignore[attr-defined] # a test response
    return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)  # type: ignore[attr-defined] # as above
