"""An import that is killed in the middle of a batch, and the same one again; run as a process of its own."""

import json
import os
import signal
import sys
from collections.abc import Iterator

import msgspec

from hrm2m.records.agencies.directory.stated import StatedService


NUMBER, FATAL = 300, 280


class Fatal(StatedService, frozen=True, kw_only=True):
    """Kills whoever writes it."""

    @property
    def leaks(self) -> bool:
        os.kill(os.getpid(), signal.SIGKILL)
        return False


def main(word: str) -> None:
    """`first` keeps 300 services, `killed` dies writing them again, `again` finishes, `count` says what is there."""
    from hrm2m.foundation.django_setup import set_up_django

    set_up_django()
    from tests.records.agencies.samples import keep_all

    if word == "count":
        print(json.dumps(count()))
        return
    said = {"first": "Soup.", "killed": "Tea.", "again": "Tea."}[word]
    print(json.dumps(msgspec.to_builtins(keep_all(feed(said, fatal=word == "killed")))))


def feed(said: str, *, fatal: bool) -> Iterator[StatedService]:
    """Services with two places each; of a fatal feed one kills the process when it is written."""
    from tests.records.agencies.samples import NORWICH, a_service

    # By key, as an import takes them, so that the fatal one lies where it is meant to.
    services = [
        a_service(f"Service {number}", summary=said, places=(NORWICH, NORWICH)) for number in range(NUMBER)
    ]
    for number, one in enumerate(sorted(services, key=lambda service: service.key)):
        is_fatal = fatal and number == FATAL
        yield msgspec.convert(one, Fatal, from_attributes=True) if is_fatal else one


def count() -> dict[str, object]:
    """How many services say what, and how many have not just their two places."""
    from django.db.models import Count

    from hrm2m.records.agencies.models import Service

    said = [row.stated["summary"] for row in Service.objects.all()]
    halves = Service.objects.annotate(number=Count("places")).exclude(number=2).count()
    return {"soup": said.count("Soup."), "tea": said.count("Tea."), "halves": halves}


if __name__ == "__main__":
    main(sys.argv[1])
