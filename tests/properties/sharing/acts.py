"""The acts of a random sequence: each carried out on the real thing, and beside it in the model of what should be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.partner import links
from hrm2m.policy import Actor, Category
from hrm2m.policy.consenting import STANDARD_DAYS, Asked
from hrm2m.policy.facts import machine_actor
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.actions.asking import Asking
from hrm2m.records.enquiries.entries import Reply
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.actions import Request, Said
from hrm2m.records.referrals.actions.sending import Without
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.whole import near_her
from hrm2m.records.whole.stop_sharing import log_contact, stop_sharing
from hrm2m.vault.errors import Denied
from tests.properties.sharing import model
from tests.properties.sharing.model import Model, Page, Sent, Yes
from tests.records.enquiries.samples import QUESTION
from tests.records.referrals import samples


PARTS = {
    Category.BABY_AND_BIRTH: "Due in May.",
    Category.MY_WORDS: "Ring me after ten.",
    Category.HOME: "A room.",
}
STEP = timedelta(minutes=31)
"""Longer than one look is: whoever looks again leaves a line again."""
HELD = timedelta(days=30)
WITHOUT = Without(Basis.VITAL_INTEREST, "She was found cold.", "When she wakes.", saves=True)


@dataclass(frozen=True)
class Cast:
    """Everybody of a sequence, whose record it is, and the doors by who answers there."""

    mother: str
    workers: dict[str, Actor]
    doors: dict[str, str]
    herself: Actor


@dataclass
class Play:
    """The real thing beside the model."""

    cast: Cast
    model: Model
    referrals: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    """Every one there ever was."""

    @contextmanager
    def next_step(self) -> Iterator[None]:
        """Half an hour later than whatever was before."""
        self.model.now += STEP
        with clock.at(self.model.now):
            yield

    @property
    def holder(self) -> Actor:
        """Who is there for her now."""
        return self.cast.workers[self.model.near.holder]

    def says_yes(self, door: str, things: frozenset[Category], asked: Asked, *, with_name: bool) -> None:
        agency, until = self.cast.workers[door], self.model.now + HELD
        yes = samples.a_yes(agency, categories=things, asked=asked, until=until, with_name=with_name)
        should = not self.model.was_heard(self.model.now)
        by, mother = self.holder, self.cast.mother
        assert done(lambda: consent.ask(by=by, mother=mother, yes=yes, at=clock.now())) is should
        if should and asked is Asked.ALONE:
            now = self.model.now
            self.model.yeses.append(Yes(agency.agency_id, things, until, with_name, asked_at=now))

    def somebody_listens(self) -> None:
        """Whoever holds her bridge writes that somebody was listening."""
        heard = Contact(Channel.CALL, Outcome.STOPPED_NOT_SAFE)
        assert done(
            lambda: log_contact(by=self.holder, mother=self.cast.mother, contact=heard, at=clock.now())
        )
        self.model.somebody_listens()

    def send(self, door: str, things: frozenset[Category]) -> None:
        refs: list[str] = []
        yes = self.model.covering(self.cast.workers[door].agency_id, things)
        should = yes is not None and door not in self.model.barred
        assert done(lambda: self._draft_and_send(door, things, refs)) is should
        if should and yes is not None:
            sent = Sent(yes.agency, door, things, yes.until, yes.with_name, asked_at=yes.asked_at)
            self._sent(refs[0], door, sent)

    def send_without_her_yes(self, door: str, things: frozenset[Category]) -> None:
        agency, refs = self.cast.workers[door].agency_id, list[str]()
        until = self.model.now + timedelta(days=STANDARD_DAYS)

        def do() -> None:
            refs.append(
                referrals.send_without_her_yes(
                    by=self.holder,
                    mother=self.cast.mother,
                    request=self._request(door, things),
                    without=WITHOUT,
                    at=clock.now(),
                )
            )

        if done(do):
            self._sent(refs[0], door, Sent(agency, door, things, until, on_her_yes=False))

    def stop(self, who: str, door: str) -> None:
        """Heard by whoever holds her bridge or cover, by a lead, at the door itself; or on her own page."""
        agency = self.cast.workers[door]
        heard_in = next((ref for ref in self.model.sent if self.model.reads(ref, "fen")), "")
        by = {
            "herself": self.cast.herself,
            "holder": self.holder,
            "ruth": self.cast.workers["ruth"],
            "fen": self.cast.workers["fen"],
        }[who]
        may = {"ruth": self.model.near.is_ours, "fen": bool(heard_in)}.get(who, True)
        carried_out = done(
            lambda: stop_sharing(
                by=by,
                mother=self.cast.mother,
                agency=agency.agency_ref,
                heard_in=heard_in if who == "fen" else "",
            )
        )
        assert carried_out is may
        if may:
            self.model.stop(agency.agency_id)

    def answer(self, door: str, said: Said, *, declines: bool) -> None:
        for ref in list(self.model.sent):
            was_open = bool(self.model.reads(ref, door))
            carried_out = done(partial(referrals.answer, by=self.cast.workers[door], referral=ref, said=said))
            assert was_open or not carried_out
            if carried_out and declines:
                self.model.sent[ref].declined = True

    def pass_on(self, who: str, colleague: str) -> None:
        to = self.cast.workers[colleague].worker_ref
        for ref, sent in self.model.sent.items():
            should = bool(self.model.reads(ref, who)) and colleague not in self.model.barred
            carried_out = done(
                partial(
                    referrals.pass_on,
                    by=self.cast.workers[who],
                    referral=ref,
                    colleague=to,
                    takes=colleague.title(),
                    said_by=who.title(),
                )
            )
            assert carried_out is should
            if should:
                sent.reader = colleague
                self._link(colleague, "referral", ref)

    def close(self) -> None:
        for ref in list(self.model.sent)[:1]:
            words = {"words": "It is done.", "her_words": ""}
            mother = self.cast.mother
            if done(
                partial(referrals.close, by=self.holder, mother=mother, referral=ref, at=clock.now(), **words)
            ):
                del self.model.sent[ref]

    def bar(self, who: str) -> None:
        worker = self.cast.workers[who].worker_ref
        if done(lambda: near_her.bar(by=self.holder, mother=self.cast.mother, worker=worker)):
            self.model.bar(who)

    def change_cover(self, cover: str) -> None:
        to = self.cast.workers[cover].worker_ref
        mother, at = self.cast.mother, clock.now()
        if done(lambda: bridges.change_cover(by=self.holder, mother=mother, cover=to, at=at)):
            self.model.near.cover = cover

    def choose_another(self, builder: str, cover: str) -> None:
        """She chooses another bridge builder; of another agency, ours keeps nothing but cover."""
        near, who = self.model.near, self.cast.workers
        ours = who["jo"].agency_id == who[builder].agency_id
        if done(
            lambda: bridges.change_bridge_builder(
                by=self.holder,
                mother=self.cast.mother,
                builder=who[builder].worker_ref,
                cover=who[cover].worker_ref,
                at=clock.now(),
            )
        ):
            team = near.team if ours is near.is_ours else set()
            self.model.near = model.Near(builder, cover, team, is_ours=ours)

    def let_cover_hold(self) -> None:
        if done(lambda: bridges.let_cover_hold(by=self.holder, mother=self.cast.mother)):
            self.model.near.cover_holds = True

    def take_back(self) -> None:
        if done(lambda: bridges.take_bridge_back(by=self.holder, mother=self.cast.mother)):
            self.model.near.cover_holds = False

    def join_team(self, who: str) -> None:
        to, mother = self.cast.workers[who].worker_ref, self.cast.mother
        if done(lambda: bridges.add_to_team(by=self.holder, mother=mother, worker=to, at=clock.now())):
            self.model.near.team.add(who)

    def leave_team(self, who: str) -> None:
        to = self.cast.workers[who].worker_ref
        if done(lambda: bridges.take_off_team(by=self.holder, mother=self.cast.mother, worker=to)):
            self.model.near.team.discard(who)

    def ask(self, door: str) -> None:
        """A question without her name."""
        asking = Asking(self.cast.doors[door], QUESTION, "She asked me on Tuesday")
        by, at = self.holder, clock.now()
        ref = enquiries.draft_enquiry(by=by, mother=self.cast.mother, asking=asking, at=at)
        self.questions.add(ref)
        if done(lambda: enquiries.send_enquiry(by=by, enquiry=ref, at=at)):
            self.model.asked[ref] = model.Asked(door)
            self._link(door, "enquiry", ref)

    def answer_question(self, door: str, reply: Reply) -> None:
        for ref, asked in self.model.asked.items():
            carried_out = done(
                partial(
                    enquiries.answer_enquiry,
                    by=self.cast.workers[door],
                    enquiry=ref,
                    reply=reply,
                    at=clock.now(),
                )
            )
            assert asked.reader == door or not carried_out
            if carried_out:
                asked.answered_at = self.model.now

    def pass_question_on(self, who: str, colleague: str) -> None:
        to = self.cast.doors[colleague]
        for ref, asked in self.model.asked.items():
            carried_out = done(
                partial(
                    enquiries.pass_on,
                    by=self.cast.workers[who],
                    enquiry=ref,
                    door=to,
                    who="Fen Example",
                    at=clock.now(),
                )
            )
            assert asked.reader == who or not carried_out
            if carried_out:
                asked.reader = colleague
                self._link(colleague, "enquiry", ref)

    def take_question_back(self) -> None:
        for ref in list(self.model.asked):
            if done(partial(enquiries.take_back, by=self.holder, enquiry=ref, at=clock.now())):
                del self.model.asked[ref]

    def tell_her(self, says: str) -> None:
        """What she says to the terms; what was only told is over, and the page with it."""
        for ref in list(self.model.asked):
            seen = EnquiryRow.objects.get(ref=ref).answered_at
            carried_out = done(
                partial(
                    enquiries.tell_her,
                    by=self.holder,
                    enquiry=ref,
                    she_says=says,
                    her_words="",
                    seen=seen,
                    at=clock.now(),
                )
            )
            if carried_out and says == "told":
                del self.model.asked[ref]

    def wait(self, days: int) -> None:
        """Time goes by, and the worker process stands still."""
        self.model.now += timedelta(days=days)

    def machine_comes(self) -> None:
        """The worker process does what is due."""
        referrals.let_consents_end(by=machine_actor(1))
        enquiries.lapse_late(by=machine_actor(1))

    def _draft_and_send(self, door: str, things: frozenset[Category], refs: list[str]) -> None:
        by, mother = self.holder, self.cast.mother
        refs.append(
            referrals.draft(by=by, mother=mother, request=self._request(door, things), at=clock.now())
        )
        self.referrals.add(refs[0])
        referrals.send(by=by, mother=mother, referral=refs[0])

    def _request(self, door: str, things: frozenset[Category]) -> Request:
        parts = {category: PARTS[category] for category in things}
        return Request(self.cast.doors[door], Purpose.BABY_AND_BIRTH, parts)

    def _sent(self, ref: str, door: str, sent: Sent) -> None:
        self.referrals.add(ref)
        self.model.sent[ref] = sent
        self._link(door, "referral", ref)

    def _link(self, who: str, kind: str, ref: str) -> None:
        """The link that the mail brings: kept by whoever got it, to be tried for ever."""
        assert links.link_for(self.cast.workers[who].worker_id, f"{kind}:{ref}")
        self.model.pages.append(Page(who, ref, self.model.now))


def done(act: Callable[[], object]) -> bool:
    """Whether the software carried it out; refused with a sentence or as not there, it did not."""
    try:
        act()
    except (BadInput, Denied):
        return False
    return True
