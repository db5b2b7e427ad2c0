"""The pages of her move: told first, her word for everything, and her yes on one small page of her own."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.pages.mother.moving import IF_THEY_WORK_WITH_THIS, SHE_IS_TOLD
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.moving_lifecycle import MoveStatus
from hrm2m.records.whole.models import MoveRow
from hrm2m.vault.models import Head
from tests import worlds
from tests.pages.hers.her_phone import is_in, phone, robin, send
from tests.pages.plain import grade
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.whole.test_into_another_area import tidewell
from tests.records.whole.test_moving import NOA, heard, planned


pytestmark = pytest.mark.django_db
TYPED = {
    "told": "yes",
    "called": NOA.called,
    "service": NOA.service,
    "phone": NOA.phone,
    "takes": "her_words",
    "words": "My aunt is there.",
    "was_told": "on",
    "her_word": "on",
}


@pytest.mark.slow
def test_she_is_told_first_and_nothing_is_written_without_that_and_her_word() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    jo, path = browser_of(team.jo), f"/m/{mother}/moving/"
    page = text_of(jo.get(f"{path}plan/"))
    assert all(str(words) in page for words in SHE_IS_TOLD)
    for left_out in ("was_told", "her_word", "told"):
        answer = post(jo, f"{path}plan/", **{k: v for k, v in TYPED.items() if k != left_out})
        assert answer.status_code == 422, left_out
        assert "My aunt is there." in answer.content.decode()
    assert not MoveRow.objects.exists()
    assert sent_on(post(jo, f"{path}plan/", **TYPED)) == path
    page = text_of(jo.get(path))
    assert "We have not heard from there yet. Her bridge holds." in page
    assert NOA.phone in page


@pytest.mark.slow
def test_from_the_plan_to_her_yes_heard_by_somebody_else() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    jo, sam, path = browser_of(team.jo), browser_of(team.sam), f"/m/{mother}/moving/"
    post(jo, f"{path}plan/", **TYPED)
    assert post(sam, f"{path}said/", said="yes").status_code == 422
    assert sent_on(post(jo, f"{path}heard/", are_there="no")) == path
    assert sent_on(post(jo, f"{path}heard/", are_there="yes", words="Monday")) == path
    assert "somebody else asks her" in text_of(jo.get(path))
    assert post(jo, f"{path}said/", said="yes").status_code == 403
    assert sent_on(post(sam, f"{path}said/", said="not_yet", words="She did not ring")) == path
    assert "She did not ring" in text_of(jo.get(path))
    post(sam, f"{path}said/", said="yes")
    assert Head.objects.get(ref=mother).stage == Stage.MOVED_ON
    assert jo.get(path).status_code in (403, 404)


def test_nobody_to_be_told_needs_no_name_and_asks_nobody_there() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    jo, path = browser_of(team.jo), f"/m/{mother}/moving/"
    typed = {"told": "no", "was_told": "on", "her_word": "on"}
    assert sent_on(post(jo, f"{path}plan/", **typed)) == path
    page = text_of(jo.get(path))
    assert "nobody elsewhere is told" in page
    assert "Heard from there" not in page
    assert post(jo, f"{path}plan/", **{**TYPED, "phone": ""}).status_code == 422


@pytest.mark.slow
@pytest.mark.promise(8)
def test_on_her_own_page_she_says_yes_and_it_shuts() -> None:
    her = robin()
    client = phone()
    assert "Your move" not in client.get("/n/a/").content.decode()
    planned(her.team, her.mother)
    page = client.get("/n/p/").content.decode()
    assert "Then we ask you" in page
    heard(her.team, her.mother)
    assert "Your move" in client.get("/n/a/").content.decode()
    assert "Choose one of the two" in send(client, "/n/p/", words="Hm").content.decode()
    send(client, "/n/p/", answer="not_yet", words="She has not come")
    assert MoveRow.objects.get().status == MoveStatus.NOT_YET
    send(client, "/n/p/", answer="yes")
    assert Head.objects.get(ref=her.mother).stage == Stage.MOVED_ON
    assert not is_in(client)


@pytest.mark.slow
@pytest.mark.promise(8)
def test_on_her_own_page_she_says_that_she_stays_before_she_was_asked_and_after() -> None:
    her = robin()
    client = phone()
    assert "I stay here" not in client.get("/n/p/").content.decode()
    for asked in (False, True):
        planned(her.team, her.mother)
        if asked:
            heard(her.team, her.mother)
        assert "No, I stay here" in client.get("/n/p/").content.decode()
        assert sent_on(send(client, "/n/p/", answer="stay")) == "/n/p/"
        assert MoveRow.objects.order_by("-id")[0].status == MoveStatus.LEFT
        page = client.get("/n/p/").content.decode()
        assert "You said that you stay" in page
        assert "No, I stay here" not in page
    assert Head.objects.get(ref=her.mother).stage != Stage.MOVED_ON
    assert is_in(client)
    jo = text_of(browser_of(her.team.jo).get(f"/m/{her.mother}/moving/"))
    assert "She wants it otherwise." in jo
    assert grade(text_of(client.get("/n/p/"))) <= 5


@pytest.mark.slow
def test_what_she_is_told_and_reads_is_plain() -> None:
    for told in (SHE_IS_TOLD, IF_THEY_WORK_WITH_THIS):
        assert grade(" ".join(str(words) for words in told)) <= 5
    her = robin()
    planned(her.team, her.mother)
    heard(her.team, her.mother)
    with clock.at(clock.now() + timedelta(minutes=1)):
        page = text_of(phone().get("/n/p/"))
    assert grade(page.replace(NOA.called, "Noa")) <= 5


@pytest.mark.slow
@pytest.mark.promise(8)
def test_to_another_area_of_this_installation_two_are_there_until_she_says_so() -> None:
    her = robin()
    client, jo, sam = phone(), browser_of(her.team.jo), browser_of(her.team.sam)
    path = f"/m/{her.mother}/moving/"
    assert "works with this system" not in text_of(jo.get(f"{path}plan/"))
    there = tidewell()
    page = text_of(jo.get(f"{path}plan/"))
    assert all(str(words) in page for words in IF_THEY_WORK_WITH_THIS)
    assert "Noa, Tidewell Bridge, Tidewell" in page
    typed = {"told": "yes", "worker": there.noa.worker_ref, "was_told": "on", "her_word": "on"}
    assert sent_on(post(jo, f"{path}plan/", **typed)) == path
    noa = browser_of(there.noa)
    assert "Both are there for her now" in text_of(noa.get(path))
    assert noa.get(f"/m/{her.mother}/").status_code == 200
    assert "Robin" in text_of(noa.get("/today/"))
    post(jo, f"{path}heard/", are_there="yes")
    assert post(noa, f"{path}said/", said="yes").status_code == 403
    page = client.get("/n/p/").content.decode()
    assert "Noa reads your main notes now, too" in page
    assert "This page stays yours" in page
    send(client, "/n/p/", answer="yes")
    assert Head.objects.get(ref=her.mother).area == 2
    assert is_in(client)
    assert "Noa" in text_of(noa.get(f"/m/{her.mother}/"))
    for old in (jo, sam):
        assert old.get(f"/m/{her.mother}/").status_code == 404
