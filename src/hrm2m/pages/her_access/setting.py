"""Setting up a way in beside her, opening a frozen one again, taking one away."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.her_access.card import card_of
from hrm2m.pages.her_access.forms import AskForm, CardForm, HerWordForm, WordsForm
from hrm2m.pages.hers import visits
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.paper import answering
from hrm2m.policy import Permission
from hrm2m.records.hers import actions
from hrm2m.records.hers.entries import AskedFirst, WhoLooks, WhosePhone
from hrm2m.records.hers.kinds import Kind
from hrm2m.records.hers.queries import free_number, free_words
from hrm2m.records.people.queries import mother_in


ASK = Sheet(
    _("Is a page of her own safe for her?"),
    _("Write down what she said"),
    (
        _("Ask her when she is alone. Somebody who holds her phone can see what is on it while she looks."),
        _("Nothing there is the only way to do a thing: you can look together, or do all of it with her."),
    ),
)
WORDS = Sheet(
    _("Words she remembers"),
    _("This is how she gets in"),
    (
        _(
            "She takes the words below, or thinks of five or more of her own that nobody would guess together."
        ),
        _("They are kept nowhere in a form that can be read. If she forgets them you set up new ones."),
    ),
    template="her_access/words.html",
)
CARD = Sheet(
    _("A card kept for her"),
    _("Make the card"),
    (
        _("The card says nothing of what it is for. Print it now: the number is shown only once."),
        _("Keep it where she wants it: with you, with somebody she trusts, among other cards."),
    ),
    template="her_access/card.html",
)
OPEN = Sheet(
    _("Open her page again"),
    _("Open it again"),
    (_("With the same words or card. Ask her first whether it is safe, as for a new one."),),
)
AWAY = Sheet(
    _("Take this way in away"),
    _("Take it away"),
    (_("It opens nothing from this moment on."),),
    grave=True,
)


@requires(Permission.HER_ACCESS_SET)
@about_her
def ask_first(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What is asked first; after a no the page says which other ways there are."""
    form = AskForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        asked = AskedFirst(
            WhosePhone(typed["phone"]),
            WhoLooks(typed["looks"]),
            alone=typed["alone"] == "yes",
            safe=typed["safe"] == "yes",
            words=typed["words"].strip(),
        )
        return actions.ask_first(by=request.actor, mother=mother, asked=asked, at=clock.now())

    return _form_page(request, mother, ASK, form, write)


@requires(Permission.HER_ACCESS_SET)
@about_her
def words(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Words: those of the list that are shown, or her own."""
    form = WordsForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        return actions.set_up(
            by=request.actor, mother=mother, kind=Kind.WORDS, code=typed["code"], quiet=typed["quiet"]
        )

    suggested = [free_words() for _each in range(3)]
    return _form_page(request, mother, WORDS, form, write, suggested=suggested)


@requires(Permission.HER_ACCESS_SET)
@about_her
def card(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """A card: once it is set up, the answer is the paper itself, and the number is shown no more."""
    numbers = {"code": free_number(), "quiet": free_number()}
    form = CardForm(request.POST or None, initial=numbers)

    def write() -> str:
        typed = form.cleaned_data
        return actions.set_up(
            by=request.actor, mother=mother, kind=Kind.CARD, code=typed["code"], quiet=typed["quiet"]
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("own_page", args=[mother]))
    if not isinstance(drawn, Drawn):
        return _printed(form)
    with opened(request, mother) as box:
        handle = mother_in(box).handle
    where = reverse("own_page", args=[mother])
    return draw(request, CARD, Her(mother, handle), form, drawn, where=where)


@requires(Permission.HER_ACCESS_SET)
@about_her
def open_again(request: WorkerRequest, mother: str, way: str) -> HttpResponseBase:
    """A frozen way in, opened again beside her."""
    form = HerWordForm(request.POST or None)

    def write() -> str:
        actions.open_again(by=request.actor, mother=mother, way=way)
        # A visit that was open when it froze is not hers for certain, and would go on.
        visits.end_of_way(way)
        return mother

    return _form_page(request, mother, OPEN, form, write)


@requires(Permission.HER_ACCESS_SET)
@about_her
def take_away(request: WorkerRequest, mother: str, way: str) -> HttpResponseBase:
    """A way in that she no longer wants."""
    form = HerWordForm(request.POST or None)

    def write() -> str:
        actions.take_away(by=request.actor, mother=mother, way=way)
        return mother

    return _form_page(request, mother, AWAY, form, write)


def _printed(form: CardForm) -> HttpResponse:
    typed = form.cleaned_data
    return answering.answer(card_of(typed["code"], typed["quiet"]), file_name="card")


def _form_page(
    request: WorkerRequest, mother: str, sheet: Sheet, form: PageForm, write: Any, **more: Any
) -> HttpResponseBase:
    where = reverse("own_page", args=[mother])
    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        handle = mother_in(box).handle
    return draw(request, sheet, Her(mother, handle), form, drawn, where=where, **more)
