"""A mailbox on a real SMTP server, and Mia's request.

Imports wait until they are used: this file is read before Django is set up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.mailbox import inbox as inbox


if TYPE_CHECKING:
    from tests.mailbox import Inbox
    from tests.pages.partner.at_the_door import Asked
    from tests.worlds import Team


@pytest.fixture
def team(db: None) -> Team:
    """Who works in Testmere."""
    from tests.worlds import make_team

    return make_team()


@pytest.fixture
def asked(team: Team, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """One request to Mia, of a kind that is only in tests."""
    from hrm2m.pages.partner import links
    from hrm2m.pages.partner.known_kinds import KINDS
    from tests.pages.partner.at_the_door import Asked

    found = Asked(team.mia)
    monkeypatch.setattr(links, "KINDS", {**KINDS, "tried": found.kind()})
    return found


@pytest.fixture
def link(asked: Asked, inbox: Inbox) -> str:
    """The link in the mail that Mia got."""
    from hrm2m.foundation import clock, mail
    from tests.pages.partner.at_the_door import REF, link_in, work

    mail.post(mail.Text.REQUEST, to_worker=asked.actor.worker_id, about=f"tried:{REF}", at=clock.now())
    work()
    return link_in(inbox)
