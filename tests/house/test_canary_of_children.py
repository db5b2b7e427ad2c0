"""What is written about a child lies nowhere readable, and reaches nobody whose drawer it is not."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.models import Job
from hrm2m.records.children import actions as children
from hrm2m.records.children.entries import (
    Child,
    ChildAdult,
    ChildName,
    Observation,
    Plan,
    PlanKind,
    PlanTask,
    WhatToChild,
)
from hrm2m.records.danger import actions as danger
from hrm2m.records.showing import actions as showing
from hrm2m.vault.models import Line
from tests import worlds
from tests.house.stored import files_of_home, plain_rows, raw_database
from tests.pages.street import browser_of
from tests.records.children.samples import said


pytestmark = pytest.mark.django_db(transaction=True)

CANARIES = (
    "Quibblecot",
    "Murklepram",
    "Fizzlenan",
    "Snorkelschool",
    "Grumblewhy",
    "Wobblenotice",
    "Bumblelook",
)


def write_everything(team: worlds.Team) -> str:
    """A child, a plan, a notice, a join and a look at danger, each with a word that stands nowhere else."""
    mother, other, now = worlds.begin_named(team), worlds.begin_named(team, "Wren"), clock.now()
    ruth = team.ruth
    child = children.begin_child(by=ruth, mother=mother, child=Child("Quibblecot"), at=now, **said())
    theirs = children.begin_child(by=ruth, mother=other, child=Child("Quibblecot"), at=now, **said())
    name = ChildName("Quibblecot Murklepram")
    children.name_child(by=ruth, mother=mother, child=child, seen_ref="", name=name, at=now, **said())
    nan = ChildAdult(WhatToChild.GRANDPARENT, "Fizzlenan", "Cooks")
    children.write_adult(by=ruth, mother=mother, child=child, adult=nan, at=now, **said())
    entry = children.note(by=team.jo, mother=mother, seen=Observation("Murklepram cried"), at=now)
    showing.withhold(by=ruth, entry=entry, why="Grumblewhy", until=now + timedelta(days=3), at=now)
    plan = Plan(PlanKind.EARLY_HELP, "Snorkelschool", tasks=(PlanTask("Fizzlenan", "Cook"),))
    children.write_plan(by=ruth, mother=mother, plan=plan, child=child, at=now)
    children.join(by=ruth, child=child, other_child=theirs, why="Grumblewhy")
    children.tell_about_child(by=team.mia, words="Wobblenotice alone", at=now)
    alert = danger.raise_danger(by=team.jo, who="a_child", words="Murklepram", mother_ref=mother, at=now).ref
    look = danger.Look(("other",), "adds_danger", "Bumblelook", "Grumblewhy")
    with clock.at(clock.now() + timedelta(minutes=1)):
        danger.look_at_together(by=ruth, alert=alert, second=team.kit.worker_ref, look=look, at=clock.now())
    return mother


@pytest.mark.slow
@pytest.mark.promise(1)
def test_no_word_of_a_child_lies_readable_anywhere() -> None:
    write_everything(worlds.make_team())
    kept = [raw_database(), *(words for _, words in files_of_home())]
    kept += [repr(row).encode() for row in plain_rows()]
    kept += [str(job.payload).encode() for job in Job.objects.all()]
    kept += [line.body.encode() for line in Line.objects.all()]
    for canary in CANARIES:
        assert not any(canary.encode() in each for each in kept), canary


@pytest.mark.slow
@pytest.mark.promise(1)
@pytest.mark.parametrize("who", ["jo", "sam", "kit", "tom", "mia", "vic"])
def test_no_page_of_anybody_else_says_a_word_of_a_child(who: str) -> None:
    team = worlds.make_team()
    mother = write_everything(team)
    browser = browser_of(getattr(team, who))
    paths = ["/", "/today/", "/mothers/", "/board/", "/about-a-child/", "/danger/open/", "/children/"]
    for path in (*paths, f"/m/{mother}/", f"/m/{mother}/team/", f"/children/of/{mother}/saw/"):
        page = browser.get(path, follow=True).content.decode()
        assert not [canary for canary in CANARIES if canary in page], path
