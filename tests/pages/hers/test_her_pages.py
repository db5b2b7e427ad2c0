"""Her pages: small, plain, without a trace; every one of them is shut again by the same few things."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from hrm2m.cadence import Channel, Outcome
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.assets import all_assets
from hrm2m.pages.hers.models import OwnVisit
from hrm2m.policy import Permission
from hrm2m.records.children.entries import Said
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.queries import written_in
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact, SafeContact, Texts
from hrm2m.records.people import actions as people
from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.entries import Harm, HerSafety
from hrm2m.records.showing import actions as showing
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.vault import door
from tests import worlds
from tests.pages.hers.her_phone import PAGES, Her, hidden, is_in, phone, quiet_phone, robin, send
from tests.records.children import samples as children
from tests.records.hers.samples import QUIET, WORDS
from tests.records.worries import samples as worries


pytestmark = pytest.mark.django_db

MOST_BYTES = 30_000
ALWAYS_THERE = len(all_assets()["n/plain.css"].content) + len(all_assets()["n/plain.js"].content)


@pytest.fixture
def her() -> Her:
    return robin()


def test_every_page_of_hers_is_small_plain_and_leaves_nothing(her: Her) -> None:
    client = phone()
    for path in ("/n/", "/n/x/", *PAGES):
        answer = client.get(path)
        page = answer.content.decode()
        assert answer.status_code == 200, path
        assert "<title>Notes</title>" in page
        assert len(answer.content) + ALWAYS_THERE < MOST_BYTES, (path, len(answer.content))
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "HR M2M" not in page
        assert "Robin" not in page.split("<title>")[1].split("</title>")[0]
        assert page.count("<script") == 1
        assert 'rel="icon" href="data:,"' in page


def test_no_page_needs_a_cookie_that_stays(her: Her) -> None:
    client = phone()
    for path in PAGES:
        client.get(path)
    assert {name: cookie["max-age"] for name, cookie in client.cookies.items()} == {"n": ""}
    assert client.cookies["n"]["httponly"]
    assert client.cookies["n"]["samesite"] == "Strict"


def test_without_a_visit_every_page_leads_to_the_empty_box(her: Her) -> None:
    for path in PAGES:
        answer = Client().get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/n/"), path


def test_every_wrong_code_gets_the_same_page(her: Her) -> None:
    hers.freeze(by=her.team.vic, handle="Robin")
    worlds.begin(her.team, "Wren")
    answers = {
        Client().post("/n/", {"code": code}).content for code in ("", "sea", WORDS, QUIET, "1234", "x" * 5000)
    }
    assert len(answers) == 1


def test_an_address_below_hers_that_is_no_page_shows_nothing_and_no_brand(her: Her) -> None:
    for method in ("get", "post", "put"):
        for path in ("/n/nothing/", "/n/a/b/c/", "/n/g/9/x/"):
            answer = getattr(Client(), method)(path)
            assert b"HR M2M" not in answer.content, (method, path)


def test_leaving_ends_the_visit_on_the_server(her: Her) -> None:
    client = phone()
    assert is_in(client)
    answer = client.post("/n/z/")
    assert answer["Location"] == "/n/x/"
    assert "cache" in answer["Clear-Site-Data"]
    assert not OwnVisit.objects.exists()


def test_a_visit_is_over_after_ten_quiet_minutes_and_after_half_an_hour_of_any_kind(her: Her) -> None:
    client, start = phone(), clock.now()
    for minutes in (9, 18, 27):
        with clock.at(start + timedelta(minutes=minutes)):
            assert is_in(client)
    with clock.at(start + timedelta(minutes=31)):
        assert not is_in(client)
    other, start = phone(), clock.now()
    with clock.at(start + timedelta(minutes=11)):
        assert not is_in(other)


@pytest.mark.promise(7)
def test_a_word_to_any_worker_shuts_the_page_that_is_open(her: Her) -> None:
    client = phone()
    assert is_in(client)
    hers.freeze(by=her.team.vic, handle="Robin")
    assert not is_in(client)
    assert client.get("/n/f/")["Location"] == "/n/"


def test_by_the_quiet_way_there_is_what_is_next_and_no_sign_that_there_is_more(her: Her) -> None:
    client = quiet_phone()
    assert client.get("/n/a/").content.count(b"<a ") == 0
    for path in PAGES[1:]:
        assert client.get(path)["Location"] == "/n/a/"
    for word in (b"quiet", b"more", b"notes</a>"):
        assert word not in client.get("/n/a/").content.lower().replace(b"notes</title>", b"")


def test_a_form_of_another_visit_changes_nothing(her: Her) -> None:
    page = phone().get("/n/b/").content.decode()
    answer = phone().post("/n/b/", {**hidden(page), "words": "Not hers"})
    assert answer["Location"] == "/n/"
    assert what_she_wrote(her) == []


def test_a_form_sent_from_another_site_opens_nothing(her: Her) -> None:
    client = Client()
    client.post("/n/", {"code": WORDS}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not is_in(client)


def what_she_wrote(her: Her) -> list[tuple[str, str]]:
    with door.looking(by=her.by, permission=Permission.OWN_SEE, mother=her.mother, page="own") as box:
        return [(one.entry.body.moment.value, one.entry.body.words) for one in written_in(box)]


def test_she_texts_her_bridge_builder_and_sees_when_it_was_read(her: Her) -> None:
    client = phone()
    send(client, "/n/b/", words="Can you ring me tonight?")
    assert what_she_wrote(her) == [("text", "Can you ring me tonight?")]
    assert "Can you ring me tonight?" in client.get("/n/b/").content.decode()
    assert "read what you wrote" in client.get("/n/c/").content.decode()
    with door.looking(by=her.by, permission=Permission.OWN_SEE, mother=her.mother, page="own") as box:
        ref = written_in(box)[0].entry.ref
    hers.mark_read(by=her.team.jo, mother=her.mother, said=ref)
    assert "We read it on" in client.get("/n/b/").content.decode()
    assert "Kept" in client.get("/n/c/").content.decode()


def test_a_form_sent_twice_is_written_once(her: Her) -> None:
    client = phone()
    form = {**hidden(client.get("/n/b/").content.decode()), "words": "Once"}
    client.post("/n/b/", form)
    client.post("/n/b/", form)
    assert what_she_wrote(her) == [("text", "Once")]


def test_what_is_wrong_with_a_form_is_said_and_what_she_typed_stays(her: Her) -> None:
    client = phone()
    page = send(client, "/n/j/", words="I want this said").content.decode()
    assert "Choose what it is for." in page
    assert "I want this said" in page


def test_next_is_what_was_agreed_and_she_says_ok_or_change(her: Her) -> None:
    at = clock.now()
    contact = Contact(
        Channel.USUAL_PLACE, Outcome.MET, next_at=at + timedelta(days=2), next_words="bring naloxone"
    )
    outreach.log_contact(by=her.team.jo, mother=her.mother, contact=contact, at=at)
    client = phone()
    page = client.get("/n/a/").content.decode()
    assert "With Jo." in page
    assert "naloxone" not in page
    ref = page.split('name="next" value="')[1].split('"')[0]
    send(client, "/n/a/", answer="change", next=ref)
    assert "You asked for a change" in client.get("/n/a/").content.decode()
    assert what_she_wrote(her) == [("next_change", "")]


def test_by_the_quiet_way_an_answer_says_that_it_came_so(her: Her) -> None:
    client = quiet_phone()
    at = clock.now()
    contact = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=at + timedelta(days=2))
    outreach.log_contact(by=her.team.jo, mother=her.mother, contact=contact, at=at)
    send(client, "/n/a/", answer="ok", next="x")
    with door.looking(by=her.by, permission=Permission.OWN_SEE, mother=her.mother, page="own") as box:
        assert [one.entry.body.by_quiet_way for one in written_in(box)] == [True]


def test_how_to_reach_her_is_hers_to_write(her: Her) -> None:
    client = phone()
    send(client, "/n/h/", channel="text", how="Only on my own phone", most="2")
    assert "Only on my own phone" in client.get("/n/h/").content.decode()
    assert "by text" in client.get("/n/b/").content.decode()


def test_writing_how_to_reach_her_leaves_what_she_agreed_to_about_texts(her: Her) -> None:
    card = SafeContact(
        Channel.CALL,
        "in the morning",
        valid_until=local_day(clock.now()) + timedelta(days=7),
        cover_words="The library has your book",
        texts=Texts.HER_WORDS,
        text_number="07700 900119",
    )
    outreach.set_safe_contact(by=her.team.jo, mother=her.mother, card=card, seen="", at=clock.now())
    client = phone()
    page = client.get("/n/h/").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    send(client, "/n/h/", channel="call", how="in the evening", cover_words=card.cover_words, seen=seen)
    with door.looking(
        by=her.team.jo, permission=Permission.MOTHER_SEE, mother=her.mother, page="mother"
    ) as box:
        newest = box.entries(SafeContact, newest=1)[0].body
    assert (newest.how, newest.texts, newest.text_number) == ("in the evening", card.texts, "+447700900119")


def test_nobody_is_said_to_see_more_than_he_or_she_can_open(her: Her) -> None:
    page = phone().get("/n/d/").content.decode()
    assert "Kit" in page
    assert "your children" not in page


def test_she_closes_her_page_from_inside(her: Her) -> None:
    client = phone()
    assert send(client, "/n/k/")["Location"] == "/n/x/"
    assert not is_in(client)
    assert not is_in(phone())


def test_who_opened_her_notes_begins_with_a_summary_and_names_agencies_after_the_code(her: Her) -> None:
    with door.looking(by=her.team.sam, permission=Permission.MOTHER_SEE, mother=her.mother, page="mother"):
        pass
    client = phone()
    before = client.get("/n/e/").content.decode()
    assert "2 people looked" in before
    assert "Sam" in before
    assert "Testmere Bridge" not in before
    send(client, "/n/e/", code="not these")
    assert "Testmere Bridge" not in client.get("/n/e/").content.decode()
    send(client, "/n/e/", code=QUIET)
    assert "Testmere Bridge" not in client.get("/n/e/").content.decode()
    send(client, "/n/e/", code=WORDS)
    assert "Testmere Bridge" in client.get("/n/e/").content.decode()


def test_her_side_stands_beside_a_note_at_once(her: Her) -> None:
    entry = worlds.contact(her.team, her.mother, Outcome.MET, clock.now())
    client = phone()
    assert "We met, talked" not in client.get("/n/f/").content.decode()
    showing.let_her_read(by=her.team.jo, entry=entry, why="She was there.", at=clock.now())
    page = client.get("/n/f/").content.decode()
    link = page.split("We met, talked")[1].split('href="')[1].split('"')[0]
    send(client, f"{link}?wrong=1", words="It was two hours", wrong="1")
    page = client.get("/n/f/").content.decode()
    assert "You say: this is not right." in page
    assert "It was two hours" in page
    assert "We answer you by" in page
    assert "You said a note is not right" in client.get("/n/c/").content.decode()


def test_she_stops_somebody_at_once(her: Her) -> None:
    client = phone()
    sam = her.team.sam.worker_ref
    assert "Sam" in client.get("/n/d/").content.decode()
    send(client, f"/n/d/{sam}/")
    assert "Sam" not in client.get("/n/d/").content.decode()


def test_she_empties_her_page_with_the_code_again_and_undoes_it(her: Her) -> None:
    client = phone()
    assert "Type your words" in send(client, "/n/m/", code="other words").content.decode()
    send(client, "/n/m/", code=WORDS)
    assert client.get("/n/f/")["Location"] == "/n/m/"
    page = client.get("/n/m/").content.decode()
    assert "You can change your mind until" in page
    assert "Your notes" not in page
    client.post("/n/m/", {**hidden(page), "undo": "1"})
    assert client.get("/n/f/").status_code == 200


@pytest.mark.promise(7)
def test_what_is_held_from_her_leaves_no_trace_on_any_page(her: Her) -> None:
    """Two worlds that differ in what is held back or still being looked at: the same bytes on every page."""
    people.she_asks_an_agency(by=her.team.jo, mother=her.mother, at=clock.now())
    people.give_name(by=her.team.jo, mother=her.mother, full_name="Robin Invented", at=clock.now())
    treatment.begin_treating(
        by=her.team.jo, mother=her.mother, worker=her.team.tom.worker_ref, called="R", at=clock.now()
    )
    client, now = phone(), clock.now()
    with clock.at(now):
        send(client, "/n/e/", code=WORDS)
        before = every_page(client)
        write_what_is_held(her)
        after = every_page(client)
    assert {path: before[path] for path in before if before[path] != after[path]} == {}


def every_page(client: Client) -> dict[str, str]:
    """Every page of hers, without the hidden fields that are new for each drawing."""
    new_each_time = re.compile(r'name="(t|command_id)" value="\w+"')
    return {path: new_each_time.sub("", client.get(path).content.decode()) for path in PAGES}


def write_what_is_held(her: Her) -> None:
    """In all four parts: a note nobody looked at, what a sister said, a drug test told of, a child's words, a worry."""
    team, mother, at = her.team, her.mother, clock.now()
    worlds.contact(team, mother, Outcome.NOT_REACHED, at)
    told = safety.Telling("told_by", "her sister")
    body = HerSafety(Harm.VIOLENCE, "He broke the door", "Del", "He broke the door")
    safety.note(by=team.sam, mother=mother, safety=body, telling=told, at=at)
    use = DrugUse("crack", HowUsed.TOLD_BY)
    not_yet = treatment.Told(not_why="Not met yet")
    treatment.write_drug_use(by=team.tom, mother=mother, use=use, at=at, told_by="her brother", told=not_yet)
    children.note(team.sam, mother, childs_own_words="I was cold.", by_whom_said=Said.CHILD)
    worries.raised(team.jo, mother)


def test_what_breaks_shows_a_plain_page(her: Her, monkeypatch: pytest.MonkeyPatch) -> None:
    client = phone()
    monkeypatch.delattr("hrm2m.pages.hers.promised.kept_to")
    answer = client.get("/n/c/")
    assert b"This page did not work" in answer.content
    assert b"HR M2M" not in answer.content
