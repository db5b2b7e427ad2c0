"""What of hers goes to which agency, as her own page shows it; read from an open record, and nothing written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hrm2m.pages.hers.paging import MOST_BYTES, as_many_as_fit, weight_of
from hrm2m.pages.hers.words import BASES, MAY_KNOW, WHAT_FOR, WHAT_THEY_SAY, Words, day_of
from hrm2m.policy.referral_lifecycle import READ_BY_THEM
from hrm2m.records.agencies.queries import AgencyCard, agencies_named
from hrm2m.records.consent.entries import EndedBecause
from hrm2m.records.consent.queries import ConsentCard, State, consents_in
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.referrals.queries import ReferralCard, reasons_in, referrals_in, stops_in
from hrm2m.records.referrals.told_to_stop import NoticeLine
from hrm2m.vault.box import Box


BY_HER_WORD = frozenset({EndedBecause.SHE_STOPPED, EndedBecause.BARRED})


@dataclass(frozen=True)
class Yes:
    """One yes that holds: what for, what they may know, whether with her name, and until which day."""

    what_for: Words
    what: tuple[Words, ...]
    with_name: bool
    until: str


@dataclass(frozen=True)
class Sent:
    """What was sent to one person: when, what, and until when it can be read; empty once it cannot."""

    who: str
    what: tuple[Words, ...]
    day: str
    until: str


@dataclass(frozen=True)
class WithAgency:
    """All that she shares with one agency; `name` is empty until her code was typed again."""

    ref: str
    name: str
    yeses: tuple[Yes, ...]
    sent: tuple[Sent, ...]

    @property
    def people(self) -> str:
        """The people it went to, by first name."""
        return ", ".join(dict.fromkeys(one.who for one in self.sent if one.who))

    @property
    def called(self) -> Words:
        """The people it went to, else what it is for: the name of the agency stands beside it, or nowhere."""
        return self.people or self.yeses[0].what_for


@dataclass(frozen=True)
class WithoutYes:
    """What was sent without her yes, and why: only what somebody decided she may know."""

    sent: Sent
    name: str
    basis: Words
    reason: str


@dataclass(frozen=True)
class Told:
    """One person who was told to stop, and what came back."""

    who: str
    day: str
    says: Words
    because: str
    said_by: str


@dataclass(frozen=True)
class Stopped:
    """An agency she stopped sharing with: since when, and who of it was told."""

    name: str
    day: str
    what_for: Words
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Shared:
    """The whole of it."""

    now: tuple[WithAgency, ...]
    without: tuple[WithoutYes, ...]
    stopped: tuple[Stopped, ...]


def shared_in(box: Box, *, names: bool) -> Shared:
    """What goes where, from her open general record; agencies by their names only with `names`."""
    consents, referrals, notices = consents_in(box), referrals_in(box), stops_in(box)
    known = _agencies(consents, referrals, notices)
    called = {number: card.name if names else "" for number, card in known.items()}
    without = [card for card in referrals if card.basis is not Basis.CONSENT and card.sent_at]
    reasons = reasons_in(box)
    return Shared(
        tuple(_with_each(box.now, consents, referrals, known, called)),
        tuple(
            WithoutYes(_sent(card), called[card.agency_id], BASES[card.basis], reasons[card.ref])
            for card in without
        ),
        tuple(_stopped(consents, notices, called)),
    )


def _agencies(
    consents: Sequence[ConsentCard], referrals: Sequence[ReferralCard], notices: Sequence[NoticeLine]
) -> dict[int, AgencyCard]:
    lines: Iterable[ConsentCard | ReferralCard | NoticeLine] = (*consents, *referrals, *notices)
    return agencies_named(line.agency_id for line in lines)


def _with_each(
    now: datetime,
    consents: Sequence[ConsentCard],
    referrals: Sequence[ReferralCard],
    known: dict[int, AgencyCard],
    called: dict[int, str],
) -> Iterator[WithAgency]:
    """An agency for each yes that holds, the newest first."""
    hold = [card for card in consents if card.state(now) is State.IN_FORCE]
    sent = [card for card in referrals if card.basis is Basis.CONSENT and card.sent_at]
    for number in dict.fromkeys(card.agency_id for card in hold):
        yield WithAgency(
            known[number].ref,
            called[number],
            tuple(_yes(card) for card in hold if card.agency_id == number),
            tuple(_sent(card) for card in sent if card.agency_id == number and _rests_on(card, hold)),
        )


def _rests_on(card: ReferralCard, hold: Sequence[ConsentCard]) -> bool:
    return card.consent in {yes.ref for yes in hold}


def _yes(card: ConsentCard) -> Yes:
    what = tuple(MAY_KNOW[category] for category in card.categories)
    return Yes(WHAT_FOR[card.purpose], what, card.with_name, day_of(card.until))


def _sent(card: ReferralCard) -> Sent:
    reads = card.status in READ_BY_THEM and card.until is not None
    return Sent(
        card.who,
        tuple(MAY_KNOW[category] for category in card.categories),
        day_of(card.sent_at) if card.sent_at else "",
        day_of(card.until) if reads and card.until else "",
    )


def _stopped(
    consents: Sequence[ConsentCard], notices: Sequence[NoticeLine], called: dict[int, str]
) -> Iterator[Stopped]:
    """An agency for each stop of hers, the newest first, with everybody of it who was told."""
    ended = [card for card in consents if card.ended_because in BY_HER_WORD and card.ended_at]
    when = [(card.ended_at, card.agency_id) for card in ended if card.ended_at]
    when += [(line.told_at, line.agency_id) for line in notices]
    last = {number: at for at, number in sorted(when)}
    for number, at in sorted(last.items(), key=lambda one: one[1], reverse=True):
        what_for = next((WHAT_FOR[card.purpose] for card in ended if card.agency_id == number), "")
        told = [_told(line) for line in notices if line.agency_id == number]
        first = as_many_as_fit(told, _weigh_told, MOST_BYTES)
        yield Stopped(called[number], day_of(at), what_for, tuple(first))
        while told := told[len(first) :]:
            first = as_many_as_fit(told, _weigh_told, MOST_BYTES)
            yield Stopped(called[number], day_of(at), "", tuple(first))


def weigh(one: WithAgency | WithoutYes | Stopped) -> int:
    """How many bytes it takes on a page."""
    if isinstance(one, Stopped):
        return weight_of([one.name, one.what_for]) + sum(_weigh_told(told) for told in one.told)
    if isinstance(one, WithoutYes):
        return weight_of([one.name, one.basis, one.reason, *one.sent.what])
    texts = [part for yes in one.yeses for part in (yes.what_for, yes.until, *yes.what)]
    return weight_of([one.name, *texts, *(sent.who for sent in one.sent), *(sent.day for sent in one.sent)])


def _weigh_told(one: Told) -> int:
    return weight_of([one.says, one.because, one.said_by])


def _told(line: NoticeLine) -> Told:
    return Told(line.who, day_of(line.told_at), WHAT_THEY_SAY[line.held], line.because, line.said_by)
