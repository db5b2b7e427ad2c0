"""Fifteen idle minutes lock, twelve hours end; what was being written is offered again."""

from datetime import timedelta

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.pages.kept_forms.keeping import sweep
from hrm2m.pages.kept_forms.models import KeptForm
from tests.pages.base import doors_for_tests
from tests.pages.workers import PASSWORD, Someone, signed_in, someone


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.pages.base.doors_for_tests")]

NOTE = "She would like a bed near the school."


@pytest.fixture(autouse=True)
def nothing_saved() -> None:
    doors_for_tests.saved.clear()


@pytest.mark.slow
def test_fifteen_idle_minutes_lock_and_one_code_opens_where_the_worker_was(asha: Someone) -> None:
    client = signed_in(asha)
    with clock.at(clock.now() + timedelta(minutes=16)):
        locked = client.get("/test/note/?who=1")
        assert locked.headers["Location"] == "/locked/?next=%2Ftest%2Fnote%2F%3Fwho%3D1"
        assert client.get("/account/").headers["Location"].startswith("/locked/")
        page = client.get("/locked/?next=/test/note/%3Fwho%3D1", follow=True)
        assert "Is it you?" in page.content.decode()
        opened = client.post("/locked/code/", {"code": asha.code(1), "next": "/test/note/?who=1"})
        assert opened.headers["Location"] == "/test/note/?who=1"
        assert client.get("/test/note/").status_code == 200


@pytest.mark.slow
def test_fourteen_minutes_do_not_lock(asha: Someone) -> None:
    client = signed_in(asha)
    start = clock.now()
    for minutes in (14, 28, 42):
        with clock.at(start + timedelta(minutes=minutes)):
            assert client.get("/test/note/").status_code == 200


@pytest.mark.slow
def test_a_wrong_code_does_not_unlock(asha: Someone) -> None:
    client = signed_in(asha)
    with clock.at(clock.now() + timedelta(minutes=16)):
        client.get("/test/note/")
        client.post("/locked/code/", {"code": "000000"})
        assert client.get("/test/note/").headers["Location"].startswith("/locked/")


@pytest.mark.slow
def test_the_password_unlocks_too(asha: Someone) -> None:
    client = signed_in(asha)
    with clock.at(clock.now() + timedelta(minutes=16)):
        client.get("/test/note/")
        client.post("/locked/password/", {"password": PASSWORD})
        assert client.get("/test/note/").status_code == 200


@pytest.mark.slow
def test_twelve_hours_end_the_sign_in_however_busy(asha: Someone) -> None:
    client = signed_in(asha)
    start = clock.now()
    for minutes in range(0, 12 * 60, 14):
        with clock.at(start + timedelta(minutes=minutes)):
            client.get("/test/note/")
    with clock.at(start + timedelta(hours=12, minutes=1)):
        assert client.get("/test/note/").headers["Location"].startswith("/sign-in/")


@pytest.mark.promise(4)
def test_danger_is_open_when_the_page_is_locked_and_before_an_agency_is_chosen() -> None:
    who = someone("Mina", agencies=2)
    client = signed_in(who)
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert client.get("/test/note/").headers["Location"].startswith("/locked/")
        assert client.get("/test/danger/").status_code == 200


@pytest.mark.slow
def test_a_form_sent_when_locked_is_offered_again_and_saved_once(asha: Someone) -> None:
    client = signed_in(asha)
    form = _form_of(client.get("/test/note/").content.decode())
    with clock.at(clock.now() + timedelta(minutes=20)):
        sent = client.post("/test/note/", form)
        assert sent.headers["Location"] == "/locked/?next=%2Fkept%2F"
        assert NOTE not in str(KeptForm.objects.values_list("sealed", flat=True))
        back = client.post("/locked/code/", {"code": asha.code(1), "next": "/kept/"})
        offer = client.get(back.headers["Location"]).content.decode()
        assert "You were writing this. Save it now?" in offer
        assert NOTE in offer
        assert doors_for_tests.saved == []
        again = _form_of(offer)
        assert client.post("/test/note/", again).content == b"saved"
        r = client.post("/test/note/", again)
        print(r.status_code, r.content.decode()[900:2600], again)
        assert r.content == b"saved"
    assert doors_for_tests.saved == [NOTE]
    assert not KeptForm.objects.exists()


