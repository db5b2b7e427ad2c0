"""A pack as a paper: her words on page one, and what she says is not right beside what was written."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from hrm2m.cadence.local_time import local
from hrm2m.pages.ask.words import ANSWERS, DEMANDS
from hrm2m.pages.pack.forms import PURPOSES
from hrm2m.pages.paper.paper import Block, Grid, Marked, Paper, Part, Words
from hrm2m.pages.today.sides import Names, first_name
from hrm2m.pages.today.words import CHANNELS, OUTCOMES
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.asks.entries import Ask, ForWhom, Offer
from hrm2m.records.asks.queries import DemandCard
from hrm2m.records.clocks.queries import Promised
from hrm2m.records.handovers.packing import Disputed, OfAnAsk, Pack
from hrm2m.vault.entries import Entry, Reply


DAY = "j F Y"


def paper_of(pack: Pack, *, by: str) -> Paper:
    """The paper of this pack, made by a worker with this first name."""
    wrote = {each.by_id for each in pack.disputed} | {each.by_id for each in pack.disputed_asks}
    names = workers_named({each.owner_id for each in pack.promises} | wrote)
    until = gettext("Do not rely on this pack after %(day)s. Then destroy it.")
    made = gettext("Made by %(by)s on %(when)s. Number %(number)s in our ledger.")
    return Paper(
        title=gettext("Pack for a meeting"),
        made=made % {"by": by, "when": date_format(local(pack.made_at), "j F Y, H:i"), "number": pack.number},
        purpose=gettext("What the meeting is for: %(what)s.")
        % {"what": str(PURPOSES[pack.pack.purpose]).lower()},
        recipient=gettext("Copy for those at the table: %(who)s") % {"who": "; ".join(pack.table)},
        until=until % {"day": date_format(pack.pack.until, DAY)},
        parts=(
            Part(gettext("Her words"), tuple(_hers(pack))),
            Part(gettext("Who promised her what"), tuple(_promises(pack, names))),
            Part(gettext("What is asked of her"), tuple(_demands(pack.demands))),
            *_disputed(pack, names),
        ),
        not_known=gettext("not known"),
    )


def _hers(pack: Pack) -> Iterator[Block]:
    for said in pack.longings:
        for_whom = said.body.for_whom is ForWhom.ME
        label = gettext("She longs for") if for_whom else gettext("For her children she longs for")
        yield Words(said.body.words, label, are_hers=True)
    if pack.wants_said:
        yield Words(pack.wants_said, gettext("She wants said"), are_hers=True)
    if not pack.longings and not pack.wants_said:
        yield Words(gettext("She gave nothing to be read. Ask her first, before anybody else speaks."))


def _promises(pack: Pack, names: Names) -> Iterator[Block]:
    if not pack.promises:
        yield Words(gettext("No promise that everybody here may read."))
        return
    head = (gettext("What"), gettext("Who"), gettext("Until"), gettext("Kept?"))
    rows = tuple(
        (
            each.name,
            first_name(names, each.owner_id),
            date_format(local(each.due_at), DAY),
            _kept(each, pack.made_at),
        )
        for each in pack.promises
    )
    yield Grid(gettext("Promises of these three months, ours too, the one due first first."), head, rows)


def _kept(each: Promised, now: datetime) -> str:
    if each.met_at is None:
        return gettext("late, not kept yet") if each.is_late(now) else gettext("still to come")
    return gettext("kept, late") if each.is_late(now) else gettext("kept")


def _demands(demands: tuple[DemandCard, ...]) -> Iterator[Block]:
    if not demands:
        yield Words(gettext("Nothing that everybody here may read."))
    for card in demands:
        body = card.demand.body
        yield Words(f"{body.words} {_when(card)}".strip(), f"{body.agency}, {DEMANDS[body.what]}")
        for line in card.clashes:
            clash = gettext("This clashes with what %(agency)s asks: %(why)s It is for us to solve.")
            yield Marked(clash % {"agency": line.other_agency, "why": line.words})
        yield from _sides(card.demand.replies)


def _when(card: DemandCard) -> str:
    parts = []
    if card.starts_at:
        parts.append(date_format(local(card.starts_at), "j F Y, H:i"))
    elif card.day:
        parts.append(date_format(card.day, DAY))
    if card.where:
        parts.append(card.where)
    return f"({', '.join(parts)})" if parts else ""


def _disputed(pack: Pack, names: Names) -> Iterator[Part]:
    blocks = [*_disputed_contacts(pack.disputed, names), *_disputed_asks(pack.disputed_asks, names)]
    if blocks:
        yield Part(gettext("What she says is not right"), tuple(blocks))


def _disputed_asks(disputed: tuple[OfAnAsk, ...], names: Names) -> Iterator[Block]:
    """No place of an offer stands here: some must not be found."""
    for each in disputed:
        body, by = each.body, {"who": first_name(names, each.by_id)}
        match body:
            case Ask():
                yield Words(body.words, gettext("What she asks, as %(who)s wrote it") % by)
            case Offer():
                yield Words(body.what, gettext("What was offered, as %(who)s wrote it") % by)
            case _:
                yield Words(
                    f"{ANSWERS[body.answer]}. {body.words}".strip(),
                    gettext("Her answer, as %(who)s wrote it") % by,
                )
        yield from _sides(each.replies)


def _disputed_contacts(disputed: tuple[Disputed, ...], names: Names) -> Iterator[Block]:
    for each in disputed:
        label = gettext("%(who)s wrote, %(when)s") % {
            "who": first_name(names, each.by_id),
            "when": date_format(local(each.at), DAY),
        }
        what = f"{OUTCOMES[each.outcome]} · {CHANNELS[each.channel]}"
        yield Words(f"{what}. {each.words}" if each.words else f"{what}.", label)
        yield from _sides(each.replies)


def _sides(replies: tuple[Entry[Reply], ...]) -> Iterator[Block]:
    for reply in replies:
        not_right = reply.body.that_is_not_right
        label = gettext("She says that is not right") if not_right else gettext("Her side")
        yield Words(reply.body.words, label, are_hers=True)
