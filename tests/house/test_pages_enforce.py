"""A page asks for the permission that it declares: the decorator is a label, the action behind it decides."""

import pytest
from django.urls import get_resolver

from hrm2m.pages.base.access import declaration_of
from tests.house.calls import permissions_asked_by
from tests.house.test_every_url_declares import _views


ASKS_FOR_ANOTHER = {
    "handovers": "lists what waits with what mother_see opens; each step asks for handover_set",
    "home": "leads on to Today or the board, which ask for their own",
    "area": "shows what holds in the area, which every worker may know; each change asks for area_set",
    "copy_said": "shows a form and nothing of her record; writing that she asks needs ask_record",
    "crossing_list": "draws sections, each opened by a permission of its own: that of questions asks for enquiry_see",
    "enquiries_to_decide": "lists that agencies fear for a child, and for whom; the decision asks for enquiry_decide",
    "danger_open": "says that danger is open and not what was said; nothing may stand in the way of that",
    "danger_told": "shows whom to ring and whether somebody has it; nothing may stand in the way of that",
    "treating": "shows to her bridge builder and cover who treats her; each change asks for treating_set",
    "held": "lists holds by code to those whom a standing lets; each act on one asks for record_hold",
    "end": "shows the three ways to end and does none; each of them asks for record_end",
    "purpose": "keeps the purpose that was said; the record it leads to asks for its own permission with it",
    "profiles": "shows what bridge builders say of themselves for everybody to read; choosing asks for its own",
    "her_safety_readers": "names whom she lets read it, to whoever reads it; each change asks for her_safety_share",
}
DECLARED = sorted(
    {
        (f"{view.__module__}.{view.__name__}", said.permission.name, name or "")
        for _, view, name in _views(get_resolver())
        if (said := declaration_of(view)) is not None and said.permission is not None
    }
)


@pytest.mark.slow
@pytest.mark.parametrize(("view", "permission", "name"), DECLARED, ids=[name for *_, name in DECLARED])
def test_what_a_page_declares_is_what_its_actions_ask_for(view: str, permission: str, name: str) -> None:
    assert (permission in permissions_asked_by(view)) is (name not in ASKS_FOR_ANOTHER), permissions_asked_by(
        view
    )


def test_no_exception_is_about_a_page_that_is_gone() -> None:
    assert set(ASKS_FOR_ANOTHER) <= {name for *_, name in DECLARED}


@pytest.mark.slow
def test_a_page_that_asks_for_nothing_would_be_seen() -> None:
    assert permissions_asked_by("hrm2m.records.outreach.actions.log_contact") >= {"CONTACT_LOG"}
    assert "CONTACT_LOG" not in permissions_asked_by("hrm2m.records.people.actions.give_name")
