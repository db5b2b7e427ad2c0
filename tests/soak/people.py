"""Prepares a place for browsers, or looks into it: `python -m tests.soak.people WORD …` prints JSON."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.foundation import clock  # noqa: E402 - the settings come first
from hrm2m.records.danger.models import Alert  # noqa: E402
from hrm2m.vault import readiness, spool  # noqa: E402
from tests.pages.street import cookie_of  # noqa: E402
from tests.soak.acts import Look, begin_first, team  # noqa: E402


def prepare() -> dict[str, str]:
    """A team and a mother: her ref, and what two browsers of Jo's hold."""
    us = team()
    mother = begin_first(us)
    # Seen a while ago: the next page also wants to write that she was seen just now.
    with clock.at(clock.now() - timedelta(minutes=2)):
        session, other = (cookie_of(us.jo, "http://localhost")["value"] for _ in range(2))
    return {"mother": mother, "session": session, "other_session": other}


def look(mother: str) -> dict[str, Any]:
    """What she said in each contact that is there, what is there by half, and how much danger is filed or waits."""
    readiness.refuse_unsafe_start()
    found = Look(team())
    return {
        "words": [body.her_words for body in found.contacts(mother).values()],
        "halves": found.halves([mother]),
        "alerts": sorted(Alert.objects.values_list("ref", flat=True)),
        "waiting": spool.waiting(),
    }


WORDS: dict[str, Callable[..., Any]] = {"prepare": prepare, "look": look}

if __name__ == "__main__":
    print(json.dumps(WORDS[sys.argv[1]](*sys.argv[2:])))
