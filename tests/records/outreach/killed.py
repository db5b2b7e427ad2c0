"""A text whose sender is killed between the carrier and writing it down; run as processes of their own."""

import json
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path


def main(word: str) -> None:
    """`ask` for a text, `killed` when the carrier has taken it, `again` goes on, `count` says what is there."""
    os.environ["HRM2M_SMS_URL"] = "folder:"
    from hrm2m.foundation.django_setup import set_up_django

    set_up_django()
    {"ask": ask, "killed": killed, "again": again, "count": count}[word]()


def ask() -> None:
    """A mother who agreed, and a text of hers that waits."""
    from tests import worlds
    from tests.records.outreach import texted

    team = worlds.make_team()
    texted.ask(team, *texted.agreed(team))


def killed() -> None:
    """The carrier takes it; whoever handed it over is gone in that moment."""
    from hrm2m.exchange.messages.folder import FolderCarrier
    from hrm2m.records.outreach.cover import CoverWords

    takes = FolderCarrier.hand_over

    def take_and_die(self: FolderCarrier, *, ref: str, number: str, words: CoverWords) -> None:
        takes(self, ref=ref, number=number, words=words)
        with (Path(os.environ["HRM2M_HOME"]) / "taken").open("a") as file:
            file.write("x")
        os.kill(os.getpid(), signal.SIGKILL)

    FolderCarrier.hand_over = take_and_die  # type: ignore[method-assign] # the same, and then its end
    again()


def again() -> None:
    """The worker process, once the job of whoever died is free again; and once more the next day."""
    from hrm2m.foundation import clock
    from tests.records.outreach.texted import work

    for later in (timedelta(0), timedelta(minutes=3), timedelta(days=1)):
        with clock.at(clock.now() + later):
            work()


def count() -> None:
    """Where the text stands, how many contacts it made, how many the carrier took."""
    from hrm2m.records.outreach.models import Due, Text

    text = Text.objects.get()
    taken = (Path(os.environ["HRM2M_HOME"]) / "taken").read_text()
    said = {
        "status": text.status,
        "contact": bool(text.contact_ref),
        "this_week": Due.objects.get().contacts_this_week,
        "taken": len(taken),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1])
