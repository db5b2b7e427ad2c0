"""An invitation: one link, once, for three days."""

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from hrm2m.pages.sign_in import invitations
from hrm2m.pages.sign_in.invitations import link_for, start_again
from tests.pages.workers import Someone, signed_in


pytestmark = pytest.mark.django_db(transaction=True)

NEW = {"new_password1": "seven slow herons", "new_password2": "seven slow herons"}


def test_the_link_sets_a_password_and_leads_to_the_second_step(asha: Someone) -> None:
    link = start_again(asha.worker.ref)
    client = Client()
    assert client.get(_path(link)).headers["Location"] == "/welcome/"
    assert "Welcome, Asha" in client.get("/welcome/").content.decode()
    assert client.post("/welcome/", NEW).headers["Location"] == "/account/"
    assert "Before you can see anything" in client.get("/account/").content.decode()


def test_the_link_works_once(asha: Someone) -> None:
    link = start_again(asha.worker.ref)
    for expected in (302, 410):
        client = Client()
        client.get(_path(link))
        assert client.post("/welcome/", NEW).status_code == expected


def test_the_link_is_over_after_three_days(asha: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    link = link_for(asha.worker.ref)
    later = datetime.fromtimestamp(time.time()) + timedelta(days=3, minutes=1)  # noqa: DTZ006 - as Django counts
    monkeypatch.setattr(invitations._tokens, "_now", lambda: later)
    assert _open(link).status_code == 410


def test_a_link_that_was_changed_or_names_nobody_opens_nothing(asha: Someone) -> None:
    link = link_for(asha.worker.ref)
    for wrong in (link[:-3] + "x/", link.replace(asha.worker.ref, "a" * 26)):
        assert _open(wrong).status_code == 410


def test_starting_again_ends_every_sign_in_and_every_second_step(asha: Someone) -> None:
    client = signed_in(asha)
    start_again(asha.worker.ref)
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")
    assert not Authenticator.objects.filter(user=asha.worker).exists()


def test_a_weak_password_is_refused_in_words(asha: Someone) -> None:
    client = Client()
    client.get(_path(start_again(asha.worker.ref)))
    answer = client.post("/welcome/", {"new_password1": "short", "new_password2": "short"})
    assert answer.status_code == 422
    assert "at least 12 characters" in answer.content.decode()


def _open(link: str) -> Any:
    client = Client()
    client.get(_path(link))
    return client.get("/welcome/")


def _path(link: str) -> str:
    return "/" + link.split("/", 3)[3]
