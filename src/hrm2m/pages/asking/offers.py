"""An offer: written as far as it is known, shown with what it lacks, put right, answered by her, or taken back."""

from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.ask.told import ToldAsk, ToldOffer, said_in, told_ask, told_offer
from hrm2m.pages.ask.written import writers_of
from hrm2m.pages.asking.answer_form import AnswerForm, answer_from
from hrm2m.pages.asking.fields import WhenForm, more_words
from hrm2m.pages.asking.found import ask_among, offer_among
from hrm2m.pages.asking.offer_form import OfferForm, as_typed
from hrm2m.pages.asking.service import chosen_before, chosen_for
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest, visit_of
from hrm2m.pages.mother.keeping_clear import say_if_another_is_better
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, Words, draw
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.asks import actions
from hrm2m.records.asks.entries import Answer, AnswerWord, Offer, OfferTakenBack
from hrm2m.records.asks.queries import AskCard, OfferCard, Said
from hrm2m.records.bridges.queries import near
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole.keeping_clear import Expected
from hrm2m.vault.box import Box
from hrm2m.vault.errors import StaleVersion


OFFER = "asking/offer_form.html"
NEW = Sheet(_("Add an offer"), _("Save the offer"), template=OFFER)
RIGHT = Sheet(
    _("Add what has been found out"),
    _("Save it"),
    (_("Or put it right. The first version is kept, and this one points at it."),),
    template=OFFER,
)
ANSWER = Sheet(
    _("Her answer"),
    _("Save her answer"),
    (_("Yes, not now and no are each a whole answer. Nobody asks her why."),),
    template="asking/sheet.html",
)
BACK = Sheet(
    _("Take this offer back"),
    _("It was not there after all"),
    (
        _("What was offered was not there after all. That is ours: tell her, and look for another."),
        _("Her ask runs on from the day she asked."),
    ),
    grave=True,
    template="asking/sheet.html",
)


class BackForm(WhenForm):
    """That it was not there."""

    WHEN: ClassVar = _("When did we know?")

    words = more_words(_("What happened, on our side or theirs?"))
    field_order = ("words", "when_day", "when_time")


@requires(Permission.OFFER_RECORD)
@about_her
def new(request: WorkerRequest, mother: str, ask: str) -> HttpResponseBase:
    """Writes an offer, and her answer if she gave it when she was told."""
    chosen = chosen_for(request.actor, request.POST.get("service_ref") or request.GET.get("service", ""))
    initial = {"told_by": visit_of(request).first_name} | dict(chosen.states if chosen else {})
    form = OfferForm(request.POST or None, chosen=chosen, initial=initial)

    def write() -> str:
        now = clock.now()
        offer, answer = form.offer(now), form.her_answer()
        ref = actions.record_offer(by=request.actor, mother=mother, ask_ref=ask, offer=offer, at=now)
        if answer:
            at = offer.told_at or now
            actions.record_answer(by=request.actor, mother=mother, offer_ref=ref, answer=answer, at=at)
        return ref

    drawn = carry_out(request, form, write, lambda ref: reverse("offer", args=[mother, ref]))
    if not isinstance(drawn, Drawn):
        _say_if_another_is_better(request, mother, form.offer(clock.now()), form.her_answer())
        return drawn
    with opened(request, mother) as box:
        who, card = mother_in(box), ask_among(box, ask)
        told = _told(box, card)
    more: dict[str, Any] = {"ask": told, "chosen": chosen, "may_choose": True}
    return draw(request, NEW, Her(mother, who.handle), form, drawn, **more)


@requires(Permission.MOTHER_SEE)
@about_her
def one(request: WorkerRequest, mother: str, offer: str) -> HttpResponseBase:
    """One offer: whether it is real, what is missing, and her answer."""
    with opened(request, mother) as box:
        who, (ask, found) = mother_in(box), offer_among(box, offer)
        words = {"ask": _told(box, ask), "offer": _told_one(box, found)}
        acts = near(box.mother_id, request.actor)
    return render(request, "asking/offer.html", words | {"ref": mother, "handle": who.handle, "acts": acts})


