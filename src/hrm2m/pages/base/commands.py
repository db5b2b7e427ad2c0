"""Reads the command out of a posted form: its id, made when the page was drawn, and its words."""

import json
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from hrm2m.foundation import ids
from hrm2m.pages.kept_forms.writer import FIELD as WRITER


FIELD = "command_id"
KEPT_FIELD = "kept"
# They differ between two sendings of one form and say nothing of what is to be done.
NOT_WORDS = frozenset({"csrfmiddlewaretoken", FIELD, WRITER, KEPT_FIELD})
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz234567")


class NoCommandId(SuspiciousOperation):
    """A changing form came without the id that every page of ours puts into it."""


@dataclass(frozen=True)
class Command:
    """What `vault.commands.once` needs to do a thing exactly once."""

    id: str
    words: bytes


def command_of(request: HttpRequest) -> Command:
    """The command in this posted form; raises NoCommandId (answered 400) if there is none."""
    command_id = request.POST.get(FIELD, "")
    if not is_command_id(command_id):
        raise NoCommandId
    words = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_WORDS)
    return Command(command_id, json.dumps([request.path, words]).encode())


def is_command_id(text: str) -> bool:
    """Whether this has the shape of an id that we made."""
    return len(text) == ids.REF_LENGTH and LETTERS.issuperset(text)
