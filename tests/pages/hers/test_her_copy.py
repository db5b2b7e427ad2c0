"""A copy of her notes on her own page: small pages, a paper and a file of the same; nothing tells what is left out."""

import json
import re
from datetime import timedelta
from io import BytesIO

import msgspec
import pytest
from django.test import Client
from pypdf import PdfReader

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.pages.base.assets import all_assets
from hrm2m.pages.hers.record_copy import RecordCopy, file_of
from hrm2m.policy import Compartment
from hrm2m.records.clocks.models import Clock
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.copies import asked_of
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.people import actions as people
from hrm2m.records.showing import actions as showing
from hrm2m.records.treatment import actions as treatment
from hrm2m.vault.models import Line
from tests import worlds
from tests.pages.hers.her_phone import Her, phone, quiet_phone, robin, send
from tests.pages.hers.test_no_trace import write_what_is_held
from tests.records.children import samples as children


pytestmark = pytest.mark.django_db

ALWAYS_THERE = len(all_assets()["n/plain.css"].content) + len(all_assets()["n/plain.js"].content)
NEW_EACH_TIME = re.compile(rb'name="(t|command_id)" value="\w+"')
FORMS = tuple(f"/n/s/{part}/{form}" for part in ("0", "1", "2", "3", "a") for form in ("p/", "j/")) + tuple(
    f"/n/s/{part}/" for part in "0123"
)


@pytest.fixture
def her() -> Her:
    return robin()


def asked(her: Her, way: CopyWay = CopyWay.HERE) -> str:
    return hers.ask_for_copy(by=her.by, mother=her.mother, way=way, at=clock.now())


def a_child_seen(her: Her, words: str = children.SEEN) -> str:
    entry = children.note(her.team.sam, her.mother, words)
    showing.let_her_read(by=her.team.ruth, entry=entry, why="She was there.", at=clock.now())
    return entry


