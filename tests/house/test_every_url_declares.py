"""Every address says which permission it needs, or why it needs none; no view forgets."""

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from hrm2m.pages.base.access import declaration_of
from hrm2m.policy import Permission
from hrm2m.policy.roles import ROLES


# Each of these was thought about; another one needs a line here and a reason in its view.
OPEN_TO_ALL = {
    "account_login",
    "account_logout",
    "asset",
    "health",
    "line_in",
    "line_report",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "partner",
    "partner_calendar",
    "partner_thank_you",
    "partner_code",
    "partner_link",
    "own_away",
    "own_enter",
    "own_leave",
    "own_nothing",
    "sign_in_help",
    "welcome",
    "welcome_link",
}


def test_every_view_declares() -> None:
    silent = [path for path, view, _ in _views(get_resolver()) if declaration_of(view) is None]
    assert silent == []


def test_what_needs_no_permission_says_why_and_is_on_the_list() -> None:
    declared = [(name, declaration_of(view)) for _, view, name in _views(get_resolver())]
    open_ones = {name for name, said in declared if said and said.open_to_all}
    assert open_ones == OPEN_TO_ALL
    assert all(said.reason for _, said in declared if said and said.permission is None)


def test_only_danger_and_unlocking_are_open_when_the_page_is_locked() -> None:
    allowed = {Permission.DANGER_RAISE, Permission.DANGER_SEE, Permission.DANGER_ANSWER}
    for path, view, _ in _views(get_resolver()):
        said = declaration_of(view)
        if said and said.also_when_locked:
            assert said.permission in allowed or path.startswith("locked/"), path


def test_every_declared_permission_is_one_that_some_role_can_have() -> None:
    possible = frozenset[Permission]().union(*(card.permissions for card in ROLES.values()))
    for path, view, _ in _views(get_resolver()):
        said = declaration_of(view)
        assert said is None or said.permission is None or said.permission in possible, path


def _views(
    resolver: URLResolver, before: str = ""
) -> Iterator[tuple[str, Callable[..., object], str | None]]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry.callback, entry.name
        else:
            yield from _views(entry, path)
