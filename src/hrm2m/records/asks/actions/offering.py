"""Offers and her answers: what was offered is written as far as it is known, and whether it is real is computed."""

from datetime import datetime

import msgspec

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies.directory import queries as directory
from hrm2m.records.asks.actions.asking import find_ask
from hrm2m.records.asks.actions.checking import (
    LINE_LENGTH,
    Known,
    may_have_words,
    must_be_one_of,
    must_have_words,
    must_not_be_later_than_now,
    must_say_how_known,
)
from hrm2m.records.asks.actions.keeping import keep_right
from hrm2m.records.asks.entries import (
    Answer,
    AnswerWord,
    Barrier,
    Childcare,
    GettingThere,
    Offer,
    OfferTakenBack,
)
from hrm2m.records.asks.queries import ask_threads_in
from hrm2m.records.asks.threads import AskThread, OfferThread, Thread
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


WE_MADE_IT = Known("seen")


def record_offer(
    *, by: Actor, mother: str, ask_ref: str, offer: Offer, at: datetime, known: Known = WE_MADE_IT
) -> str:
    """Writes one concrete thing offered in answer to an ask, made at `at`; answers its ref.

    What is not known stays None. The first offer that is real meets the ask's clock; one that is not does not.
    """
    with door.acting(by=by, permission=Permission.OFFER_RECORD, mother=mother) as box:
        ask = find_ask(box, ask_ref)
        ref = box.write(_offer_draft(box, by, ask, offer, at, known))
        keep_right(box, ask_ref)
        return ref


def correct_offer(
    *,
    by: Actor,
    mother: str,
    offer_ref: str,
    seen_ref: str,
    offer: Offer,
    at: datetime,
    known: Known = WE_MADE_IT,
) -> str:
    """Writes an offer again with what has been found out since, such as that she has been told.

    Raises StaleVersion if somebody changed it since the form was opened.
    """
    with door.acting(by=by, permission=Permission.OFFER_RECORD, mother=mother) as box:
        ask, before = _offer(box, offer_ref)
        box.expect(before.offer.newest, seen_ref)
        _must_fit_her_answer(offer, before)
        ref = box.write(_offer_draft(box, by, ask, offer, at, known, before=before.offer))
        keep_right(box, ask.ask.ref)
        return ref


def record_answer(*, by: Actor, mother: str, offer_ref: str, answer: Answer, at: datetime) -> str:
    """Writes her answer: yes, not now or no, each of them whole. A barrier is written only if she names one."""
    with door.acting(by=by, permission=Permission.OFFER_RECORD, mother=mother) as box:
        ask, offer = _offer(box, offer_ref)
        _check_answer(box, answer, offer, at)
        ref = box.write(Draft(answer, ask.ask.newest.category, at, about=offer_ref))
        keep_right(box, ask.ask.ref)
        return ref


def correct_answer(
    *, by: Actor, mother: str, offer_ref: str, seen_ref: str, answer: Answer, at: datetime
) -> str:
    """Puts her answer right where we wrote it wrongly; a change of her mind is a new answer."""
    with door.acting(by=by, permission=Permission.OFFER_RECORD, mother=mother) as box:
        ask, offer = _offer(box, offer_ref)
        box.expect(offer.answer.newest if offer.answer else None, seen_ref)
        _check_answer(box, answer, offer, at)
        draft = Draft(answer, ask.ask.newest.category, at, about=offer_ref, corrects=seen_ref)
        ref = box.write(draft)
        keep_right(box, ask.ask.ref)
        return ref


def take_back_offer(*, by: Actor, mother: str, offer_ref: str, back: OfferTakenBack, at: datetime) -> str:
    """Writes that what was offered was not there after all; her ask's clock runs on from the day she asked."""
    with door.acting(by=by, permission=Permission.OFFER_RECORD, mother=mother) as box:
        ask, offer = _offer(box, offer_ref)
        may_have_words(back.words, "words")
        must_not_be_later_than_now(box, at, "at")
        if offer.taken_back is not None:
            raise BadInput("offer", "It is written already that this offer was taken back.")
        draft = Draft(back, ask.ask.newest.category, at, about=offer_ref, how_known=WE_MADE_IT.how)
        ref = box.write(draft)
        keep_right(box, ask.ask.ref)
        return ref


