"""The pages that change one setting each: the form, what will hold, and the act."""

from datetime import date, timedelta

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hrm2m.cadence import Nation, load_rules
from hrm2m.pages.area import words
from hrm2m.pages.area.changing import Changing, change, seen_in
from hrm2m.pages.area.forms import (
    HoursForm,
    LineForm,
    NamedForm,
    NationForm,
    NumberForm,
    TurnForm,
    as_typed,
)
from hrm2m.pages.area.overview import changes_at, names_of
from hrm2m.pages.base import ringing
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.errors import not_here
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.area import queries, values
from hrm2m.records.agencies.area.values import LineKey, SaidLine
from hrm2m.records.agencies.queries import colleagues_of, workers_named


AT_ONCE = _("It holds from the moment you save it, on every page and phone within a minute.")
KEPT = _("The row before stays in the history, with who, when and why.")
ON_THE_PAGE_OF_DANGER = _(
    "This number stands on the page of danger. 999 is always first there and cannot be changed."
)
WHERE_IT_STANDS = {
    LineKey.NOT_THIS_WORKER: _(
        "It stands on the sheet from which a mother chooses her bridge builder. Nobody of the team may answer it."
    )
}


@requires(Permission.AREA_SET)
@require_http_methods(["GET", "POST"])
def nation(request: WorkerRequest) -> HttpResponseBase:
    """Whose bank holidays and retention schedule count."""
    by, now = request.actor, queries.area_now(request.actor.area)
    form = NationForm(request.POST or None, initial={"nation": now.nation.value})
    page = Changing(
        _("Nation"),
        str(words.NATIONS[now.nation]),
        now.refs.get(values.NATION, ""),
        (
            _("Promises made from now on count that nation’s bank holidays. Those that run keep their time."),
            _("Its retention schedule decides how long records that ended are kept."),
            KEPT,
        ),
    )

    def do() -> str:
        said = form.cleaned_data
        return agencies.set_nation(
            by=by, nation=Nation(said["nation"]), why=said["why"], seen=seen_in(request)
        )

    return change(request, page, form, do, lambda: str(words.NATIONS[Nation(form.cleaned_data["nation"])]))


@requires(Permission.AREA_SET)
@require_http_methods(["GET", "POST"])
def hours(request: WorkerRequest) -> HttpResponseBase:
    """When the service is open."""
    by, now = request.actor, queries.area_now(request.actor.area)
    form = HoursForm(request.POST or None, initial=as_typed(now.hours))
    said_now = "; ".join(f"{day} {times}" for day, times in words.hours_in_words(now.hours))
    page = Changing(
        _("Opening hours"),
        said_now or str(words.NOT_SAID),
        now.refs.get(values.HOURS, ""),
        (
            _(
                "Mothers with a page of their own read these hours where they text you. No promise waits for them, and "
                "danger is answered day and night."
            ),
            KEPT,
        ),
    )

    def do() -> str:
        return agencies.set_hours(
            by=by, hours=form.hours(), why=form.cleaned_data["why"], seen=seen_in(request)
        )

    def will_be() -> str:
        return "; ".join(f"{day} {times}" for day, times in words.hours_in_words(form.hours()))

    return change(request, page, form, do, will_be)


@requires(Permission.AREA_SET)
@require_http_methods(["GET", "POST"])
def line(request: WorkerRequest, key: str) -> HttpResponseBase:
    """One line to ring in danger."""
    if key not in set(LineKey):
        return not_here(request)
    by, now = request.actor, queries.area_now(request.actor.area)
    held = next(each for each in now.lines if each.key == key)
    # Not today by itself: only whoever rang it can say when.
    typed = {"number": held.number, "hours": held.hours, "checked_on": held.checked_on}
    form = LineForm(request.POST or None, initial=typed)
    page = Changing(
        words.line_titles()[LineKey(key)],
        words.line_in_words(held.number, held.hours, held.checked_on),
        now.refs.get(values.line(LineKey(key)), ""),
        (AT_ONCE, _("A year after the day you wrote you are asked to ring it again."), KEPT),
        (WHERE_IT_STANDS.get(LineKey(key), ON_THE_PAGE_OF_DANGER),),
    )

    def do() -> str:
        said = form.cleaned_data
        ref = agencies.set_line(
            by=by, key=LineKey(key), line=_line_of(form), why=said["why"], seen=seen_in(request)
        )
        ringing.ask_again(by.area)
        return ref

    def will_be() -> str:
        kept = _line_of(form)
        return words.line_in_words(kept.number, kept.hours, kept.checked_on)

    return change(request, page, form, do, will_be)


