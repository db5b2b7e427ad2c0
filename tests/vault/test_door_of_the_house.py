"""The house has no record: nobody opens it in a batch, and what is refused there is said with its reason."""

import json

import pytest

from hrm2m.policy import Compartment, Permission
from hrm2m.policy.decide import NOT_IN_YOUR_ROLE
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, Missed, NotYours, VaultError
from hrm2m.vault.models import Line
from tests.vault import notes
from tests.vault.notes import JO, MACHINE


pytestmark = pytest.mark.django_db(transaction=True)


def test_a_batch_counts_mothers_and_never_the_house() -> None:
    number = notes.subject_of(notes.begin()).id
    with door.machine(
        by=MACHINE, permission=Permission.CLOCK_ESCALATE, mothers=[HOUSE, number, number]
    ) as boxes:
        assert boxes.mother_ids == [number]
    line = json.loads(Line.objects.filter(chain=HOUSE).latest("seq").body)
    assert (line["by"], line["mothers"]) == ("machine", 1)


def test_a_batch_opens_one_side_of_a_record_or_the_other_and_never_both() -> None:
    number = notes.subject_of(notes.begin()).id
    with pytest.raises(VaultError, match="say which part"):
        with door.machine(by=MACHINE, permission=Permission.CATCH_UP, mothers=[number]):
            pass
    for part in set(Compartment) - {Compartment.IDENTITY}:
        with door.machine(by=MACHINE, permission=Permission.CATCH_UP, mothers=[number], part=part) as boxes:
            boxes.must_read(part)
            for closed in set(Compartment) - {part}:
                with pytest.raises(VaultError, match="does not open that compartment"):
                    boxes.must_read(closed)


def test_a_batch_of_what_opens_just_the_two_sides_needs_to_say_which_too() -> None:
    number = notes.subject_of(notes.begin()).id
    with pytest.raises(VaultError, match="say which part"):
        with door.machine(by=MACHINE, permission=Permission.CONNECTION_READ, mothers=[number]):
            pass


def test_what_was_typed_and_leads_nowhere_is_refused_in_the_house() -> None:
    missed = Missed(Permission.CONTACT_LOG, "handle", "Nobody here is called that.", "mark")
    assert (missed.chain, missed.reasons, missed.mark) == (HOUSE, (missed.sentence,), "mark")


def test_what_is_refused_in_the_house_is_said_and_not_hidden() -> None:
    with pytest.raises(Denied) as refused:
        with door.acting(by=JO, permission=Permission.CLOCK_ESCALATE):
            pass
    assert not isinstance(refused.value, NotYours)
    assert refused.value.reasons == (NOT_IN_YOUR_ROLE,)