def _offer(box: Box, offer_ref: str) -> tuple[AskThread, OfferThread]:
    for ask in ask_threads_in(box):
        for offer in ask.offers:
            if offer.offer.ref == offer_ref:
                return ask, offer
    raise BadInput("offer", "This offer is not in her record. Open her page again and choose it there.")


def _offer_draft(
    box: Box,
    by: Actor,
    ask: AskThread,
    offer: Offer,
    at: datetime,
    known: Known,
    before: Thread[Offer] | None = None,
) -> Draft[Offer]:
    _check_offer(box, offer, at)
    must_say_how_known(known)
    whole = msgspec.structs.replace(
        offer,
        agency_id=before.body.agency_id if before else by.agency_id,
        place_hidden=offer.place_hidden or _place_is_hidden(by, offer, before),
    )
    _must_not_show_where(whole)
    return Draft(
        whole,
        ask.ask.newest.category,
        at,
        how_known=known.how,
        from_whom=known.from_whom,
        about=ask.ask.ref,
        corrects=before.seen_ref if before else "",
    )


def _place_is_hidden(by: Actor, offer: Offer, before: Thread[Offer] | None) -> bool:
    """Whether the directory keeps the place of this service to itself; refuses a service that is not in it."""
    if not offer.service_ref:
        return False
    card = directory.service_of(by, offer.service_ref)
    if card is not None:
        return card.line.undisclosed
    # What was chosen when it was there stays chosen, as it was.
    if before is None or before.body.service_ref != offer.service_ref:
        raise BadInput("service_ref", "Choose the service in the directory again, or write its name alone.")
    return before.body.place_hidden


def _must_not_show_where(offer: Offer) -> None:
    for field in ("where", "travel"):
        if offer.place_hidden and getattr(offer, field) is not None:
            sentence = "Where this is must not be found. Leave it empty, and choose how she gets there."
            raise BadInput(field, sentence)


def _check_offer(box: Box, offer: Offer, at: datetime) -> None:
    must_have_words(offer.service, "service", "Write which service or agency offers it.", LINE_LENGTH)
    must_have_words(offer.what, "what", "Write what exactly is offered.")
    must_not_be_later_than_now(box, at, "at")
    must_not_be_later_than_now(box, offer.told_at, "told_at")
    if offer.told_by is not None and offer.told_at is None:
        raise BadInput("told_at", "Write when she was told, or leave empty who told her.")
    if offer.getting_there is not None:
        must_be_one_of(offer.getting_there, GettingThere, "getting_there")
    if offer.childcare is not None:
        must_be_one_of(offer.childcare, Childcare, "childcare")
    for field in ("where", "travel", "hours", "cost", "told_by"):
        _must_be_known_or_left(getattr(offer, field), field)
    for condition in offer.conditions or ():
        must_have_words(condition, "conditions", "Write the condition, or take the empty line out.")


def _must_be_known_or_left(text: str | None, field: str) -> None:
    if text is not None:
        must_have_words(text, field, "Write what is known, or say that it is not known.", LINE_LENGTH)


def _check_answer(box: Box, answer: Answer, offer: OfferThread, at: datetime) -> None:
    must_be_one_of(answer.answer, AnswerWord, "answer")
    may_have_words(answer.words, "words")
    must_not_be_later_than_now(box, at, "at")
    told_at = offer.offer.body.told_at
    if told_at is None:
        raise BadInput(
            "told_at", "The offer does not say when she was told. Write that first, then her answer."
        )
    if at < told_at:
        raise BadInput("at", "That is before she was told of it. Look at both times and put one right.")
    _check_barrier(answer)


def _check_barrier(answer: Answer) -> None:
    if answer.barrier is not None:
        must_be_one_of(answer.barrier, Barrier, "barrier")
    if answer.barrier is Barrier.OTHER:
        must_have_words(answer.barrier_words, "barrier_words", "Write what stood in the way, in her words.")
    elif answer.barrier is None and answer.barrier_words.strip():
        raise BadInput("barrier", "Choose what stood in the way from the list, or “other” for these words.")
    may_have_words(answer.barrier_words, "barrier_words")


def _must_fit_her_answer(offer: Offer, before: OfferThread) -> None:
    if before.answer is None:
        return
    if offer.told_at is None or offer.told_at > before.answer.newest.happened_at:
        raise BadInput(
            "told_at", "She has answered, so she was told before that. Write when, or put her answer right."
        )
