"""Fields draw themselves plainly; mistakes are said once on top and once beside the box."""

import re
from datetime import date

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from hrm2m.pages.base.commands import NoCommandId, command_of
from hrm2m.pages.base.tags import before_a_mistake
from tests.pages.base.doors_for_tests import NoteForm
from tests.pages.workers import Someone, signed_in


RIGHT = {"note": "x", "how": "met", "place": "s", "day_day": "27", "day_month": "3", "day_year": "2026"}


def test_a_day_in_three_boxes_becomes_a_day() -> None:
    form = NoteForm(RIGHT)
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("day", "month", "year"), [("31", "6", "2026"), ("x", "3", "2026"), ("1", "3", "99999")]
)
def test_a_day_that_is_none_is_refused_in_one_sentence(day: str, month: str, year: str) -> None:
    form = NoteForm({**RIGHT, "day_day": day, "day_month": month, "day_year": year})
    assert form.errors["day"] == ["Write a real day, such as 27 3 2026."]


@pytest.mark.parametrize("year", ["23", "223"])
def test_a_year_is_written_with_all_its_figures_and_stays_as_it_was_typed(year: str) -> None:
    form = NoteForm({**RIGHT, "day_year": year})
    assert form.errors["day"] == ["Write the year with all four figures, such as 2026."]
    assert f'name="day_year" type="text" inputmode="numeric" autocomplete="off" value="{year}"' in str(form)


@pytest.mark.parametrize("whole", ["2026-03-27", "27/03/2026", "27.3.2026"])
def test_a_whole_day_under_the_name_of_the_field_is_read_as_well(whole: str) -> None:
    form = NoteForm({"note": "x", "how": "met", "place": "s", "day": whole})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 27)
    assert 'value="27"' in str(form)


def test_a_whole_day_that_is_none_stays_as_it_was_typed() -> None:
    form = NoteForm({"note": "x", "how": "met", "place": "s", "day": "next Tuesday"})
    assert form.errors["day"] == ["Write a real day, such as 27 3 2026."]
    assert 'value="next Tuesday"' in str(form)


def test_a_day_half_written_says_what_is_missing() -> None:
    form = NoteForm({**RIGHT, "day_year": ""})
    assert "Write" in form.errors["day"][0]


def test_every_box_has_a_label_and_every_error_leads_to_its_box() -> None:
    html = str(NoteForm({}))
    labels = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    boxes = set(re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', html))
    assert boxes == labels
    assert "Please fill this in." in html
    assert "Choose one of these." in html


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.urls("tests.pages.base.doors_for_tests")
def test_a_form_drawn_again_keeps_what_was_typed_and_its_command(asha: Someone) -> None:
    client = signed_in(asha)
    first = _hidden(client, "command_id", client.get("/test/note/").content.decode())
    answer = client.post("/test/note/", {"note": "Her own words", "command_id": first})
    assert answer.status_code == 422
    again = answer.content.decode()
    assert "Her own words" in again
    assert _hidden(client, "command_id", again) == first
    for box in re.findall(r'href="#(id_\w+)"', again):
        assert f'id="{box}"' in again


def test_a_form_without_a_command_is_not_understood() -> None:
    with pytest.raises(NoCommandId):
        command_of(_post({"note": "x"}))


def test_a_command_has_the_same_words_whatever_proof_came_with_it() -> None:
    base = {"command_id": "a" * 26, "note": "x"}
    first = command_of(_post({**base, "csrfmiddlewaretoken": "1", "writer": "2"}))
    second = command_of(_post({**base, "csrfmiddlewaretoken": "3", "kept": "4"}))
    assert first == second != command_of(_post({**base, "note": "y"}))


def _post(fields: dict[str, str]) -> HttpRequest:
    return RequestFactory().post("/test/", fields)


def _hidden(client: Client, name: str, page: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_question_on_top_keeps_its_mark_and_gets_no_colon() -> None:
    assert before_a_mistake("Whom does she choose?") == "Whom does she choose?"
    assert before_a_mistake("Her words") == "Her words:"
