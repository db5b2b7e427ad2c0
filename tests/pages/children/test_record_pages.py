"""A child's record, plans and notices on their pages: each for whom it is, and nobody learns of the rest."""

import re
from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.records.asks.queries import demand_threads_in
from hrm2m.records.children import actions as children
from hrm2m.records.children.models import ChildRow, Notice, PlanPlace
from hrm2m.vault import door
from tests import worlds
from tests.pages.children.test_noticing_pages import SAW, open_as_lead
from tests.pages.hers.her_phone import phone
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.children import samples
from tests.records.hers.samples import set_up


pytestmark = pytest.mark.django_db
SAID = {"how": "her_words", "told": "told"}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def named(team: worlds.Team) -> str:
    return worlds.begin_named(team)


@pytest.fixture
def ruth(team: worlds.Team, named: str) -> Client:
    return open_as_lead(team, named)


def begun(ruth: Client, named: str, **more: Any) -> str:
    """A child begun on the page; the address of the child's page."""
    fields = {
        "label": "Lily",
        "year_of_birth": "2023",
        "how_many": "1",
        "what_she_is": "mother",
        "lives": "with_her",
        **SAID,
    }
    return sent_on(post(ruth, f"/children/of/{named}/child/", **fields | more))


def planned(ruth: Client, named: str, **more: str) -> str:
    """A plan written on the page; its address."""
    fields = {"kind": "child_in_need", "agency": "Testmere Council", "who_1": "Nurse", "what_1": "Weigh her"}
    answer = post(ruth, f"/children/of/{named}/plan/", **fields | more)
    assert answer.status_code == 302, text_of(answer)
    return sent_on(answer)


@pytest.mark.slow
def test_a_child_is_begun_changed_named_and_has_people(ruth: Client, named: str) -> None:
    page = begun(ruth, named)
    child = ChildRow.objects.get().child
    sent_on(
        post(
            ruth,
            f"{page}name/",
            name="Lily Invented",
            born_day="1",
            born_month="5",
            born_year="2023",
            seen="",
            **SAID,
        )
    )
    sent_on(
        post(
            ruth,
            f"{page}adult/",
            what_to_child="father",
            called="Sean",
            what_he_or_she_does="Nursery run",
            **SAID,
        )
    )
    changed = {
        "label": "Lil",
        "year_of_birth": "2023",
        "what_she_is": "mother",
        "lives": "with_family",
    } | SAID
    sent_on(post(ruth, f"{page}change/", **changed, seen=child))
    text = text_of(ruth.get(page))
    for words in (
        "Lil",
        "Lily Invented",
        "Sean – father",
        "Nursery run",
        "Lives with family",
        "written by Ruth",
    ):
        assert words in text
    stale = post(ruth, f"{page}change/", **changed, seen=child)
    assert stale.status_code == 409
    assert "Somebody wrote here since you opened this page" in text_of(stale)


def test_a_child_that_cannot_be_is_refused_at_the_field(ruth: Client, named: str) -> None:
    answer = post(
        ruth,
        f"/children/of/{named}/child/",
        label="Lily",
        is_expected="on",
        year_of_birth="2020",
        what_she_is="mother",
        lives="not_known",
        **SAID,
    )
    assert answer.status_code == 422
    assert "A baby who is expected is not born yet" in text_of(answer)
    assert not ChildRow.objects.exists()


@pytest.mark.slow
def test_putting_it_right_begins_with_what_stands_there_and_keeps_the_child(
    team: worlds.Team, ruth: Client, named: str
) -> None:
    page = begun(ruth, named)
    child = ChildRow.objects.get().child
    entry = samples.note(team.ruth, named, "He was alone", child=child, about_how_old="3")
    path = f"/children/of/{named}/saw/?corrects={entry}"
    form = ruth.get(path).content.decode()
    assert "He was alone</textarea>" in form
    assert f'<option value="{child}" selected>' in form
    assert "He was alone" not in browser_of(team.jo).get(path).content.decode()
    sent_on(post(ruth, path, **SAW | {"words": "He was with his uncle", "child": child}))
    text = text_of(ruth.get(page))
    assert "He was with his uncle" in text
    assert "What was written before" in text


@pytest.mark.parametrize("who", ["jo", "kit", "tom", "mia", "vic"])
def test_nobody_else_opens_what_is_known_of_a_child(
    team: worlds.Team, ruth: Client, named: str, who: str
) -> None:
    page = begun(ruth, named)
    browser = browser_of(getattr(team, who))
    paths = [page, f"/children/of/{named}/", f"{page}change/", f"{page}join/", f"/children/of/{named}/plan/"]
    assert {browser.get(path).status_code for path in paths} == {403}


