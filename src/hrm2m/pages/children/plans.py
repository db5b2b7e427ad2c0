"""A child's plan: written, changed and ended by whoever keeps children safe; read by whoever is named in it."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.children.forms import WhyForm
from hrm2m.pages.children.opening import opened, says_why
from hrm2m.pages.children.plan_form import PlanForm
from hrm2m.pages.children.plan_people import PersonForm
from hrm2m.pages.children.recording import all_of, to_all
from hrm2m.pages.children.sheet import Sheet, Way, draw
from hrm2m.pages.children.telling import plan_told
from hrm2m.pages.today.sides import Names, writers_in
from hrm2m.policy import Category, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.queries import worker_id_of, workers_named
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.actions import Known
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.children import actions
from hrm2m.records.children.entries import Plan
from hrm2m.records.children.queries import HerChildren, PlanCard, plan_in
from hrm2m.vault import door


TEMPLATE = "children/plan_sheet.html"
NEW = Sheet(
    _("A child’s plan"),
    _("Save the plan"),
    (
        _(
            "As the agency that leads it made it. Whoever you then name in it reads it, and nothing else of hers."
        ),
    ),
    template=TEMPLATE,
)
CHANGE = Sheet(
    _("The plan as it stands now"),
    _("Save the plan"),
    (_("What stood before stays written."),),
    template=TEMPLATE,
)
END = Sheet(
    _("The plan is over"),
    _("End the plan"),
    (_("Whoever was named in it reads it no more from this moment."),),
)
NAME = Sheet(
    _("Who is named in the plan"),
    _("Name this worker"),
    (_("She or he reads this plan, on a page of its own, and nothing else of the mother’s."),),
)


@requires(Permission.PLAN_SEE)
def plan(request: WorkerRequest, mother: str, plan: str) -> HttpResponseBase:
    """One plan and nothing else, for whoever is named in it and for whoever keeps her children safe."""
    facts = ActFacts(about=plan)
    with door.acting(by=request.actor, permission=Permission.PLAN_SEE, mother=mother, act=facts) as box:
        card, now = plan_in(box, plan), box.now
    if card is None:
        raise Http404
    keeps = Permission.PLAN_RECORD in permissions_of(request.actor.roles)
    words = {"ref": mother, "plan": plan_told(card, names_of(card), now), "keeps": keeps}
    return render(request, "children/plan.html", words)


@requires(Permission.PLAN_RECORD)
@says_why
def new_plan(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes a child's plan."""
    found = all_of(request, mother)
    children = [(card.child.ref, card.child.newest.body.label) for card in found.children]
    form = PlanForm(request.POST or None, children=children)

    def write() -> str:
        # Before the unit: what happened is never later than the time in it.
        said, child, at = form.plan(), form.cleaned_data.get("child", ""), clock.now()
        with door.unit(by=request.actor):
            ref = actions.write_plan(
                by=request.actor,
                mother=mother,
                plan=said,
                child=child,
                at=at,
                telling=form.telling(at),
            )
            _ask_her(request, mother, said, None, at)
        return ref

    drawn = carry_out(request, form, write, lambda ref: reverse("plan", args=[mother, ref]))
    return draw(request, NEW, form, drawn, to_all(mother)) if isinstance(drawn, Drawn) else drawn


@requires(Permission.PLAN_RECORD)
@says_why
def change_plan(request: WorkerRequest, mother: str, plan: str) -> HttpResponseBase:
    """Writes the plan as it stands now."""
    card = _card(all_of(request, mother), plan)
    newest = card.thread.newest
    form = PlanForm(request.POST or None, plan=newest.body)

    def write() -> str:
        said, at = form.plan(), clock.now()
        with door.unit(by=request.actor):
            actions.change_plan(
                by=request.actor,
                mother=mother,
                plan=plan,
                seen_ref=request.POST.get("seen", ""),
                now=said,
                at=at,
                telling=form.telling(at),
            )
            _ask_her(request, mother, said, newest.body, at)
        return plan

    back = _to_plan(mother, plan)
    drawn = carry_out(request, form, write, lambda _ref: back.to)
    if not isinstance(drawn, Drawn):
        return drawn
    there = [(_("The plan"), newest.body.agency)] if drawn is Drawn.STALE else ()
    seen = version_to_send(request, drawn, newest.ref)
    return draw(request, CHANGE, form, drawn, back, seen=seen, now_there=there)


