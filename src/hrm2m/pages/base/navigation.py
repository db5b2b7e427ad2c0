"""The main ways through the staff pages, and which of them a role has."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.on_the_way import COOKIE, WORDS_FOLLOW
from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.base.visit import AGENCY_NAME
from hrm2m.policy import Actor, Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.danger.queries import open_alerts


@dataclass(frozen=True)
class Way:
    """One item of the main navigation."""

    title: Promise
    path: str
    permission: Permission
    unless: Permission | None = None
    """Whoever has this goes another way: from her page, or by the foot of every page."""


WAYS = (
    Way(_("Today"), "/today/", Permission.TODAY_SEE),
    Way(_("Mothers"), "/mothers/", Permission.MOTHER_SEE),
    Way(_("Crossing"), "/crossing/", Permission.ENQUIRY_SEE),
    Way(_("Worries"), "/worries/", Permission.WORRIES_SEE),
    Way(_("Children"), "/children/", Permission.WORRIES_SEE),
    Way(_("Your mothers"), "/treatment/", Permission.TREATMENT_SEE),
    Way(_("Their safety"), "/safety/", Permission.HER_SAFETY_SEE),
    Way(_("Directory"), "/directory/", Permission.DIRECTORY_SEE),
    Way(_("Board"), "/board/", Permission.BOARD_SEE),
    Way(_("Crossing"), "/crossing/to-decide/", Permission.ENQUIRY_DECIDE, unless=Permission.ENQUIRY_SEE),
    Way(_("Requests in"), "/requests/", Permission.REQUEST_IN_ANSWER),
    Way(_("Asked of you"), "/asked-of-you/", Permission.ASKED_SEE),
    Way(_("Accounts"), "/accounts/", Permission.ACCOUNT_INVITE),
    Way(_("About a child"), "/about-a-child/", Permission.CHILD_NOTICE, unless=Permission.MOTHER_SEE),
)


def ways_of(actor: Actor | None) -> list[Way]:
    """The items this worker has, in their order."""
    may = permissions_of(actor.roles) if actor else frozenset()
    return [way for way in WAYS if way.permission in may and way.unless not in may]


def surroundings(request: HttpRequest) -> Mapping[str, object]:
    """What the layout shows around a page: one statement, for danger that nobody has yet."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "open_danger": SimpleLazyObject(lambda: open_alerts(actor) if actor else ()),
        "ring_lines": SimpleLazyObject(lambda: lines_for(actor)),
        "agency_name": request.session.get(AGENCY_NAME) if actor else None,
        "words_follow": SimpleLazyObject(lambda: actor is not None and _words_follow(request)),
        "kept_is_waiting": actor is not None and COOKIE in request.COOKIES,
        "visit": getattr(request, "visit", None),
        "ways": [(way, request.path.startswith(way.path)) for way in ways_of(actor)],
    }


def _words_follow(request: HttpRequest) -> bool:
    """Whether a message on this page says that something was just written; never where danger is in hand."""
    waiting = get_messages(request)
    if not isinstance(waiting, BaseStorage):
        return False
    found = any(WORDS_FOLLOW in message.tags.split() for message in waiting)
    # Looked at, not shown yet.
    waiting.used = False
    return found and not request.path.startswith("/danger/")
