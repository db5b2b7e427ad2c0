"""The list of accounts and one account: roles, second step, last day signed in, what waits; nothing of any mother."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from hrm2m.cadence.local_time import local
from hrm2m.pages.accounts.words import CHANGES, ROLE_TITLES
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.sign_in.second_factor import who_have_one
from hrm2m.policy import Permission
from hrm2m.records.agencies import accounts as queries
from hrm2m.records.agencies.accounts import Account, HeldRole


@dataclass(frozen=True)
class RoleRow:
    """One role as a page shows it."""

    title: Promise
    role: str
    agency: str
    agency_ref: str


@dataclass(frozen=True)
class AccountRow:
    """One account as a page shows it."""

    ref: str
    name: str
    job: str
    email: str
    is_active: bool
    has_begun: bool
    second_step: bool
    last_sign_in: str
    ended: str
    roles: tuple[RoleRow, ...]
    waiting: tuple[RoleRow, ...]
    changes: tuple[str | Promise, ...]


@requires(Permission.ACCOUNT_INVITE)
@require_GET
def accounts(request: WorkerRequest) -> HttpResponse:
    """Every account of the area."""
    found = queries.accounts(request.actor, after=request.GET.get("after", ""))
    second = who_have_one(account.id for account in found.items)
    words = {
        "rows": [row_of(account, second) for account in found.items],
        "next": found.next,
        "waiting": len(queries.changes_waiting(request.actor)),
    }
    return render(request, "accounts/accounts.html", words)


@requires(Permission.ACCOUNT_INVITE)
@require_GET
def account(request: WorkerRequest, worker: str) -> HttpResponse:
    """One account, and what can be done about it."""
    row = account_row(request, worker)
    own = worker == request.actor.worker_ref
    return render(request, "accounts/account.html", {"row": row, "own": own})


def account_row(request: WorkerRequest, worker: str) -> AccountRow:
    """One account of the area as a page shows it; raises Http404 for an unknown one."""
    found = queries.account(request.actor, worker)
    if found is None:
        raise Http404
    return row_of(found, who_have_one([found.id]))


def row_of(account: Account, second_step: frozenset[int]) -> AccountRow:
    """The words of one account."""
    return AccountRow(
        ref=account.ref,
        name=account.first_name,
        job=account.job_title,
        email=account.email,
        is_active=account.is_active,
        has_begun=account.last_sign_in is not None or account.id in second_step,
        second_step=account.id in second_step,
        last_sign_in=date_format(local(account.last_sign_in), "j F Y") if account.last_sign_in else "",
        ended=date_format(local(account.ended_at), "j F Y") if account.ended_at else "",
        roles=tuple(map(_role, account.roles)),
        waiting=tuple(map(_role, account.waiting)),
        changes=tuple(CHANGES.get(kind, gettext("a change")) for kind in account.changes),
    )


def _role(held: HeldRole) -> RoleRow:
    return RoleRow(ROLE_TITLES[held.role], held.role.value, held.agency_name, held.agency_ref)