def read_back(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(
        "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split()
    )


@pytest.mark.slow
def test_she_asks_for_it_and_reads_it_at_once_where_nothing_is_about_others(her: Her) -> None:
    client = phone()
    assert "Choose how you want it." in send(client, "/n/s/").content.decode()
    send(client, "/n/s/", way="here")
    assert Clock.objects.get(kind="copy_given").met_at is None
    page = client.get("/n/s/").content.decode()
    assert "It stays here until" in page
    assert Clock.objects.get(kind="copy_given").met_at is not None
    assert "Robin" in client.get("/n/s/0/").content.decode()


@pytest.mark.slow
def test_what_is_about_a_child_is_on_no_page_paper_or_file_before_it_was_checked(her: Her) -> None:
    entry = a_child_seen(her)
    copy = asked(her)
    client = phone()
    assert "A person looks at this part first." in client.get("/n/s/").content.decode()
    for path in ("/n/s/3/", "/n/s/3/p/", "/n/s/3/j/", "/n/s/a/p/", "/n/s/a/j/"):
        assert client.get(path)["Location"] == "/n/s/", path
    assert "coat" not in client.get("/n/s/0/").content.decode()
    hers.check_for_copy(
        by=her.team.ruth,
        copy=copy,
        compartment=Compartment.CHILD_SAFETY,
        entry=entry,
        gives=True,
        why="She was there.",
        at=clock.now(),
    )
    assert "had no coat" in client.get("/n/s/3/").content.decode()
    assert "had no coat" in read_back(client, "/n/s/a/p/")
    assert "had no coat" in client.get("/n/s/a/j/").content.decode()


@pytest.mark.slow
def test_her_side_stands_beside_the_entry_in_all_three_forms(her: Her) -> None:
    entry = worlds.contact(her.team, her.mother, Outcome.MET, clock.now())
    showing.let_her_read(by=her.team.jo, entry=entry, why="She was there.", at=clock.now())
    hers.reply(
        by=her.by,
        mother=her.mother,
        compartment=Compartment.GENERAL,
        about=entry,
        words="It was two hours",
        not_right=True,
        at=clock.now(),
    )
    asked(her)
    client = phone()
    page = client.get("/n/s/0/").content.decode()
    assert "It was two hours" in page.split("We met, talked")[1].split("</div>")[0]
    paper = read_back(client, "/n/s/0/p/")
    assert "I say: this is not right" in paper.split("We met, talked")[1]
    answer = client.get("/n/s/0/j/")
    assert answer["Content-Disposition"] == 'attachment; filename="notes.json"'
    made = json.loads(answer.content)
    assert made["version"] == 1
    sides = [side for part in made["parts"] for one in part["entries"] for side in one["her_side"]]
    assert [(side["words"], side["that_is_not_right"]) for side in sides] == [("It was two hours", True)]


@pytest.mark.slow
def test_the_oldest_comes_first_with_its_year(her: Her) -> None:
    now = clock.now()
    for days_ago in (1, 30, 3):
        met, at = Contact(Channel.USUAL_PLACE, Outcome.MET), now - timedelta(days=days_ago)
        entry = outreach.log_contact(by=her.team.jo, mother=her.mother, contact=met, at=at)
        showing.let_her_read(by=her.team.jo, entry=entry, why="Yes", at=clock.now())
    asked(her)
    client = phone()
    days = [one["day"] for one in json.loads(client.get("/n/s/a/j/").content)["parts"][0]["entries"]]
    assert days == sorted(days)
    assert f"{now:%Y}" in client.get("/n/s/0/").content.decode()


@pytest.mark.slow
@pytest.mark.promise(7)
def test_what_is_held_from_her_changes_no_byte_of_any_form(her: Her) -> None:
    """Two worlds that differ in what is held back or still being looked at: the same pages, papers and files."""
    people.she_asks_an_agency(by=her.team.jo, mother=her.mother, at=clock.now())
    people.give_name(by=her.team.jo, mother=her.mother, full_name="Robin Invented", at=clock.now())
    treatment.begin_treating(
        by=her.team.jo, mother=her.mother, worker=her.team.tom.worker_ref, called="R", at=clock.now()
    )
    asked(her)
    client, now = phone(), clock.now()
    with clock.at(now):
        assert "It stays here until" in client.get("/n/s/").content.decode()
        before = {path: every_byte(client, path) for path in ("/n/s/", *FORMS)}
        write_what_is_held(her)
        after = {path: every_byte(client, path) for path in ("/n/s/", *FORMS)}
    assert [path for path in before if before[path] != after[path]] == []
    assert all(asked_of(by) == () for by in (her.team.jo, her.team.ruth, her.team.tom))


def every_byte(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return NEW_EACH_TIME.sub(b"", answer.content)


@pytest.mark.slow
def test_every_page_of_a_long_copy_is_small_and_nothing_is_lost_between_two(her: Her) -> None:
    said = [f"<{number}> & " + "“It’s so” 'and' \"so\" " * 80 + f"end{number}." for number in range(12)]
    for words in said:
        she_says(her, words)
    for words in ("y" * 1900, "z" * 1900):
        hers.reply(
            by=her.by,
            mother=her.mother,
            compartment=Compartment.GENERAL,
            about=she_says(her, "Short"),
            words=words,
            not_right=False,
            at=clock.now(),
        )
    asked(her)
    client, pages = phone(), []
    number = 1
    while True:
        answer = client.get(f"/n/s/0/?p={number}")
        assert len(answer.content) + ALWAYS_THERE < 30_000, (number, len(answer.content))
        pages.append(answer.content.decode())
        if "Next page" not in pages[-1]:
            break
        number += 1
    assert number > 2
    assert f"Page {number} of {number}." in pages[-1]
    whole = "".join(pages)
    assert all(whole.count(f"end{each}.") == 1 for each in range(12))
    assert "y" * 1900 in whole


def she_says(her: Her, words: str) -> str:
    said = HerWords(Moment.JUST_SAYING, words)
    return hers.say(by=her.by, mother=her.mother, said=said, at=clock.now())


@pytest.mark.slow
def test_a_page_that_is_not_there_is_the_last_one(her: Her) -> None:
    asked(her)
    client = phone()
    for typed in ("99", "0", "x", "-1", "9" * 30):
        assert "Page 1 of 1." in client.get(f"/n/s/0/?p={typed}").content.decode()
    for path in ("/n/s/9/", "/n/s/a/", "/n/s/x/p/"):
        assert client.get(path)["Location"] == "/n/a/"


@pytest.mark.slow
def test_every_form_stands_in_her_ledger(her: Her) -> None:
    asked(her)
    client = phone()
    for path in ("/n/s/0/", "/n/s/0/p/", "/n/s/0/j/"):
        client.get(path)
    pages = {json.loads(body).get("page") for body in Line.objects.values_list("body", flat=True)}
    assert {"copy", "copy_paper", "copy_file"} <= pages


@pytest.mark.slow
def test_by_the_quiet_way_there_is_no_copy(her: Her) -> None:
    asked(her)
    client = quiet_phone()
    for path in ("/n/s/", *FORMS):
        assert client.get(path)["Location"] == "/n/a/", path


@pytest.mark.slow
def test_without_asking_there_is_no_form_of_it(her: Her) -> None:
    client = phone()
    for path in FORMS:
        assert client.get(path)["Location"] == "/n/s/", path


@pytest.mark.slow
def test_the_file_is_what_its_schema_says(her: Her) -> None:
    asked(her)
    answer = phone().get("/n/s/a/j/")
    record_copy = msgspec.json.decode(answer.content, type=RecordCopy)
    assert file_of(record_copy) == answer.content
    assert "Robin Invented" not in answer.content.decode()
