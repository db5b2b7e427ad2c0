"""Whom to ring, remembered in this process, so that the numbers are on the page even when the database is gone."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import caches
from django.db import Error

from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.danger.lines import Line, lines_in
from hrm2m.records.danger.who import Who


ASK_AGAIN_SECONDS = 60
# The telephone lines of an area are on posters: nothing personal is remembered here.
_last_known: dict[int, Mapping[str, Any]] = {}


def lines_for(actor: Actor | None, who: Who | None = None) -> tuple[Line, ...]:
    """Every line of the worker's area in the order that fits; 999 alone where nothing is known."""
    known = _settings_of(actor.area) if actor else _any_known()
    lines = lines_in(known or {}, who)
    # Only settings that were read can lack a number.
    return lines if known is not None else tuple(line for line in lines if not line.is_missing)


def ask_again(area: int) -> None:
    """Reads the lines of this area anew next time, because its lead changed one."""
    caches["default"].delete(f"lines-{area}")


def _settings_of(area: int) -> Mapping[str, Any] | None:
    fresh: Mapping[str, Any] | None = caches["default"].get(f"lines-{area}")
    return _read(area) if fresh is None else fresh


def _read(area: int) -> Mapping[str, Any] | None:
    try:
        _last_known[area] = dict(area_of(area).lines)
    except Error:
        return _last_known.get(area)
    caches["default"].set(f"lines-{area}", _last_known[area], ASK_AGAIN_SECONDS)
    return _last_known[area]


def _any_known() -> Mapping[str, Any] | None:
    """Where the worker cannot be known because the database is gone: the one area this server serves, if it is one."""
    return next(iter(_last_known.values())) if len(_last_known) == 1 else None
