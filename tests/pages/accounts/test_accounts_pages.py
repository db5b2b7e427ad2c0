"""The administrator's pages: invite, roles, ending, the second person; a number, never a handle, and no record."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from hrm2m.foundation import clock, jobs, mail
from hrm2m.foundation.models import Job
from hrm2m.pages.sign_in.invitations import link_for
from hrm2m.pages.sign_in.second_factor import code_now, give_second_factor, who_have_one
from hrm2m.policy import Actor, Role
from hrm2m.records.agencies.accounts import changes_waiting
from hrm2m.records.agencies.models import Agency, Membership, Worker
from hrm2m.records.agencies.queries import actor_for, roles_waiting
from hrm2m.vault.models import Head, Line
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.pages.workers import PASSWORD
from tests.records.agencies.test_second_person import worker


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def ada(team: worlds.Team) -> Actor:
    return worker(team.jo.agency_ref, "ada", Role.ADMINISTRATOR)


@pytest.fixture
def of_ada(ada: Actor) -> Client:
    return browser_of(ada)


def page_of(of_ada: Client, path: str) -> str:
    response: Any = of_ada.get(path)
    assert response.status_code == 200
    return text_of(response)


def invite(of_ada: Client, team: worlds.Team, role: Role, email: str = "pat@testmere.example") -> Any:
    return post(
        of_ada,
        "/accounts/invite/",
        email=email,
        first_name="Pat",
        job_title="Nurse",
        agency=team.jo.agency_ref,
        role=role.value,
    )


@pytest.mark.slow
@pytest.mark.promise(3)
def test_no_page_of_hers_opens_a_record_or_shows_a_handle(
    of_ada: Client, team: worlds.Team, ada: Actor
) -> None:
    mother = worlds.begin(team, "Robin")
    one = f"/accounts/w/{team.jo.worker_ref}/"
    before = Line.objects.filter(chain=Head.objects.get(ref=mother).id).count()
    paths = [
        "/accounts/",
        "/accounts/invite/",
        "/accounts/changes/",
        "/accounts/agencies/",
        f"/accounts/agencies/{team.vic.agency_ref}/",
        f"/accounts/agencies/{team.vic.agency_ref}/end/",
        one,
        *(f"{one}{path}/" for path in ("roles", "end", "second-step", "address", "invite")),
        f"{one}roles/{team.jo.agency_ref}/bridge_builder/",
    ]
    for path in paths:
        response: Any = of_ada.get(path)
        assert response.status_code == 200, path
        assert "Robin" not in response.content.decode()
    post(of_ada, f"{one}end/")
    lines = Line.objects.filter(chain=Head.objects.get(ref=mother).id).order_by("seq")
    new = [json.loads(line.body) for line in lines][before:]
    assert {line["act"] for line in new} == {"account_end"}
    assert not any("opens" in line or "page" in line for line in new)
    assert of_ada.get(f"/m/{mother}/").status_code in {403, 404}


def test_the_list_says_who_has_begun_and_who_has_a_second_step(of_ada: Client, team: worlds.Team) -> None:
    words = page_of(of_ada, "/accounts/")
    assert "bridge builder Bridge builder · Testmere Bridge Invited, not begun No second step" in words
    assert 'href="/accounts/"' in of_ada.get("/directory/").content.decode()
    give_second_factor(team.jo.worker_id, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert "Testmere Bridge Not signed in yet" in page_of(of_ada, "/accounts/")
    words = page_of(of_ada, f"/accounts/w/{team.jo.worker_ref}/")
    assert "Has not signed in yet. Has a second step." in words
    assert "has not begun" not in words


@pytest.mark.slow
def test_an_invited_worker_gets_the_link_alone_and_a_role_that_opens_none_holds(
    of_ada: Client, team: worlds.Team, mailoutbox: list[Any]
) -> None:
    answer = invite(of_ada, team, Role.PARTNER)
    new = Worker.objects.get(email="pat@testmere.example")
    assert sent_on(answer) == f"/accounts/w/{new.ref}/"
    assert "welcome" not in of_ada.get(sent_on(answer)).content.decode()
    assert Membership.objects.get(worker=new).role == Role.PARTNER
    from hrm2m.commands.working.lanes import HANDLERS

    (job,) = jobs.take(now=clock.now(), kinds=[mail.KIND], limit=9, lease=timedelta(minutes=2))
    HANDLERS[mail.KIND](job)
    (sent,) = mailoutbox
    assert sent.to == ["pat@testmere.example"]
    path = re.search(r"/welcome/\S+", sent.body)
    assert path is not None
    stranger = Client()
    assert sent_on(stranger.get(path.group())) == "/welcome/"
    stranger.post("/welcome/", {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert Client().get(path.group(), follow=True).status_code == 410


@pytest.mark.slow
def test_a_role_that_opens_records_waits_for_a_lead_on_the_board(
    of_ada: Client, team: worlds.Team, ada: Actor
) -> None:
    invite(of_ada, team, Role.OUTREACH_WORKER)
    new = Worker.objects.get(email="pat@testmere.example")
    assert "Waits for a lead’s yes" in page_of(of_ada, f"/accounts/w/{new.ref}/")
    kit = browser_of(team.kit)
    assert "1 role waits for your yes or no" in page_of(kit, "/board/")
    assert "Pat: Outreach worker Ada asked for it." in page_of(kit, "/board/roles/")
    (waiting,) = roles_waiting(team.kit)
    post(kit, "/board/roles/", waiting=waiting.ref, answer="yes")
    assert actor_for(new.id, team.jo.agency_ref) is not None
    assert "No role waits for you." in page_of(kit, "/board/roles/")


def test_a_role_refused_never_holds(of_ada: Client, team: worlds.Team) -> None:
    invite(of_ada, team, Role.TEAM_LEAD)
    (waiting,) = roles_waiting(team.kit)
    post(browser_of(team.kit), "/board/roles/", waiting=waiting.ref, answer="no")
    new = Worker.objects.get(email="pat@testmere.example")
    assert actor_for(new.id, team.jo.agency_ref) is None


def test_what_is_typed_wrongly_is_said_at_the_field_and_kept(of_ada: Client, team: worlds.Team) -> None:
    answer = invite(of_ada, team, Role.PARTNER, email="jo@testmere.example")
    assert answer.status_code == 422
    assert "signs in with this address already" in text_of(answer)
    assert 'value="Pat"' in answer.content.decode()


@pytest.mark.slow
@pytest.mark.promise(2)
def test_ending_says_a_number_first_and_then_ends_the_sign_in(of_ada: Client, team: worlds.Team) -> None:
    worlds.begin(team, "Robin")
    worlds.begin(team, "Wren")
    jo = browser_of(team.jo)
    assert jo.get("/today/").status_code == 200
    path = f"/accounts/w/{team.jo.worker_ref}/end/"
    assert "Cover holds 2 bridges from this moment" in page_of(of_ada, path)
    answer = post(of_ada, path)
    assert "Cover holds 2 bridges now." in page_of(of_ada, sent_on(answer))
    assert "/sign-in/" in sent_on(jo.get("/today/"))
    assert "Ended" in page_of(of_ada, "/accounts/")
    again = post(of_ada, path)
    assert again.status_code == 422
    assert "ended already" in text_of(again)


@pytest.mark.slow
def test_a_role_is_taken(of_ada: Client, team: worlds.Team) -> None:
    worlds.begin(team)
    path = f"/accounts/w/{team.jo.worker_ref}/roles/{team.jo.agency_ref}/bridge_builder/"
    assert "Cover holds 1 bridge from this moment" in page_of(of_ada, path)
    post(of_ada, path)
    assert actor_for(team.jo.worker_id, team.jo.agency_ref) is None
    assert of_ada.get(path).status_code == 404


@pytest.mark.slow
def test_a_lost_second_step_takes_two_and_ends_every_sign_in(
    of_ada: Client, team: worlds.Team, ada: Actor
) -> None:
    give_second_factor(team.jo.worker_id, "JOHARROWMEREJOHARROWMEREJOHARROW")
    jo = browser_of(team.jo)
    answer = post(of_ada, f"/accounts/w/{team.jo.worker_ref}/second-step/")
    assert "Waits for a second person" in page_of(of_ada, sent_on(answer))
    (waiting,) = changes_waiting(team.kit)
    mine = post(of_ada, "/accounts/changes/", waiting=waiting.ref, answer="yes")
    assert (mine.status_code, "it is yours" in text_of(mine)) == (422, True)
    assert jo.get("/today/").status_code == 200
    kit = browser_of(team.kit)
    assert "1 change of an account waits for a second person" in page_of(kit, "/board/")
    post(kit, "/accounts/changes/", waiting=waiting.ref, answer="yes")
    assert "/sign-in/" in sent_on(jo.get("/today/"))
    assert who_have_one([team.jo.worker_id]) == frozenset()
    assert Worker.objects.get(id=team.jo.worker_id).has_usable_password() is False
    assert Job.objects.filter(payload__text="begin_again", payload__to=team.jo.worker_id).exists()
    assert "/welcome/" in link_for(team.jo.worker_ref)


@pytest.mark.slow
def test_after_it_the_worker_begins_with_a_new_second_step_and_new_recovery_codes(
    of_ada: Client, team: worlds.Team
) -> None:
    give_second_factor(team.jo.worker_id, "JOHARROWMEREJOHARROWMEREJOHARROW")
    old = recovery_codes_of(team.jo.worker_id)
    post(of_ada, f"/accounts/w/{team.jo.worker_ref}/second-step/")
    (waiting,) = changes_waiting(team.kit)
    post(browser_of(team.kit), "/accounts/changes/", waiting=waiting.ref, answer="yes")
    assert recovery_codes_of(team.jo.worker_id) == []
    own = Client()
    own.get("/" + link_for(team.jo.worker_ref).split("/", 3)[3])
    own.post("/welcome/", {"new_password1": PASSWORD, "new_password2": PASSWORD})
    own.get("/account/app/")
    secret = own.session["mfa.totp.secret"]
    own.post("/account/app/", {"code": code_now(secret)})
    new = recovery_codes_of(team.jo.worker_id)
    assert new
    assert not set(new) & set(old)


def recovery_codes_of(worker_id: int) -> list[str]:
    found = Authenticator.objects.filter(user_id=worker_id, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(RecoveryCodes(found).get_unused_codes()) if found else []


def test_asking_too_often_does_nothing(of_ada: Client, team: worlds.Team) -> None:
    path = f"/accounts/w/{team.jo.worker_ref}/second-step/"
    answers = [post(of_ada, path).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_an_address_changes_after_a_second_yes(of_ada: Client, team: worlds.Team) -> None:
    post(of_ada, f"/accounts/w/{team.jo.worker_ref}/address/", new_email="jo.two@testmere.example")
    (waiting,) = changes_waiting(team.kit)
    post(browser_of(team.kit), "/accounts/changes/", waiting=waiting.ref, answer="yes")
    assert Worker.objects.get(id=team.jo.worker_id).email == "jo.two@testmere.example"


def test_agencies_are_added_renamed_and_ended(of_ada: Client, team: worlds.Team) -> None:
    post(of_ada, "/accounts/agencies/", name="Third")
    third = Agency.objects.get(name="Third").ref
    post(of_ada, f"/accounts/agencies/{third}/", name="Fourth")
    assert "Fourth" in page_of(of_ada, "/accounts/agencies/")
    post(of_ada, f"/accounts/agencies/{third}/end/")
    assert "Fourth" not in page_of(of_ada, "/accounts/agencies/")
    ours = post(of_ada, f"/accounts/agencies/{team.jo.agency_ref}/end/")
    assert "Take their roles first" in text_of(ours)


@pytest.mark.parametrize("name", ["jo", "kit", "ruth"])
def test_nobody_else_sees_accounts(team: worlds.Team, name: str) -> None:
    other = browser_of(getattr(team, name))
    for path in ("/accounts/", "/accounts/invite/", f"/accounts/w/{team.jo.worker_ref}/end/"):
        assert other.get(path).status_code == 403
