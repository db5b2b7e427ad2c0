"""A referral as a paper and as JSON, both made from the one frozen value that was sent."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hrm2m.cadence.local_time import local
from hrm2m.pages.paper.paper import Block, Facts, Marked, Part, Words
from hrm2m.pages.paper.paper import Paper as Printed
from hrm2m.pages.worries import words
from hrm2m.records.worries.entries import Asked, DrugUse, Paper, PaperLine, TouchesThisChild


FORMAT = "hrm2m-child-referral"
VERSION = 1


def structured(paper: Paper, ref: str) -> bytes:
    """The referral as JSON: the same frozen value, with the name and version of its format."""
    body: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "referral": ref,
        **msgspec.to_builtins(paper),
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2)


def printed(paper: Paper) -> Printed:
    """The referral as a paper."""
    made = date_format(local(paper.made_at), "l j F Y, H:i")
    to = str(words.TO[paper.to])
    return Printed(
        title=_("About a child: to %(to)s") % {"to": to[0].lower() + to[1:]},
        made=_("Sent on %(when)s by %(who)s, %(agency)s, telephone %(phone)s.")
        % {"when": made, "who": paper.sender, "agency": paper.agency, "phone": paper.phone or _("not known")},
        purpose=_("To keep this child safe. You decide whether your threshold is met."),
        recipient=_("For %(to)s of %(area)s, and for nobody else") % {"to": to, "area": paper.area},
        until=_("This says what was known on %(when)s. Ring the sender for what is known now.")
        % {"when": made},
        parts=tuple(_parts(paper)),
    )


def _parts(paper: Paper) -> Iterable[Part]:
    grounds = paper.grounds
    if paper.missing:
        missing = ", ".join(str(words.MISSING[name]) for name in paper.missing)
        sentence = _("Missing when this was sent, so that it was not delayed: %(missing)s.") % {
            "missing": missing
        }
        yield Part(_("What is missing"), (Marked(sentence),))
    asks = str(words.ASKS[grounds.asks]) if grounds.asks is not Asked.NOT_SAID else ""
    yield Part(
        _("Who, and what we ask"),
        (
            Facts(
                (
                    (_("Child"), paper.child),
                    (_("Mother"), paper.mother),
                    (_("What we ask"), asks),
                    (_("What to look at"), grounds.look_at),
                )
            ),
        ),
    )
    yield Part(_("What leads us to ask"), tuple(_led_by(paper)))
    if paper.strengths:
        yield Part(_("What goes well, and everyday care"), tuple(_said(paper.strengths)))
    yield Part(_("Her account and her reply"), (_hers(paper.her_account),))
    yield Part(_("Drug use and this child"), tuple(_touching(paper.touches)))
    yield Part(_("Besides"), tuple(_besides(paper)))


def _led_by(paper: Paper) -> Iterable[Block]:
    grounds = paper.grounds
    if grounds.words:
        yield Words(grounds.words, _("In the sender’s words"))
    yield from _said(paper.seen)
    whose = grounds.whose_opinion or paper.sender
    yield Facts(((_("Fact"), grounds.fact), (_("Opinion of %(whose)s") % {"whose": whose}, grounds.opinion)))


def _said(lines: Iterable[PaperLine]) -> Iterable[Block]:
    for line in lines:
        label = f"{date_format(line.happened, 'j F Y')}, {words.known_in_words(line.known)}"
        yield Words(line.words, label)
        if line.childs_own_words:
            yield Words(f"“{line.childs_own_words}”", _("In the child’s own words"))
        if line.her_reply:
            yield Words(line.her_reply, _("Her reply"), are_hers=True)


def _hers(account: str) -> Block:
    if not account:
        return Words(_("Not asked yet, or there was no time to ask. It is awaited."))
    return Words(account, _("She says"), are_hers=True)


def _touching(touches: TouchesThisChild) -> Iterable[Block]:
    if touches.kind is DrugUse.NOT_SAID:
        yield Words(_("Nobody has said that drug use touches this child, or how. Do not take it as said."))
        return
    if touches.kind is DrugUse.NO_PART:
        yield Words(_("The sender says: drug use has no part in this."))
    if touches.kind is DrugUse.PROPOSED:
        yield Marked(str(words.NOT_YET_LOOKED_AT))
    if touches.kind is DrugUse.WORDS:
        yield Marked(str(words.SAID_ALONE))
    for words_of_it in filter(None, (*touches.lines, touches.words)):
        yield Words(words_of_it)
    if touches.last_looked_at:
        day = date_format(touches.last_looked_at, "j F Y")
        yield Words(_("This connection was last looked at on %(day)s.") % {"day": day})
    if touches.her_reply:
        yield Words(touches.her_reply, _("Her reply"), are_hers=True)


def _besides(paper: Paper) -> Iterable[Block]:
    grounds = paper.grounds
    conditional = str(words.CONDITIONAL[grounds.conditional])
    on = f"{conditional}: {grounds.conditional_on}" if grounds.conditional_on else conditional
    asked = grounds.questions
    yield Facts(
        (
            (_("Was she told"), paper.told_her),
            (_("Is help or medication made conditional on this"), on),
            *(
                (label, answer)
                for label, answer in (
                    (_("Could she be misunderstood here"), asked.misunderstood),
                    (_("Could she be misrepresented here"), asked.misrepresented),
                    (_("Could this be misused"), asked.misused),
                )
                if answer
            ),
            (_("Times by"), paper.edition or _("no clocks of the law are set up for this nation")),
        )
    )
