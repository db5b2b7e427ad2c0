"""The interruption: asked once in half an hour, for one mother and one worker."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client, RequestFactory

from hrm2m.foundation import clock
from hrm2m.pages.base.visit import Sign, Visit
from hrm2m.pages.purpose.asking import purpose_for, remember
from tests.pages.workers import Someone, signed_in


REF, OTHER_REF = "a" * 26, "b" * 26


def test_it_is_asked_first_and_then_remembered_for_half_an_hour() -> None:
    request = _request()
    asked = purpose_for(request, REF)
    assert isinstance(asked, HttpResponse)
    assert asked.headers["Location"].startswith("/why/?next=%2Fmothers%2F")
    remember(request, REF, "promise")
    assert purpose_for(request, REF) == "promise"
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert isinstance(purpose_for(request, REF), HttpResponse)


def test_an_answer_for_one_mother_is_none_for_another_or_for_another_worker() -> None:
    request = _request()
    remember(request, REF, "promise")
    assert isinstance(purpose_for(request, OTHER_REF), HttpResponse)
    request.visit = Visit(Sign.IN, worker_id=2)
    assert isinstance(purpose_for(request, REF), HttpResponse)


def test_the_session_does_not_hold_her_ref() -> None:
    request = _request()
    remember(request, REF, "promise")
    assert REF not in str(dict(request.session.items()))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_page_asks_for_words_with_another_reason_and_goes_on_to_the_record(asha: Someone) -> None:
    client = signed_in(asha)
    words = {"reason": "other", "next": "/mothers/x/", "of": REF}
    assert _post(client, words).status_code == 422
    assert _post(client, words | {"words": "She rang the office"}).headers["Location"] == "/mothers/x/"
    assert (
        _post(client, words | {"reason": "cover", "next": "https://elsewhere.example/"}).headers["Location"]
        == "/"
    )


def _request() -> Any:
    request: Any = RequestFactory().get(f"/mothers/{REF}/")
    request.session = SessionStore()
    request.visit = Visit(Sign.IN, worker_id=1)
    return request


def _post(client: Client, words: dict[str, str]) -> Any:
    return client.post("/why/", words)