@requires(Permission.PLAN_RECORD)
def end_plan(request: WorkerRequest, mother: str, plan: str) -> HttpResponseBase:
    """The plan is over."""
    form = WhyForm(request.POST or None)

    def write() -> str:
        return actions.end_plan(
            by=request.actor, mother=mother, plan=plan, why=form.cleaned_data["why"], at=clock.now()
        )

    return _carried(request, END, form, write, mother, plan)


@requires(Permission.PLAN_RECORD)
def name_in_plan(request: WorkerRequest, mother: str, plan: str) -> HttpResponseBase:
    """Names a worker of any agency in the plan."""
    form = PersonForm(request.POST or None, by=request.actor)

    def write() -> str:
        worker, agency = form.chosen()
        actions.name_in_plan(by=request.actor, mother=mother, plan=plan, worker=worker, agency=agency)
        return plan

    return _carried(request, NAME, form, write, mother, plan)


@requires(Permission.PLAN_RECORD)
def take_off(request: WorkerRequest, mother: str, plan: str, worker: str) -> HttpResponseBase:
    """A worker is no longer named in the plan."""
    found = workers_named([worker_id_of(worker, area=request.actor.area) or 0])
    lead = [
        gettext("%(who)s, %(job)s, reads this plan no more from this moment. What was written stays.")
        % {"who": card.first_name, "job": card.job_title}
        for card in found.values()
    ]
    sheet = Sheet(_("No longer named in the plan"), _("Take this worker off"), tuple(lead))
    form = PageForm(request.POST or None)

    def write() -> str:
        actions.take_off_plan(by=request.actor, mother=mother, plan=plan, worker=worker)
        return plan

    return _carried(request, sheet, form, write, mother, plan)


def names_of(card: PlanCard) -> Names:
    """Everybody named in the plan."""
    return workers_named({*card.people, *writers_in([card.thread.newest])})


def _ask_her(request: WorkerRequest, mother: str, now: Plan, before: Plan | None, at: datetime) -> None:
    """What the plan asks of her goes on her own list, once, while her record is open."""
    with opened(request, mother) as box:
        is_open = box.stage in OPEN_STAGES
    known = set(before.tasks) if before else set()
    asked = [task for task in now.tasks if task.is_hers and task not in known]
    if asked and not is_open:
        messages.info(request, gettext("Her record is not open, so nothing was put on her list of demands."))
        return
    for task in asked:
        demand = Demand(now.agency, DemandKind.CONDITION, task.what, said_by=task.who, day=task.by_when)
        asks.put_on_her_list(
            by=request.actor,
            mother=mother,
            demand=demand,
            category=Category.CHILDREN,
            at=at,
            known=Known("read_in", "a plan"),
        )


def _card(found: HerChildren, plan: str) -> PlanCard:
    for card in (*found.plans, *(each for child in found.children for each in child.plans)):
        if card.thread.ref == plan:
            return card
    raise Http404


def _to_plan(mother: str, plan: str) -> Way:
    return Way(reverse("plan", args=[mother, plan]), _("The plan"))


def _carried(
    request: WorkerRequest, sheet: Sheet, form: PageForm, write: Callable[[], str], mother: str, plan: str
) -> HttpResponseBase:
    back = _to_plan(mother, plan)
    drawn = carry_out(request, form, write, lambda _ref: back.to)
    return draw(request, sheet, form, drawn, back) if isinstance(drawn, Drawn) else drawn
