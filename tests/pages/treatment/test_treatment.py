"""A treatment worker's pages: whom one treats, one page for each, forms that lose nothing, a sheet that goes on."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from hrm2m.foundation import clock
from hrm2m.pages.today.timing import dated
from hrm2m.policy import Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.asks.queries import demands_in
from hrm2m.records.children import actions as children
from hrm2m.records.clocks.queries import open_windows
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.entries import Goal, Naloxone, Outcomes, OutcomesStage, YesNo
from hrm2m.vault import door
from hrm2m.vault.models import Line
from tests import worlds
from tests.pages.hers.her_phone import phone
from tests.pages.street import browser_of, post, text_of
from tests.records.children import samples as noticed
from tests.records.hers.samples import set_up
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db

MEDICINE = {
    "medicine": "methadone",
    "dose": "40 mg once a day",
    "taken": "supervised",
    "pharmacy": "Quayside Pharmacy",
    "collection_days": ["monday", "thursday"],
    "known": "her_words",
    "was_told": "yes",
}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return samples.treated(team)


@pytest.fixture
def tom(team: worlds.Team) -> Client:
    return browser_of(team.tom)


def typed(days: int) -> str:
    return f"{samples.days_ago(days):%Y-%m-%d}"


def send(client: Client, mother: str, path: str, letter: str, **words: Any) -> Any:
    return post(client, f"/m/{mother}/treatment/{path}", letter * 26, **words)


@pytest.mark.slow
def test_a_treatment_worker_lands_on_whom_he_treats(team: worlds.Team, mother: str, tom: Client) -> None:
    samples.takes(team, mother)
    assert tom.get("/").headers["Location"] == "/treatment/"
    words = text_of(tom.get("/treatment/"))
    assert "Robin I." in words
    assert "Methadone : 40 mg once a day" in words or "Methadone: 40 mg once a day" in words
    assert "Next collection" in words
    assert "Robin I." not in text_of(browser_of(team.tess).get("/treatment/"))


def test_her_page_says_what_she_wants_before_what_she_takes(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    actions.set_goal(by=team.tom, mother=mother, goal=Goal("to sleep at night"), at=clock.now())
    course = samples.takes(team, mother)
    actions.change_medication(
        by=team.tom, mother=mother, course=course, change=samples.a_change(), told=samples.told()
    )
    words = text_of(tom.get(f"/m/{mother}/treatment/"))
    order = [
        words.index(part)
        for part in ("to sleep at night", "What she takes", "40 mg once a day", "take-home at weekends")
    ]
    assert order == sorted(order)
    assert "She asked for it" in words
    assert "She was told" in words


def test_to_anybody_else_the_page_is_not_there(team: worlds.Team, mother: str) -> None:
    tess, jo = browser_of(team.tess), browser_of(team.jo)
    unknown = tess.get(f"/m/{'a' * 26}/treatment/")
    barred = tess.get(f"/m/{mother}/treatment/")
    assert (unknown.status_code, barred.status_code) == (404, 404)
    assert jo.get(f"/m/{mother}/treatment/").status_code == 403


@pytest.mark.slow
def test_a_medicine_is_written_once_and_a_mistake_loses_nothing(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    ahead = send(tom, mother, "medicine/", "a", **MEDICINE, started=typed(-3))
    assert ahead.status_code == 422
    assert "That day has not come yet" in text_of(ahead)
    assert "Quayside Pharmacy" in ahead.content.decode()
    for _ in range(2):
        sent = send(tom, mother, "medicine/", "b", **MEDICINE, started=typed(3))
        assert sent.status_code == 302, text_of(sent)
    assert len(samples.treatment_of(team, mother).courses) == 1
    again = send(tom, mother, "medicine/", "c", **MEDICINE, started=typed(2))
    assert "Write the last dose of that first" in text_of(again)


def test_a_change_dated_before_the_start_is_refused_and_what_was_typed_stays(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    change = {
        name: value for name, value in MEDICINE.items() if name not in {"medicine", "known", "was_told"}
    }
    told = {"was_told": "not_yet", "not_told_why": "she was asleep"}
    said = {"what": "a little more", "who_asked": "she", "why": "it wore off", **told}
    path = f"medicine/{course}/change/"
    before = send(tom, mother, path, "a", **change, **said, changed=typed(400))
    assert before.status_code == 422
    assert "cannot have come before" in text_of(before)
    assert "it wore off" in before.content.decode()


@pytest.mark.slow
def test_a_change_begins_with_the_prescription_as_it_stands(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    page = tom.get(f"/m/{mother}/treatment/medicine/{course}/change/").content.decode()
    assert 'value="40 mg once a day"' in page
    change = {
        **{name: value for name, value in MEDICINE.items() if name not in {"medicine", "known", "was_told"}},
        "dose": "45 mg once a day",
        "what": "a little more",
        "changed": typed(1),
        "who_asked": "she",
        "why": "it wore off in the evening",
        "was_told": "not_yet",
    }
    refused = send(tom, mother, f"medicine/{course}/change/", "d", **change)
    assert "or why she was not told yet" in text_of(refused)
    sent = send(tom, mother, f"medicine/{course}/change/", "e", **change, not_told_why="she was asleep")
    assert sent.status_code == 302
    words = text_of(tom.get(f"/m/{mother}/treatment/"))
    assert "45 mg once a day" in words
    assert "Not told yet: she was asleep" in words


@pytest.mark.slow
def test_a_missed_collection_shows_whom_to_ring_and_where_that_was_read(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    miss = {"day": typed(1), "in_a_row": "5", "why": "pharmacy_closed", "known": "her_words"}
    assert send(tom, mother, f"medicine/{course}/missed/", "f", **miss).status_code == 302
    words = text_of(tom.get(f"/m/{mother}/treatment/"))
    assert "Three or more in a row." in words
    assert "Source: St Helens pharmacy service specification" in words
    assert "Edition:" in words
    assert "five days or more are taken as a new beginning" in words


@pytest.mark.slow
def test_her_yes_tells_of_the_window_and_of_nothing_else(team: worlds.Team, mother: str, tom: Client) -> None:
    course = samples.takes(team, mother, started=samples.days_ago(3))
    path = f"medicine/{course}/tell/"
    page = tom.get(f"/m/{mother}/treatment/{path}")
    assert "Not what she takes, not how much, not why." in text_of(page)
    seen = re.search(r'name="seen" value="([^"]+)"', page.content.decode())
    assert seen is not None
    assert send(tom, mother, path, "g", seen=seen[1], answer="yes").status_code == 302
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        assert len(open_windows(box)) == 1
    assert "She said yes" in text_of(tom.get(f"/m/{mother}/treatment/"))
    assert tom.get(f"/m/{mother}/treatment/{path}").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "words", "said"),
    [
        ("goal/", {"words": "my boy home", "set_by": "she"}, "my boy home"),
        (
            "use/",
            {
                "what": "cocaine",
                "how": "tested",
                "result": "positive",
                "laboratory": "Invented Labs",
                "cut_off": "50 ng/ml",
                "her_account": "once, on Friday",
                "was_told": "yes",
            },
            "positive, cut-off 50 ng/ml, Invented Labs",
        ),
        (
            "kept/",
            {"locked_box": "yes", "child_stays": "no", "shown_how": "not_asked"},
            "A child lives or stays there: No",
        ),
        ("naloxone/", {"has_it": "yes", "shown_how": "yes"}, "She has it: Yes"),
        (
            "condition/",
            {
                "agency": "Testmere Treatment",
                "words": "must test, or no take-home",
                "known": "her_words",
                "is_ours": "on",
            },
            "must test, or no take-home",
        ),
        ("called/", {"called": "Rob"}, "Rob"),
    ],
)
def test_each_form_saves_what_her_page_then_says(
    mother: str, tom: Client, path: str, words: dict[str, Any], said: str
) -> None:
    assert tom.get(f"/m/{mother}/treatment/{path}").status_code == 200
    sent = send(tom, mother, path, "h", **words)
    assert sent.status_code == 302, text_of(sent)
    assert said in text_of(tom.get(f"/m/{mother}/treatment/"))


def test_a_condition_stands_on_the_list_that_her_bridge_builder_sees(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    words = {"agency": "The council", "words": "must stop, or no visits", "known": "her_words"}
    send(tom, mother, "condition/", "i", **words)
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        assert [card.demand.body.agency for card in demands_in(box)] == ["The council"]


def test_a_condition_that_is_over_is_off_both_lists_and_stays_readable(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    words = {"agency": "The council", "words": "must stop, or no visits", "known": "her_words"}
    send(tom, mother, "condition/", "i", **words)
    ref = samples.treatment_of(team, mother).conditions[0].condition.ref
    assert f"/condition/{ref}/end/" in tom.get(f"/m/{mother}/treatment/").content.decode()
    end = {"how": "called_off", "by_whom": "Her social worker", "words": "it was never written anywhere"}
    path = f"condition/{ref}/end/"
    refused = send(tom, mother, path, "e", **end, ended=typed(0), known="read_in", from_whom="a letter")
    assert refused.status_code == 422
    assert "when she was told, or why" in text_of(refused)
    assert "it was never written anywhere" in text_of(refused)
    sent = send(tom, mother, path, "f", **end, ended=typed(0), known="her_words")
    assert sent.status_code == 302, text_of(sent)
    page = text_of(tom.get(f"/m/{mother}/treatment/"))
    assert "Conditions that are over" in page
    assert "Ended by Her social worker" in page
    assert "must stop, or no visits" in page
    assert f"/condition/{ref}/end/" not in tom.get(f"/m/{mother}/treatment/").content.decode()
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        assert [card.ended is not None for card in demands_in(box)] == [True]
    assert "Her social worker. it was never written anywhere" in text_of(
        browser_of(team.jo).get(f"/m/{mother}/demands/")
    )
    assert tom.get(f"/m/{mother}/treatment/condition/nowhere/end/").status_code == 404


def test_no_goal_is_called_hers_before_somebody_says_so(mother: str, tom: Client) -> None:
    page = tom.get(f"/m/{mother}/treatment/goal/").content.decode()
    assert not re.search(r'name="set_by"[^>]*checked', page)
    refused = send(tom, mother, "goal/", "g", words="to stop")
    assert refused.status_code == 422
    assert "to stop" in refused.content.decode()


def test_to_stop_is_refused_as_a_goal_of_somebody_else(mother: str, tom: Client) -> None:
    words = {"words": "stop", "set_by": "somebody_else", "whose": "council", "is_abstinence": "on"}
    refused = send(tom, mother, "goal/", "j", **words)
    assert refused.status_code == 422
    assert "only if she set it herself" in text_of(refused)


def test_before_the_crime_questions_stands_who_could_ever_get_them(mother: str, tom: Client) -> None:
    words = text_of(tom.get(f"/m/{mother}/treatment/outcomes/new/"))
    assert words.index("who could ever get the answers") < words.index("shoplifting")
    assert words.index("Injecting") < words.index("who could ever get the answers")


@pytest.mark.slow
def test_any_answer_of_the_outcomes_form_may_be_left_out(team: worlds.Team, mother: str, tom: Client) -> None:
    answers = {"stage": "start", "mind": "12", "opiates_0": "7", "opiates_2": "1", "assault": ""}
    sent = send(tom, mother, "outcomes/new/", "k", **answers)
    assert sent.status_code == 302, text_of(sent)
    found = samples.treatment_of(team, mother).outcomes[0].body
    assert found.days == {"opiates": (7, None, 1, None)}
    assert found.answers == {}
    wrong = send(tom, mother, "outcomes/new/", "l", stage="start", mind="21")
    assert "from 0 (poor) to 20 (good)" in text_of(wrong)


def test_her_answers_over_time_are_a_sentence_a_picture_and_a_table(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    with clock.at(clock.now()):  # two of one instant stand in the order in which they were written
        for mark in (8, 12):
            said = Outcomes(OutcomesStage.REVIEW, scales={"mind": mark}, days={"opiates": (1, 2, 0, 0)})
            actions.write_outcomes(by=team.tom, mother=mother, outcomes=said, at=clock.now())
    page = tom.get(f"/m/{mother}/treatment/outcomes/")
    words = text_of(page)
    assert "first 8, last 12 of 20" in words
    assert "3 of 28 days" in words
    assert "<polyline" in page.content.decode()


def sheet(client: Client, mother: str, **words: Any) -> Any:
    typed_words = {
        "goes_to": "hospital",
        "recipient": "Ward 7, Testmere Hospital",
        "until": typed(-2),
        "she_knows": "on",
        **words,
    }
    return send(client, mother, "sheet/", "m", **typed_words)


@pytest.mark.slow
def test_the_sheet_says_what_goes_on_for_whom_and_until_when(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    actions.set_goal(by=team.tom, mother=mother, goal=Goal("to sleep at night"), at=clock.now())
    samples.takes(team, mother)
    actions.write_drug_use(
        by=team.tom, mother=mother, use=samples.a_test(), at=clock.now(), told=samples.told()
    )
    answer = sheet(tom, mother)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "Robin" not in answer.headers["Content-Disposition"]
    reader = PdfReader(BytesIO(answer.content))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        "to sleep at night",
        "40 mg once a day",
        "Quayside Pharmacy",
        "Copy for Ward 7",
        "Made by Tom",
    ):
        assert words in said
    assert "cocaine" not in said
    assert "Do not rely on this sheet after" in said


def test_making_a_sheet_is_written_in_her_ledger_and_not_for_whom_in_the_open(
    mother: str, tom: Client
) -> None:
    sheet(tom, mother)
    line = Line.objects.filter(body__contains="continuity_print").get().body
    assert "hospital" in line
    assert "purpose_sealed" in line
    assert "Ward 7" not in line


def test_a_sheet_for_too_long_or_without_her_is_refused(mother: str, tom: Client) -> None:
    assert "at most 31 days ahead" in text_of(sheet(tom, mother, until=typed(-40)))
    refused = send(tom, mother, "sheet/", "n", goes_to="prison", recipient="HMP Invented", until=typed(-1))
    assert "It goes nowhere without her." in text_of(refused)


@pytest.mark.slow
def test_her_side_goes_with_what_it_is_about(team: worlds.Team, mother: str, tom: Client) -> None:
    course = samples.takes(team, mother)
    assert send(tom, mother, f"side/{course}/", "o", words="it was 30").status_code == 302
    assert "it was 30" in text_of(tom.get(f"/m/{mother}/treatment/"))
    reader = PdfReader(BytesIO(sheet(tom, mother).content))
    assert "it was 30" in " ".join(page.extract_text() for page in reader.pages)


@pytest.mark.slow
def test_her_bridge_builder_says_who_treats_her_and_sees_nothing_of_it(team: worlds.Team) -> None:
    mother = worlds.begin_named(team, "Robin")
    jo = browser_of(team.jo)
    words = {"worker": team.tom.worker_ref, "called": "Robin I.", "her_yes": "on"}
    assert post(jo, f"/m/{mother}/treating/new/", "p" * 26, **words).status_code == 302
    page = text_of(jo.get(f"/m/{mother}/treating/"))
    assert "Tom" in page
    assert "Who treats her" in text_of(jo.get(f"/m/{mother}/team/"))
    treating = re.search(r"/treating/([a-z2-7]{26})/end/", jo.get(f"/m/{mother}/treating/").content.decode())
    assert treating is not None
    ended = post(jo, f"/m/{mother}/treating/{treating[1]}/end/", "q" * 26, her_word="on")
    assert ended.status_code == 302
    assert browser_of(team.tom).get(f"/m/{mother}/treatment/").status_code == 404


@pytest.mark.slow
def test_who_treats_her_is_not_there_for_her_team_and_the_lead(team: worlds.Team, mother: str) -> None:
    from hrm2m.records.bridges import actions as bridges

    bridges.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    amir = browser_of(team.amir)
    assert amir.get(f"/m/{mother}/treating/").status_code == 404
    assert "Who treats her" not in text_of(amir.get(f"/m/{mother}/team/"))
    assert browser_of(team.kit).get(f"/m/{mother}/treating/").status_code == 403


def test_a_mother_by_handle_has_no_treatment_worker_here(team: worlds.Team) -> None:
    mother = worlds.begin(team, "Finch")
    assert "has not given her name" in text_of(browser_of(team.jo).get(f"/m/{mother}/treating/"))


def test_a_look_at_treatment_stands_in_her_ledger(team: worlds.Team, mother: str, tom: Client) -> None:
    tom.get(f"/m/{mother}/treatment/")
    act = ActFacts(her_word=True)
    with door.acting(by=team.jo, permission=Permission.TREATING_SET, mother=mother, act=act) as box:
        number = box.mother_id
    assert Line.objects.filter(chain=number, body__contains="treatment_see").count() == 1


@pytest.mark.slow
def test_what_was_written_wrongly_is_put_right_and_a_second_form_is_told(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    ref = actions.write_drug_use(
        by=team.tom, mother=mother, use=samples.a_test(), at=clock.now(), told=samples.told()
    )
    path = f"use/{ref}/right/"
    assert 'value="positive"' in tom.get(f"/m/{mother}/treatment/{path}").content.decode()
    words = {
        "what": "cocaine",
        "how": "tested",
        "result": "negative",
        "laboratory": "Invented Labs",
        "cut_off": "50 ng/ml",
        "was_told": "yes",
        "seen": ref,
    }
    assert send(tom, mother, path, "r", **words).status_code == 302
    assert [one.body.result for one in samples.treatment_of(team, mother).uses] == ["negative"]
    late = send(tom, mother, path, "s", **words)
    assert late.status_code == 409
    assert "negative" in text_of(late)
    seen = re.search(r'name="seen" value="([^"]+)"', late.content.decode())
    assert seen is not None
    words = {**words, "seen": seen[1], "result": "not clear"}
    assert send(tom, mother, path, "t", **words).status_code == 302
    assert [one.body.result for one in samples.treatment_of(team, mother).uses] == ["not clear"]


@pytest.mark.slow
def test_her_page_says_that_a_plan_exists_that_the_worker_is_part_of_and_nothing_of_it(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    page = f"/m/{mother}/treatment/"
    plan = noticed.plan(team.ruth, mother)
    assert "that you are part of" not in text_of(tom.get(page)), "a plan alone is not said"
    children.name_in_plan(
        by=team.ruth, mother=mother, plan=plan, worker=team.tom.worker_ref, agency=team.tom.agency_ref
    )
    with_it = tom.get(page)
    assert "There is a plan or a court date that you are part of" in text_of(with_it)
    assert plan not in with_it.content.decode()
    children.end_plan(by=team.ruth, mother=mother, plan=plan, why="It is over", at=clock.now())
    assert "that you are part of" not in text_of(tom.get(page))


def test_a_day_of_another_year_says_which_and_naloxone_past_its_date_says_so(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    samples.takes(team, mother, started=samples.days_ago(500))
    assert f"First dose {dated(samples.days_ago(500))}" in text_of(tom.get(f"/m/{mother}/treatment/"))
    for expires, is_old in ((samples.days_ago(-700), False), (samples.days_ago(400), True)):
        naloxone = Naloxone(YesNo.YES, YesNo.YES, expires)
        actions.write_naloxone(by=team.tom, mother=mother, naloxone=naloxone, at=clock.now())
        words = text_of(tom.get(f"/m/{mother}/treatment/"))
        assert f"Keeps until {dated(expires)}" in words
        assert ("It is past its date" in words) is is_old


@pytest.mark.slow
def test_on_her_own_page_a_day_of_another_year_says_which(team: worlds.Team, mother: str) -> None:
    set_up(team, mother)
    began = samples.days_ago(500)
    samples.takes(team, mother, started=began)
    words = phone().get("/n/f/2/").content.decode()
    assert dated(began) in words
    assert words.count(f"{began:%Y}") > 1