@pytest.mark.slow
def test_two_records_of_one_child_are_joined_and_undone(team: worlds.Team, ruth: Client, named: str) -> None:
    page = begun(ruth, named)
    other = worlds.begin_named(team, "Wren")
    theirs = samples.lily(team.ruth, other)
    sent_on(post(ruth, f"{page}join/", other_child=theirs, why="One nursery, one birthday"))
    text = ruth.get(page).content.decode()
    assert "One nursery, one birthday" in text
    assert f"/children/of/{other}/child/{theirs}/" in text
    undo = text.partition(f"{page}join/")[2].partition("/undo/")[0]
    sent_on(post(ruth, f"{page}join/{undo}/undo/", why="Two girls"))
    assert "One nursery" not in text_of(ruth.get(page))


@pytest.mark.slow
def test_whoever_is_named_finds_the_plan_and_nothing_else(
    team: worlds.Team, ruth: Client, named: str
) -> None:
    begun(ruth, named)
    page = planned(ruth, named, family_time="Tuesdays")
    mia = browser_of(team.mia)
    assert mia.get(page).status_code in {403, 404}
    sent_on(post(ruth, f"{page}people/", person=f"{team.mia.worker_ref}:{team.mia.agency_ref}"))
    assert page in mia.get("/about-a-child/").content.decode()
    text = text_of(mia.get(page))
    for words in ("Child in need plan", "Weigh her", "Tuesdays", "Mia"):
        assert words in text
    for words in ("Lily", "Change the plan", "Take off"):
        assert words not in text
    plan = PlanPlace.objects.get().plan
    assert sent_on(post(mia, f"/children/of/{named}/saw/?plan={plan}", **SAW)) == page
    sent_on(post(ruth, f"{page}people/{team.mia.worker_ref}/off/"))
    assert mia.get(page).status_code in {403, 404}
    assert page not in mia.get("/about-a-child/").content.decode()


def test_what_a_plan_asks_of_her_is_on_her_own_list_once(team: worlds.Team, ruth: Client, named: str) -> None:
    asked = {"who_2": "Testmere Council", "what_2": "Be at home on Tuesdays", "hers_2": "on"}
    page = planned(ruth, named, **asked)
    seen = page.split("/")[-2]
    fields = {"kind": "child_protection", "agency": "Testmere Council", **asked, "seen": seen}
    sent_on(post(ruth, f"{page}change/", **fields))
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=named, page="mother") as box:
        demands = demand_threads_in(box)
    assert [thread.demand.body.words for thread in demands] == ["Be at home on Tuesdays"]
    assert "Child protection plan" in text_of(ruth.get(page))


def test_a_plan_says_whether_she_was_told_and_has_her_side_beside_it(
    team: worlds.Team, ruth: Client, named: str
) -> None:
    page = planned(ruth, named, told="told", told_how="Jo read it out to her")
    assert "Jo read it out to her" in text_of(ruth.get(page))
    children.add_her_side(
        by=team.ruth,
        mother=named,
        entry=page.split("/")[-2],
        words="Tuesdays I work",
        not_right=True,
        at=clock.now(),
    )
    text = text_of(ruth.get(page))
    assert "Tuesdays I work" in text
    assert "that is not right" in text
    later = planned(ruth, named, told="not_yet", not_told_why="Not met since")
    assert "She was not told: Not met since" in text_of(ruth.get(later))


def test_whether_a_child_stays_where_medicine_is_kept_is_written_by_whoever_is_near(
    team: worlds.Team, ruth: Client, named: str
) -> None:
    path = f"/children/of/{named}/medicine/"
    sent_on(post(browser_of(team.jo), path, child_stays="yes", locked_box="no", how="her_words"))
    text = text_of(ruth.get(f"/children/of/{named}/"))
    assert "A child stays where medicine is kept. There is no locked box." in text
    assert post(browser_of(team.vic), path, child_stays="no", locked_box="no", how="seen").status_code == 404


def test_a_plan_says_who_and_what_and_is_kept_over_a_mistake(ruth: Client, named: str) -> None:
    answer = post(
        ruth, f"/children/of/{named}/plan/", kind="early_help", agency="Council", what_1="Weigh her"
    )
    assert answer.status_code == 422
    assert "Write who must do it" in text_of(answer)
    assert "Weigh her" in answer.content.decode()


@pytest.mark.slow
def test_a_plan_that_is_over_is_read_by_nobody_who_was_named(
    team: worlds.Team, ruth: Client, named: str
) -> None:
    page = planned(ruth, named)
    sent_on(post(ruth, f"{page}people/", person=f"{team.mia.worker_ref}:{team.mia.agency_ref}"))
    sent_on(post(ruth, f"{page}end/", why="The review closed it"))
    assert browser_of(team.mia).get(page).status_code in {403, 404}
    assert "The review closed it" in text_of(ruth.get(page))


