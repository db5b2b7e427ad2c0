"""Telephone numbers and mailboxes of an HSDS record; what is a named person's own is left out."""

from collections.abc import Iterator

from hrm2m.exchange.directory.hsds_places import is_visited
from hrm2m.exchange.directory.json_shapes import branch, branches
from hrm2m.exchange.directory.plain_text import line
from hrm2m.exchange.directory.ways_to_reach import email, is_mobile, phone


MAILBOX_OF_A_PERSON = "A mailbox that names a person is left out."
MOBILE_OF_A_PERSON = "A named person's own mobile number is left out."


def ways_to_reach(record: dict[str, object]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Telephone numbers, mailboxes and notes. A named person's mailbox and mobile are that person's own."""
    holders = [record, *_places_with_a_door(record)]
    contacts = [contact for holder in holders for contact in branches(holder, "contacts")]
    people = [name for contact in contacts if (name := line(contact.get("name")))]
    notes: list[str] = []
    phones = [phone(row.get("number")) for holder in holders for row in branches(holder, "phones")]
    for contact in contacts:
        for number in filter(None, (phone(row.get("number")) for row in branches(contact, "phones"))):
            if is_mobile(number) and line(contact.get("name")):
                notes.append(MOBILE_OF_A_PERSON)
            else:
                phones.append(number)
    given = [value for value in [record.get("email"), *(c.get("email") for c in contacts)] if line(value)]
    emails = [email(value, people) for value in given]
    if None in emails:
        notes.append(MAILBOX_OF_A_PERSON)
    return _once(phones), _once(emails), tuple(dict.fromkeys(notes))


def _once(values: list[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _places_with_a_door(record: dict[str, object]) -> Iterator[dict[str, object]]:
    """Places to visit, and the service at each: the number of any other place could be looked up to it."""
    for at in branches(record, "service_at_locations"):
        location = branch(at, "location")
        if is_visited(location):
            yield from (at, location)