@requires(Permission.AREA_SET)
@require_http_methods(["GET", "POST"])
def named(request: WorkerRequest) -> HttpResponseBase:
    """Who is told where the rota has a gap, the lead behind, and when turns change."""
    by, now = request.actor, queries.area_now(request.actor.area)
    names, people = names_of(now), _people(by)
    refs = {card.id: card.ref for card in workers_named([now.on_call_id or 0, now.lead_id or 0]).values()}
    typed = {
        "on_call": refs.get(now.on_call_id or 0, ""),
        "lead": refs.get(now.lead_id or 0, ""),
        "changes_at": words.time_in_words(changes_at(now)),
    }
    form = NamedForm(request.POST or None, initial=typed, workers=people)
    page = Changing(
        _("Who is told where the rota has a gap"),
        words.named_in_words(
            names.get(now.on_call_id or 0, ""), names.get(now.lead_id or 0, ""), changes_at(now)
        ),
        now.refs.get(values.NAMED, ""),
        (_("Danger raised while nobody is on the rota goes to the first, and after an hour to both."), KEPT),
    )

    def do() -> str:
        return agencies.name_for_gaps(by=by, seen=seen_in(request), **form.cleaned_data)

    def will_be() -> str:
        said, called = form.cleaned_data, dict(people)
        return words.named_in_words(called[said["on_call"]], called[said["lead"]], said["changes_at"])

    return change(request, page, form, do, will_be)


@requires(Permission.AREA_SET)
@require_http_methods(["GET", "POST"])
def choice(request: WorkerRequest, name: str) -> HttpResponseBase:
    """A number that the area agrees on instead of the standard."""
    rule = load_rules().choices.get(name)
    if rule is None:
        return not_here(request)
    by, now = request.actor, queries.area_now(request.actor.area)
    number = now.choices.get(name, rule.standard)
    form = NumberForm(request.POST or None, initial={"number": number}, rule=rule)
    page = Changing(
        words.CHOICES[name],
        words.number_in_words(name, number),
        now.refs.get(values.choice(name), ""),
        (_("What is promised from now on has the new number. What runs already keeps its time."), KEPT),
        (_("The rules mark this as a choice of ours, without a published source. It is changed here."),),
    )

    def do() -> str:
        said = form.cleaned_data
        return agencies.set_choice(
            by=by, name=name, number=said["number"], why=said["why"], seen=seen_in(request)
        )

    return change(request, page, form, do, lambda: words.number_in_words(name, form.cleaned_data["number"]))


@requires(Permission.AREA_SET)
@require_http_methods(["GET", "POST"])
def rota(request: WorkerRequest) -> HttpResponseBase:
    """A turn on the rota: a week, a swap, or days that are free again."""
    by, people = request.actor, _people(request.actor)
    form = TurnForm(request.POST or None, initial={"first_day": _first_gap(by.area)}, workers=people)
    page = Changing(
        _("A turn on the rota"),
        "",
        "",
        (
            _("Danger raised on these days goes to this person first. The turn written last holds a day."),
            _("Nobody is told by the system: tell them yourself."),
            KEPT,
        ),
    )

    def do() -> str:
        said = form.cleaned_data
        return agencies.put_on_rota(
            by=by,
            worker=said["worker"],
            first_day=said["first_day"],
            last_day=said["last_day"],
            why=said["why"],
        )

    def will_be() -> str:
        said = form.cleaned_data
        who = dict(people).get(said["worker"]) or str(_("Nobody"))
        return f"{who}: {words.days_in_words(said['first_day'], said['last_day'])}"

    return change(request, page, form, do, will_be)


def _line_of(form: LineForm) -> SaidLine:
    said = form.cleaned_data
    return SaidLine(said["number"], said["hours"], said["checked_on"])


def _people(by: Actor) -> list[tuple[str, str]]:
    cards = [*workers_named([by.worker_id]).values(), *colleagues_of(by)]
    return [(card.ref, f"{card.first_name}, {card.job_title}") for card in cards]


def _first_gap(area: int) -> date:
    now = queries.rota_now(area)
    stretches = (each for week in now.weeks for each in week)
    gap = next((each.first_day for each in stretches if each.worker_id is None), None)
    return gap or now.today + timedelta(days=1)
