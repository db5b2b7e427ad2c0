"""What she says about being reached, and about being left be."""

from datetime import date, datetime

from msgspec import structs

from hrm2m.cadence.local_time import local_day
from hrm2m.cadence.texting import WhyNot
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.outreach import due
from hrm2m.records.outreach.actions.counting import keep_due_right
from hrm2m.records.outreach.actions.hearing import keep_phone_right
from hrm2m.records.outreach.actions.logging import PROMISED_CONTACT
from hrm2m.records.outreach.actions.stopping import stop_texts
from hrm2m.records.outreach.actions.texting import names_near
from hrm2m.records.outreach.cover import NotCover, cover_words
from hrm2m.records.outreach.entries import IfIGoQuiet, LeaveMeBe, LostHerChoice, SafeContact, Texts
from hrm2m.records.outreach.phones import number_of
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


MOST_CONTACTS_A_WEEK = 21
CARD_DAYS = 14
"""How long a safe-contact card is sure, unless she says otherwise (policy_choice, 3-record.md)."""


def set_safe_contact(*, by: Actor, mother: str, card: SafeContact, seen: str, at: datetime) -> str:
    """Writes how to reach her safely, in place of the card whose ref the form was opened on."""
    with door.acting(by=by, permission=Permission.SAFE_CONTACT_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        _check_card(card, local_day(box.now))
        current = due.newest(box.entries(SafeContact), SafeContact)
        box.expect(current, seen)
        card = _with_texts_checked(box, card)
        ref = box.write(Draft(card, Category.SAFETY, at, corrects=seen))
        stop_texts(box, WhyNot.CARD_CHANGED)
        keep_phone_right(box, card)
        keep_due_right(box)
        return ref


def set_if_i_go_quiet(*, by: Actor, mother: str, wish: IfIGoQuiet, seen: str, at: datetime) -> str:
    """Writes what she wants when she goes quiet."""
    with door.acting(by=by, permission=Permission.QUIET_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        for field, days in (("normal_days", wish.normal_days), ("worry_after_days", wish.worry_after_days)):
            if days is not None and not 1 <= days <= 365:
                raise BadInput(field, "Write a number of days between 1 and 365, or leave it empty.")
        box.expect(due.newest(box.entries(IfIGoQuiet), IfIGoQuiet), seen)
        ref = box.write(Draft(wish, Category.MY_WORDS, at, corrects=seen))
        keep_due_right(box)
        return ref


def leave_her_be(*, by: Actor, mother: str, at: datetime) -> None:
    """*Leave me be until I call*: all contact stops, and she keeps her place."""
    _set_left_be(by, mother, True, at)


def she_called(*, by: Actor, mother: str, at: datetime) -> None:
    """She called: contact begins again as she likes it."""
    _set_left_be(by, mother, False, at)


def choose_how_to_find_her(*, by: Actor, mother: str, how: str, why: str, second: str, at: datetime) -> None:
    """The card is old and she named no way: two people choose one together and write down why."""
    with door.acting(by=by, permission=Permission.SAFE_CONTACT_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        second_id = agencies.worker_id_of(second, area=by.area)
        if second_id is None or second_id == by.worker_id:
            raise BadInput("second", "Choose the second person you decided this with.")
        if not how.strip() or not why.strip():
            raise BadInput("why", "Write what you chose and why.")
        box.note(second=second)
        box.write(Draft(LostHerChoice(how.strip(), why.strip()), Category.SAFETY, at, how_known="seen"))


def _set_left_be(by: Actor, mother: str, on: bool, at: datetime) -> None:
    with door.acting(by=by, permission=Permission.QUIET_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        box.write(Draft(LeaveMeBe(on), Category.MY_WORDS, at))
        if on:
            clocks.stop_kind(box, PROMISED_CONTACT)
            stop_texts(box, WhyNot.LEFT_BE)
        keep_due_right(box)


def leave_be_with_record(box: Box, at: datetime) -> None:
    """Her record is opened for one thing she asked for, and nobody contacts her; inside the act that opens it."""
    box.write(Draft(LeaveMeBe(True), Category.MY_WORDS, at))


def _with_texts_checked(box: Box, card: SafeContact) -> SafeContact:
    """The card with its number in one shape; where she wants no texts, no number for them is kept."""
    if card.texts is Texts.NO:
        return structs.replace(card, text_number="", text_from=None, text_until=None)
    if card.hours.strip() and card.text_from is None:
        field, sentence = "text_from", "She named hours. Write for texts, too, from when until when."
        raise BadInput(field, sentence)
    if (card.text_from is None) is not (card.text_until is None):
        field, sentence = "text_until", "Write both hours, or leave both empty."
        raise BadInput(field, sentence)
    checked = structs.replace(card, text_number=number_of(card.text_number))
    try:
        cover_words(checked, names_near(box))
    except NotCover as wrong:
        field = "cover_words"
        raise BadInput(field, wrong.sentence) from None
    return checked


def _check_card(card: SafeContact, today: date) -> None:
    if not card.how.strip():
        raise BadInput("how", "Write how to reach her safely.")
    if card.valid_until < today:
        raise BadInput("valid_until", "This day is over. Say until when she is sure of it.")
    most = card.most_contacts_a_week
    if most is not None and not 1 <= most <= MOST_CONTACTS_A_WEEK:
        field = "most_contacts_a_week"
        sentence = "Write a number from 1 to 21, or leave it empty. For none at all use “leave me be”."
        raise BadInput(field, sentence)