@pytest.mark.slow
def test_a_form_sent_after_the_sign_in_ended_is_offered_after_signing_in(asha: Someone) -> None:
    client = signed_in(asha)
    form = _form_of(client.get("/test/note/").content.decode())
    client.post("/sign-out/")
    sent = client.post("/test/note/", form)
    assert sent.headers["Location"] == "/sign-in/?next=%2Fkept%2F"
    assert "What you wrote is kept" in client.get(sent.headers["Location"]).content.decode()
    assert "What you wrote is kept" not in client.get("/sign-in/").content.decode()
    client.post("/sign-in/", {"login": asha.worker.email, "password": PASSWORD, "next": "/kept/"})
    back = client.post("/sign-in/code/", {"code": asha.code(1)})
    assert back.headers["Location"] == "/kept/"
    assert NOTE in client.get("/kept/").content.decode()


@pytest.mark.slow
def test_every_page_says_that_something_is_not_saved_yet(asha: Someone) -> None:
    client = signed_in(asha)
    form = _form_of(client.get("/test/note/").content.decode())
    assert "is not saved yet" not in client.get("/test/note/").content.decode()
    client.post("/sign-out/")
    client.post("/test/note/", form)
    client.post("/sign-in/", {"login": asha.worker.email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": asha.code(1)})
    assert "is not saved yet" in client.get("/test/note/").content.decode()


@pytest.mark.slow
def test_another_worker_on_the_same_computer_is_not_shown_it(asha: Someone) -> None:
    client = signed_in(asha)
    form = _form_of(client.get("/test/note/").content.decode())
    client.post("/sign-out/")
    client.post("/test/note/", form)
    other = someone("Bea")
    client.post("/sign-in/", {"login": other.worker.email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": other.code()})
    assert NOTE not in client.get("/kept/", follow=True).content.decode()


@pytest.mark.slow
def test_a_form_that_does_not_prove_its_writer_is_not_kept(asha: Someone) -> None:
    client = signed_in(asha)
    form = _form_of(client.get("/test/note/").content.decode()) | {"writer": "made:up"}
    client.post("/sign-out/")
    assert client.post("/test/note/", form).headers["Location"] == "/sign-in/?next=%2F"
    assert not KeptForm.objects.exists()


@pytest.mark.slow
def test_a_kept_form_is_gone_after_an_hour(asha: Someone) -> None:
    client = signed_in(asha)
    form = _form_of(client.get("/test/note/").content.decode())
    client.post("/sign-out/")
    client.post("/test/note/", form)
    client.post("/sign-in/", {"login": asha.worker.email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": asha.code(1)})
    with clock.at(clock.now() + timedelta(minutes=61)):
        client.post("/locked/password/", {"password": PASSWORD})
        assert NOTE not in client.get("/kept/", follow=True).content.decode()
        assert sweep(clock.now()) == 1


@pytest.mark.slow
def test_a_form_whose_proof_ran_out_is_kept_and_a_stranger_s_is_refused(asha: Someone) -> None:
    client = signed_in(asha)
    form = _form_of(client.get("/test/note/").content.decode())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    form["csrfmiddlewaretoken"] = "a" * 64
    assert strict.post("/test/note/", form).headers["Location"] == "/kept/"
    stranger = strict.post("/test/note/", {"note": NOTE})
    assert stranger.status_code == 403
    assert "was open for too long" in stranger.content.decode()
    assert doors_for_tests.saved == []


def _form_of(page: str) -> dict[str, str]:
    """What a browser would send: the hidden fields of the page's form, and what is typed into it."""
    import re
    from html import unescape

    before = page.split('action="/kept/"')[0]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', before)
    typed = {"note": NOTE, "how": "met", "place": "s", "day_day": "1", "day_month": "2", "day_year": "2026"}
    return typed | {name: unescape(value) for name, value in hidden}
