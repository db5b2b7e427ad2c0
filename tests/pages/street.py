"""A browser for workers of the named situations, and the posting of forms as a page would post them."""

import re
from typing import Any

from django.test import Client

from hrm2m.foundation import clock, ids
from hrm2m.pages.base import visit
from hrm2m.policy import Actor
from hrm2m.records.agencies.models import Worker


LOCAL_DAY = "%Y-%m-%d"


def browser_of(actor: Actor) -> Client:
    """A browser in which this worker has signed in with a second factor just now."""
    client = Client()
    client.force_login(Worker.objects.get(id=actor.worker_id))
    session = client.session
    now = clock.now().isoformat()
    session.update({visit.SIGNED_IN_AT: now, visit.SEEN_AT: now, visit.SECOND_FACTOR: True})
    session.save()
    return client


def post(client: Client, path: str, command: str = "", **fields: Any) -> Any:
    """Posts a form with a command id of its own, as the page would; the same id sent again is the same command."""
    return client.post(path, {"command_id": command or ids.new_ref(), **fields})


def sent_on(response: Any) -> str:
    """Where an answer sends the browser."""
    assert response.status_code == 302
    return str(response["Location"])


def text_of(response: Any) -> str:
    """What a person reads: the words of the main part, without marks and with single spaces."""
    html = response.content.decode()
    main = html.partition('<main class="hr-main"')[2].partition("</main>")[0] or html
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").split())


def day_in(page: str, field: str) -> str:
    """The day that stands in the three boxes of a field, such as 2026-12-01."""
    boxes = {
        name: value
        for name, value in re.findall(r'name="(\w+)" type="text"[^>]* value="([^"]*)"', page)
        if name.startswith(f"{field}_")
    }
    year, month, day = (boxes[f"{field}_{part}"] for part in ("year", "month", "day"))
    return f"{year}-{int(month):02}-{int(day):02}"


def cookie_of(actor: Actor, address: str) -> dict[str, str]:
    """The cookie of such a browser, for Chromium."""
    client = browser_of(actor)
    (name,) = [key for key in client.cookies if key.endswith("hr_session")]
    return {"name": name, "value": client.cookies[name].value, "url": address}