@requires(Permission.OFFER_RECORD)
@about_her
def right(request: WorkerRequest, mother: str, offer: str) -> HttpResponseBase:
    """Writes an offer again with what has been found out since."""
    with opened(request, mother) as box:
        who, (ask, found) = mother_in(box), offer_among(box, offer)
        told, there = _told(box, ask), _told_one(box, found)
    body = found.offer.body
    chosen = chosen_before(body)
    form = OfferForm(request.POST or None, chosen=chosen, before=body, initial=as_typed(body))

    def write() -> str:
        return actions.correct_offer(
            by=request.actor,
            mother=mother,
            offer_ref=offer,
            seen_ref=request.POST.get("seen", ""),
            offer=form.offer(clock.now()),
            at=found.offer.at,
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("offer", args=[mother, offer]))
    if not isinstance(drawn, Drawn):
        return drawn
    seen = version_to_send(request, drawn, found.offer.seen_ref)
    now_there: list[tuple[Words, object]] = [(_("What exactly?"), there.what), *there.lines]
    more: dict[str, Any] = {"ask": told, "chosen": chosen, "offer_ref": offer}
    return draw(request, RIGHT, Her(mother, who.handle), form, drawn, seen=seen, now_there=now_there, **more)


@requires(Permission.OFFER_RECORD)
@about_her
def answer(request: WorkerRequest, mother: str, offer: str) -> HttpResponseBase:
    """Writes what she says to an offer."""
    with opened(request, mother) as box:
        who, (_ask, found) = mother_in(box), offer_among(box, offer)
        told = _told_one(box, found)
    before, seen = found.answer, request.POST.get("seen", "")
    there = before.seen_ref if before else ""
    # By what the form was read from, not by what is there: the same form sent again has the same fields.
    form = AnswerForm(request.POST or None, has_answered=bool(seen if request.method == "POST" else there))

    def write() -> str:
        if seen != there:
            raise StaleVersion(there)
        return _write_answer(request, mother, offer, form, before)

    drawn = carry_out(request, form, write, lambda _ref: reverse("offer", args=[mother, offer]))
    if not isinstance(drawn, Drawn):
        _say_if_another_is_better(request, mother, found.offer.body, answer_from(form.cleaned_data))
        return drawn
    if drawn is Drawn.STALE:
        form = AnswerForm(request.POST, has_answered=bool(there))
    now_there = (
        [(_("Her answer"), told.answer.word), (_("Her words"), told.answer.words)] if told.answer else []
    )
    more: dict[str, Any] = {"about_offer": told, "offer_ref": offer, "now_there": now_there}
    return draw(
        request,
        ANSWER,
        Her(mother, who.handle),
        form,
        drawn,
        seen=version_to_send(request, drawn, there),
        **more,
    )


def _write_answer(
    request: WorkerRequest, mother: str, offer: str, form: AnswerForm, before: Said[Answer] | None
) -> str:
    """A new answer; or, where we had written it wrongly, the one before put right."""
    said, by = answer_from(form.cleaned_data), request.actor
    if before is None or not form.puts_right:
        at = form.at(clock.now())
        return actions.record_answer(by=by, mother=mother, offer_ref=offer, answer=said, at=at)
    return actions.correct_answer(
        by=by,
        mother=mother,
        offer_ref=offer,
        seen_ref=before.seen_ref,
        answer=said,
        at=form.at(before.at),
    )


@requires(Permission.OFFER_RECORD)
@about_her
def take_back(request: WorkerRequest, mother: str, offer: str) -> HttpResponseBase:
    """Writes that what was offered was not there after all."""
    form = BackForm(request.POST or None)

    def write() -> str:
        back, at = OfferTakenBack(form.cleaned_data["words"]), form.at(clock.now())
        return actions.take_back_offer(by=request.actor, mother=mother, offer_ref=offer, back=back, at=at)

    drawn = carry_out(request, form, write, lambda _ref: reverse("offer", args=[mother, offer]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, (_ask, found) = mother_in(box), offer_among(box, offer)
        told = _told_one(box, found)
    more: dict[str, Any] = {"about_offer": told, "offer_ref": offer}
    return draw(request, BACK, Her(mother, who.handle), form, drawn, **more)


def _say_if_another_is_better(
    request: WorkerRequest, mother: str, offer: Offer, her_answer: Answer | None
) -> None:
    """Where she said yes to it she goes there, at a time that we do not know."""
    if her_answer and her_answer.answer is AnswerWord.YES:
        say_if_another_is_better(request, mother, Expected(offer.where or ""))


def _told(box: Box, card: AskCard) -> ToldAsk:
    return told_ask(card, workers_named(writers_of(said_in([card]))), box.now)


def _told_one(box: Box, card: OfferCard) -> ToldOffer:
    written = [card.offer, card.answer, card.taken_back]
    return told_offer(card, workers_named(writers_of(written)), box.now)
