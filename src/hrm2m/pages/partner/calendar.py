"""A calendar file with one date in it: no name, no agency, no address of ours; made by icalendar (RFC 5545)."""

from hashlib import sha256

import icalendar

from hrm2m.foundation import clock
from hrm2m.pages.partner.kinds import Event


def calendar_of(event: Event) -> bytes:
    """The file; the same date and words give the same event, so that opening it twice makes one."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//notes//date//EN")
    calendar.add("version", "2.0")
    one = icalendar.Event()
    one.add("uid", sha256(f"{event.begins.isoformat()}|{event.words}".encode()).hexdigest()[:32])
    one.add("dtstamp", clock.now())
    one.add("dtstart", event.begins)
    one.add("dtend", event.ends)
    one.add("summary", event.words)
    one.add("class", "PRIVATE")
    calendar.add_component(one)
    file: bytes = calendar.to_ical()
    return file