@pytest.mark.slow
def test_a_worker_near_nobody_tells_and_reads_the_answer(team: worlds.Team) -> None:
    mia, ruth = browser_of(team.mia), browser_of(team.ruth)
    sent_on(post(mia, "/about-a-child/", words="She slept in the waiting room, alone"))
    notice = Notice.objects.get().ref
    assert f"/children/notices/{notice}/" in ruth.get("/children/").content.decode()
    assert "She slept in the waiting room" in text_of(ruth.get(f"/children/notices/{notice}/"))
    assert mia.get(f"/children/notices/{notice}/").status_code == 403
    sent_on(post(ruth, f"/children/notices/{notice}/answer/", words="She is with her aunt"))
    assert "She is with her aunt" in text_of(mia.get("/about-a-child/"))


@pytest.mark.slow
def test_a_notice_is_put_on_the_right_mother_without_typing_it_again(team: worlds.Team, named: str) -> None:
    sent_on(post(browser_of(team.mia), "/about-a-child/", words="She slept in the waiting room"))
    notice, ruth = Notice.objects.get(), open_as_lead(team, named)
    form = ruth.get(f"/children/notices/{notice.ref}/").content.decode()
    assert "She slept in the waiting room</textarea>" in form
    fields = {
        "mother": named,
        "words": "She slept in the waiting room",
        "how": "told_by",
        "from_whom": "Mia, midwife",
        "by_whom_said": "worker",
        "kind": "seen_or_heard",
        "told": "not_yet",
    }
    assert sent_on(post(ruth, f"/children/notices/{notice.ref}/", **fields)) == f"/children/of/{named}/"
    assert "She slept in the waiting room" in text_of(ruth.get(f"/children/of/{named}/"))


@pytest.mark.slow
def test_what_a_child_told_of_an_adult_is_on_no_page_of_hers_until_it_was_decided(
    team: worlds.Team, ruth: Client, named: str
) -> None:
    set_up(team, named)
    page = begun(ruth, named)
    harm = {"what_to_child": "father", "called": "Sean", "harms": "Hit her with a belt"}
    told = {"how": "told_by", "from_whom": "Lily", "told": "not_yet"}
    refused = post(ruth, f"{page}adult/", **harm, **told)
    assert "why you have not told her yet" in text_of(refused)
    assert "Hit her with a belt" in text_of(refused)
    sent_on(post(ruth, f"{page}adult/", **harm, **told, not_told_why="He reads her post"))
    shown = text_of(ruth.get(page))
    assert "Told by Lily" in shown
    assert "She was not told: He reads her post" in shown
    hers = phone().get("/n/f/3/").content.decode()
    assert "Lily" in hers
    assert "belt" not in hers


def test_beside_a_child_stands_that_she_was_told_and_her_side(
    team: worlds.Team, ruth: Client, named: str
) -> None:
    page = begun(ruth, named, told_how="in the room")
    child = ChildRow.objects.get().child
    beside = text_of(ruth.get(page))
    assert "She was told today" in beside
    assert "(in the room)." in beside, "how she was told is no sentence of its own"
    address = f"/children/of/{named}/entry/{child}/side/"
    assert address in ruth.get(page).content.decode()
    assert "Lily" in text_of(ruth.get(address))
    sent_on(post(ruth, address, words="We call her Lil", her_word="on"))
    assert "“We call her Lil”" in text_of(ruth.get(page))
    assert ruth.get(f"/children/of/{named}/entry/{'a' * 26}/side/").status_code == 404


@pytest.mark.slow
def test_what_was_written_wrongly_of_an_adult_is_put_right_and_both_can_be_read(
    ruth: Client, named: str
) -> None:
    page = begun(ruth, named)
    dad = {"what_to_child": "father", "called": "Sean", "harms": "Hit her"} | SAID
    sent_on(post(ruth, f"{page}adult/", **dad))
    (adult,) = re.findall(rf"{page}adult/([a-z2-7]{{26}})/right/", ruth.get(page).content.decode())
    right = f"{page}adult/{adult}/right/"
    form = ruth.get(right).content.decode()
    assert "Hit her</textarea>" in form
    uncle = dad | {"harms": "Shouted at her", "seen": adult}
    sent_on(post(ruth, right, **uncle))
    words = text_of(ruth.get(page))
    assert words.index("Shouted at her") < words.index("As it was written before") < words.index("Hit her")
    stale = post(ruth, right, **uncle | {"harms": "Nothing of it"})
    assert stale.status_code == 409
    assert "Nothing of it" in text_of(stale)
    assert ruth.get(f"{page}adult/{'a' * 26}/right/").status_code == 404
