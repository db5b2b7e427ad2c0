"""The six-digit code: asked for by a browser, sent to the address of the link, looked at three times, right once.

Asking costs the same and says the same whether there is such a link or not: only the worker process looks.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F

from hrm2m.foundation import clock, ids, jobs, mail
from hrm2m.pages.partner import limits, links
from hrm2m.pages.partner.links import Opened
from hrm2m.pages.partner.marks import mark, new_secret
from hrm2m.pages.partner.models import Code


KIND = "partner_code"
GOOD_FOR = timedelta(minutes=10)
TRIES = 3
DIGITS = 6


@dataclass(frozen=True)
class Asking:
    """Who asks for a code: marks of the link, of the browser and of the place, and whom this browser answered as."""

    link: str
    browser: str
    source: str
    known: tuple[str, ...] = ()


def ask(asking: Asking) -> None:
    """Puts down that a code is wanted; nothing is looked up, so nothing can be learned from how it went."""
    payload = {
        "link": asking.link,
        "browser": mark("browser", asking.browser),
        "source": mark("source", asking.source),
        "known": ",".join(asking.known),
    }
    jobs.enqueue(kind=KIND, key=ids.new_ref(), due_at=clock.now(), payload=payload)


def new_browser() -> str:
    """The secret of a browser, kept in its session."""
    return new_secret()


def send_asked(job: jobs.Taken) -> None:
    """Sends the code that was asked for, in the worker process; for a link that is none, nothing happens."""
    opened = links.opened_by_mark(str(job.payload["link"]))
    if opened is None:
        return
    is_known = mark("worker", opened.worker_id) in str(job.payload["known"]).split(",")
    is_first = job.attempts <= 1
    if is_first and not limits.may_send(opened.link_id, str(job.payload["source"]), is_known=is_known):
        return
    browser, code = str(job.payload["browser"]), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    fresh = {
        "link_id": opened.link_id,
        "mark": mark("code", browser, code),
        "until": clock.now() + GOOD_FOR,
        "tries": 0,
        "used_at": None,
    }
    Code.objects.update_or_create(browser=browser, defaults=fresh)
    mail.deliver(mail.Text.CODE, address=opened.address, line=code, key=f"{job.key}:{job.attempts}")


def opened_with(browser_secret: str, typed: str) -> Opened | None:
    """What this code opens in this browser, once; None for a wrong one, one too late and one tried too often.

    Counted before it is looked at, by one statement, so that no two tries at once are one.
    """
    browser, now = mark("browser", browser_secret), clock.now()
    live = Code.objects.filter(browser=browser, until__gt=now, used_at=None, tries__lt=TRIES)
    may_look = live.update(tries=F("tries") + 1)
    row = Code.objects.filter(browser=browser).first()
    known = row.mark if row else mark("code", browser)
    is_right = hmac.compare_digest(known, mark("code", browser, typed))
    if row is None or not (may_look and is_right):
        return None
    if not Code.objects.filter(id=row.id, mark=row.mark, used_at=None).update(used_at=now):
        return None
    return links.opened_by_number(row.link_id)
