"""The one table of what the worker process does again and again; each is safe to do twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib import import_module
from typing import Any, cast

from hrm2m.cadence.local_time import instant, local
from hrm2m.foundation import jobs
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies.reaching import area_numbers


SECOND, MINUTE, HOUR, DAY = (timedelta(seconds=n) for n in (1, 60, 3600, 86400))


class Lane(StrEnum):
    """Lanes run beside each other, so that what takes long keeps nobody from being told of danger."""

    MAIL = "mail"
    TEXT = "text"
    OFTEN = "often"
    NIGHTLY = "nightly"


class Wants(StrEnum):
    """What a function is called with."""

    NOTHING = "nothing"
    NOW = "now"
    BEFORE = "before"
    BY = "by"


@dataclass(frozen=True)
class Recurring:
    """One line of the table. `at_hour`: the hour on a clock in the UK; `keep`: what is older goes (`before`)."""

    name: str
    function: str
    every: timedelta
    wants: Wants
    lane: Lane = Lane.OFTEN
    keep: timedelta = timedelta()
    at_hour: int | None = None

    def resolve(self) -> Callable[..., int | None]:
        """The function itself; raises ImportError or AttributeError where there is none."""
        module, _, path = self.function.partition(":")
        found: Any = import_module(module)
        for name in path.split("."):
            found = getattr(found, name)
        return cast("Callable[..., int | None]", found)

    def run(self, now: datetime) -> int:
        """Does it once, in every area where it acts as the worker process; answers how many things were done."""
        do = self.resolve()
        if self.wants is Wants.BY:
            return jobs.do_each(area_numbers(), lambda area: do(by=machine_actor(area)) or 0)
        said: Mapping[Wants, dict[str, Any]] = {
            Wants.NOTHING: {},
            Wants.NOW: {"now": now},
            Wants.BEFORE: {"before": now - self.keep},
        }
        return do(**said[self.wants]) or 0

    def next_due(self, now: datetime) -> datetime:
        """When it is due after being done at `now`: missed times are not made up for."""
        if self.at_hour is None:
            return now + self.every
        today = local(now).replace(tzinfo=None, hour=self.at_hour, minute=0, second=0, microsecond=0)
        times = (instant(today), instant(today + DAY))
        return next(time for time in times if time > now)


AGENCIES = "hrm2m.records.agencies.actions"
CLOCKS = "hrm2m.records.clocks.actions"
DANGER = "hrm2m.records.danger.actions"
OUTREACH = "hrm2m.records.outreach.actions"
REFERRALS = "hrm2m.records.referrals.actions"
SHOWING = "hrm2m.records.showing.actions"
WHOLE = "hrm2m.records.whole.actions"
NIGHTLY, BY, NOW, BEFORE = Lane.NIGHTLY, Wants.BY, Wants.NOW, Wants.BEFORE

RECURRING: tuple[Recurring, ...] = (
    Recurring("tell danger again", f"{DANGER}:tell_again", 20 * SECOND, BY),
    Recurring("file danger from the spool", f"{DANGER}:file_spooled", 15 * SECOND, BY),
    Recurring("tell late promises", f"{CLOCKS}:escalate_due", MINUTE, BY),
    Recurring("name late answers", "hrm2m.records.enquiries.actions:lapse_late", MINUTE, BY),
    Recurring("begin and end absences", "hrm2m.records.bridges.actions:keep_absences", MINUTE, BY),
    Recurring(
        "ask whom she wants next", "hrm2m.records.bridges.actions:keep_asking_whom_next", HOUR, BY, NIGHTLY
    ),
    Recurring("promise that somebody looks", f"{SHOWING}:keep_promises", MINUTE, BY),
    Recurring("name who checks a copy", "hrm2m.records.hers.actions:keep_copies_checked", HOUR, BY, NIGHTLY),
    Recurring("ask about what nobody was asked about", f"{SHOWING}:catch_up", 7 * DAY, BY, NIGHTLY),
    Recurring("tell late check-outs", f"{OUTREACH}:tell_late_check_outs", MINUTE, BY),
    Recurring("seal the ledger", "hrm2m.vault.seals:seal_changed_heads", MINUTE, Wants.NOTHING),
    Recurring("keep what ended beside the copies", "hrm2m.backup.endings:keep", MINUTE, NOW),
    Recurring("count refusals", "hrm2m.vault.denials:write_counts", MINUTE, NOW),
    Recurring("sweep kept forms", "hrm2m.pages.kept_forms.keeping:sweep", 10 * MINUTE, NOW),
    Recurring("sweep partner links", "hrm2m.pages.partner.links:sweep", HOUR, NOW),
    Recurring("sweep visits to her own pages", "hrm2m.pages.hers.visits:sweep", 10 * MINUTE, NOW),
    Recurring("sweep sign-in tries", "hrm2m.pages.sign_in.tries:sweep", HOUR, NOW),
    Recurring("remind leads of the area", f"{AGENCIES}:remind_leads", DAY, BY, NIGHTLY, at_hour=8),
    Recurring("ask old terms again", f"{AGENCIES}:ask_terms_again", DAY, BY, NIGHTLY, at_hour=8),
    Recurring("finish forgetting", f"{WHOLE}:finish_forgetting", 10 * MINUTE, BY, NIGHTLY),
    Recurring("let consents end", f"{REFERRALS}:let_consents_end", HOUR, BY),
    Recurring(
        "ask again what is left after a stop", f"{REFERRALS}:ask_stops_again", DAY, BY, NIGHTLY, at_hour=8
    ),
    Recurring("let records sleep", f"{WHOLE}:let_sleep", DAY, BY, NIGHTLY, at_hour=2),
    Recurring("close ended bridges", f"{WHOLE}:close_ended_bridges", DAY, BY, NIGHTLY, at_hour=2),
    Recurring("count due rows again", f"{WHOLE}:count_again", DAY, BY, NIGHTLY, at_hour=3),
    Recurring("sweep looks", "hrm2m.vault.looks:sweep", DAY, BEFORE, NIGHTLY, keep=DAY, at_hour=4),
    Recurring("sweep commands", "hrm2m.vault.commands:sweep", DAY, BEFORE, NIGHTLY, keep=90 * DAY, at_hour=4),
    Recurring(
        "sweep orphan keys",
        "hrm2m.vault.forgetting:sweep_orphan_keys",
        DAY,
        BEFORE,
        NIGHTLY,
        keep=DAY,
        at_hour=4,
    ),
    Recurring(
        "sweep sessions",
        "django.contrib.sessions.backends.db:SessionStore.clear_expired",
        DAY,
        Wants.NOTHING,
        NIGHTLY,
        at_hour=4,
    ),
    Recurring(
        "sweep done jobs", "hrm2m.foundation.jobs:forget_done", DAY, BEFORE, NIGHTLY, keep=30 * DAY, at_hour=4
    ),
)
