"""A way in set up beside her: first whether it is safe, then what opens it; opened again after a freeze, taken away."""

from datetime import datetime, timedelta

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.hers import codes
from hrm2m.records.hers.actions.leaving import end_one
from hrm2m.records.hers.entries import AskedFirst
from hrm2m.records.hers.kinds import Kind
from hrm2m.records.hers.models import EndedBy, Secret, WayIn
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


HER_WORD = ActFacts(her_word=True)
ASKED_WITHIN = timedelta(hours=2)
MOST_WAYS = 3
LONGEST = 500
ASK_AGAIN = (
    "Ask her first, today and alone: whose phone, who looks at it, and whether it is safe to have this at all. "
    "“No” is a good answer: you look together instead."
)
ANOTHER_FIRST = "Somebody else begins with this word or number. Take another first one; the rest may stay."
NOT_THERE = "This way in is over already. Open the page again."


def ask_first(*, by: Actor, mother: str, asked: AskedFirst, at: datetime) -> str:
    """Writes what she said to the questions that come first, a no as well as a yes; answers the ref."""
    if len(asked.words) > LONGEST:
        raise BadInput("words", "Write it shorter: 500 letters at most.")
    with door.acting(by=by, permission=Permission.HER_ACCESS_SET, mother=mother, act=HER_WORD) as box:
        must_not_be_later_than_now(box, at)
        return box.write(Draft(asked, Category.SAFETY, at))


def set_up(*, by: Actor, mother: str, kind: Kind, code: str, quiet: str) -> str:
    """Sets up one way in at her word, opened by `code`, and by `quiet` (may be empty) for what is next alone; its ref.

    Raises BadInput where the questions were not asked within two hours or one of them spoke against it, where a code
    is too weak, or where somebody else's begins like it.
    """
    with door.acting(by=by, permission=Permission.HER_ACCESS_SET, mother=mother, act=HER_WORD) as box:
        _must_be_safe(box)
        if WayIn.objects.filter(mother=box.mother_id, until=None).count() >= MOST_WAYS:
            raise BadInput("code", "She has three ways in already. Take one away first.")
        way = WayIn.objects.create(
            area=box.area, mother=box.mother_id, kind=kind, since=box.now, by_id=by.worker_id
        )
        main = _keep(way, _checked(kind, code, "code"), "code", quiet=False)
        if quiet.strip():
            _must_differ(main, _keep(way, _checked(kind, quiet, "quiet"), "quiet", quiet=True))
        box.give_standing(Ground.OWN, cause=way.cause, purpose=way.ref)
        box.note(way=way.ref, kind=kind.value)
        return way.ref


def open_again(*, by: Actor, mother: str, way: str) -> None:
    """A frozen way in opens again beside her, with the same words or card. Asked first, like a new one."""
    with door.acting(by=by, permission=Permission.HER_ACCESS_SET, mother=mother, act=HER_WORD) as box:
        _must_be_safe(box)
        row = _hers(box, way)
        if row.frozen_at is None:
            return
        row.frozen_at = None
        row.save(update_fields=["frozen_at"])
        box.give_standing(Ground.OWN, cause=row.cause, purpose=row.ref)


def take_away(*, by: Actor, mother: str, way: str) -> None:
    """She no longer wants this way in: it ends in this moment."""
    with door.acting(by=by, permission=Permission.HER_ACCESS_SET, mother=mother, act=HER_WORD) as box:
        end_one(box, _hers(box, way), EndedBy.TAKEN_AWAY)


def _must_be_safe(box: Box) -> None:
    found = next(iter(box.entries(AskedFirst, newest=1)), None)
    recent = found is not None and box.now - ASKED_WITHIN <= found.written_at <= box.now
    if found is None or not recent or not found.body.safe or not found.body.alone:
        raise BadInput("code", ASK_AGAIN)


def _checked(kind: Kind, typed: str, field: str) -> str:
    if kind is Kind.WORDS:
        return codes.own_words(typed, field)
    code = codes.folded(typed)
    if len(code) != len(codes.new_number()) or not code.replace(" ", "").isdecimal():
        raise BadInput(field, "A card has sixteen digits. Take the number that the page shows.")
    return code


def _keep(way: WayIn, code: str, field: str, *, quiet: bool) -> str:
    mark = codes.mark_of(code)
    if Secret.objects.filter(mark=mark).exists():
        raise BadInput(field, ANOTHER_FIRST)
    Secret.objects.create(area=way.area, way=way, mark=mark, hashed=codes.hashed(code), quiet=quiet)
    return code


def _must_differ(main: str, quiet: str) -> None:
    if set(main.split()) & set(quiet.split()):
        raise BadInput(
            "quiet", "The two share a word. Take other words for the second, so that she tells them apart."
        )


def _hers(box: Box, ref: str) -> WayIn:
    found = WayIn.objects.filter(mother=box.mother_id, ref=ref, until=None).first()
    if found is None:
        raise BadInput("way", NOT_THERE)
    return found
