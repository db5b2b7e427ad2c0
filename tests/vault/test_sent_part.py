"""A referral opens what was written for it, in the categories sent; her way in opens hers alone."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission, Role
from hrm2m.policy.facts import ActFacts, Consented, Disclosure, herself
from hrm2m.policy.lifecycles import RecordEvent
from hrm2m.vault import door
from hrm2m.vault.entries import Draft, Entry, Reply
from hrm2m.vault.errors import NotYours, VaultError
from hrm2m.vault.models import Line, StandingRow
from hrm2m.vault.sent_part import SentPart
from tests.vault.test_door import Note, a_worker, begin


pytestmark = pytest.mark.django_db(transaction=True)

HOME = frozenset({Category.HOME})
HERE, ELSEWHERE, EARLIER = "r" * 26, "s" * 26, "q" * 26
LENA = Actor(21, "worker21", 2, "agency2", 1, frozenset({Role.PARTNER}))
SENT = (
    ("two rooms", Category.HOME, HERE),
    ("he hits", Category.SAFETY, HERE),
    ("arrears", Category.HOME, ELSEWHERE),
    ("a flat", Category.HOME, EARLIER),
)


def refer(mother: str, by: Actor, *, name_goes: bool = False) -> list[str]:
    yes = Consented(
        2, HOME, "housing", clock.now() - timedelta(1), clock.now() + timedelta(1), asked_alone=True
    )
    act = ActFacts(discloses=Disclosure(2, HOME, "housing", yes))
    with door.acting(by=by, permission=Permission.REFERRAL_SEND, mother=mother, act=act) as box:
        box.give_standing(
            Ground.CONSENT,
            cause=f"referral:{HERE}",
            worker_id=LENA.worker_id,
            agency_id=LENA.agency_id,
            until=box.now + timedelta(days=90),
            purpose=HERE,
            categories=HOME,
            but=frozenset() if name_goes else frozenset({Compartment.IDENTITY}),
        )
        return [
            box.write(Draft(Note(words=w), category, box.now, about=about)) for w, category, about in SENT
        ]


def read(
    mother: str, by: Actor, about: str = HERE, permission: Permission = Permission.REFERRAL_READ
) -> list[str]:
    with door.looking(by=by, permission=permission, mother=mother, page="referral", about=about) as box:
        return [entry.body.words for entry in box.entries(Note)]


def test_whom_it_was_sent_to_reads_what_was_written_for_it_in_the_categories_sent() -> None:
    jo = a_worker(7)
    mother = begin(jo)
    refer(mother, jo)
    assert read(mother, LENA) == ["two rooms"]
    assert len(read(mother, jo, permission=Permission.MOTHER_SEE)) == 5


def test_her_reply_travels_with_it() -> None:
    jo = a_worker(7)
    mother = begin(jo)
    home, *_ = refer(mother, jo)
    with door.acting(by=jo, permission=Permission.REPLY_ADD, mother=mother) as box:
        box.write(Draft(Reply(words="three rooms"), Category.HOME, box.now, about=home))
    with door.looking(
        by=LENA, permission=Permission.REFERRAL_READ, mother=mother, page="referral", about=HERE
    ) as box:
        (entry,) = box.entries(Note)
    assert [reply.body.words for reply in entry.replies] == ["three rooms"]


def test_a_colleague_another_referral_and_the_day_after_it_ends_find_nothing() -> None:
    jo = a_worker(7)
    mother = begin(jo)
    refer(mother, jo)
    colleague = Actor(22, "worker22", 2, "agency2", 1, frozenset({Role.PARTNER}))
    with pytest.raises(NotYours):
        read(mother, colleague)
    with pytest.raises(VaultError):
        read(mother, LENA, about=ELSEWHERE)
    with clock.at(clock.now() + timedelta(days=91)), pytest.raises(NotYours):
        read(mother, LENA)


def test_the_standing_says_what_was_sent_and_whether_her_name_goes_along() -> None:
    jo = a_worker(7)
    refer(begin(jo), jo)
    refer(begin(jo), jo, name_goes=True)
    rows = StandingRow.objects.filter(ground=Ground.CONSENT).order_by("id")
    assert [(row.compartment, row.categories) for row in rows] == [
        ("general", ["home"]),
        ("general", ["home"]),
        ("identity", ["home"]),
    ]


def test_the_name_she_lets_go_along_is_read_whole() -> None:
    jo = a_worker(7)
    mother = begin(jo)
    with door.acting(
        by=jo, permission=Permission.STAGE_MOVE, mother=mother, act=ActFacts(her_word=True)
    ) as box:
        box.move(RecordEvent.SHE_GIVES_HER_NAME)
    refer(mother, jo, name_goes=True)
    with door.acting(
        by=jo, permission=Permission.IDENTITY_GIVE, mother=mother, act=ActFacts(her_word=True)
    ) as box:
        name = Draft(Note(words="Wren"), Category.MY_WORDS, box.now, compartment=Compartment.IDENTITY)
        box.write(name)
    with door.looking(
        by=LENA, permission=Permission.REFERRAL_NAME_SEE, mother=mother, page="referral", about=HERE
    ) as box:
        (entry,) = box.entries(Note, compartment=Compartment.IDENTITY)
    assert entry.body.words == "Wren"


@pytest.mark.parametrize("compartment", list(Compartment))
def test_of_no_compartment_but_her_name_is_anything_read_that_was_not_sent(compartment: Compartment) -> None:
    entry = Entry(
        ref="e" * 26,
        mother_ref="m" * 26,
        compartment=compartment,
        category=Category.HOME,
        kind=Note.KIND,
        basis="",
        body=Note(words="arrears"),
        how_known="her_words",
        from_whom="",
        happened_at=clock.now(),
        written_at=clock.now(),
        by_id=7,
        about=ELSEWHERE,
        corrects="",
        held_until=None,
        told_her_at=None,
        told_her_how="",
        not_told_why="",
    )
    read_here = SentPart(HERE, HOME).only((entry,))
    assert read_here == ((entry,) if compartment is Compartment.IDENTITY else ())


def test_her_way_in_opens_her_record_alone_and_ends_with_it() -> None:
    jo = a_worker(7)
    mother, another = begin(jo), begin(jo)
    way = "w" * 26
    with door.acting(
        by=jo, permission=Permission.HER_ACCESS_SET, mother=mother, act=ActFacts(her_word=True)
    ) as box:
        box.give_standing(Ground.OWN, cause=f"way:{way}", purpose=way)
    she = herself(1, way)
    assert read(mother, she, about="", permission=Permission.OWN_SEE) == ["first"]
    assert Line.objects.filter(body__contains='"by":"herself"').count() == 1
    for whom, where in ((she, another), (herself(1, "x" * 26), mother), (herself(1, ""), mother)):
        with pytest.raises(NotYours):
            read(where, whom, about="", permission=Permission.OWN_SEE)
    with door.acting(
        by=jo, permission=Permission.HER_ACCESS_SET, mother=mother, act=ActFacts(her_word=True)
    ) as box:
        box.end_standing(cause=f"way:{way}")
    with pytest.raises(NotYours):
        read(mother, she, about="", permission=Permission.OWN_SEE)
