"""No form answers beforehand what decides whose words an entry is: whoever hurries would make them hers."""

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver

from hrm2m.pages.base.forms import PageForm
from tests import worlds
from tests.pages.street import browser_of, post, text_of
from tests.records.treatment import samples


# Codes that say how an entry is known: with the first she reads it at once, and it stands in her name.
HERS = "her_words"
# What else such a list has; other lists use the same word for something else.
OTHERS = {"told_by", "read_in", "seen"}


def forms_of_pages(parent: type[forms.Form] = forms.Form) -> Iterator[type[forms.Form]]:
    """Every form of ours, once every page is imported."""
    assert get_resolver().url_patterns
    for child in parent.__subclasses__():
        if child.__module__.startswith("hrm2m."):
            yield child
        yield from forms_of_pages(child)


def asks_how_it_is_known(form: type[forms.Form]) -> Iterator[tuple[str, forms.ChoiceField]]:
    """The fields of a form that can say that the words are hers."""
    for name, field in form.base_fields.items():
        if isinstance(field, forms.ChoiceField):
            codes = {str(code) for code, _words in field.choices}  # type: ignore[union-attr,misc] # pairs
            if HERS in codes and codes & OTHERS:
                yield name, field


def test_no_form_says_beforehand_that_she_told_us() -> None:
    asked = [
        (form, name, field) for form in set(forms_of_pages()) for name, field in asks_how_it_is_known(form)
    ]
    assert len(asked) > 9
    assert {f"{form.__name__}.{name}" for form, name, field in asked if field.initial is not None} == set()


def test_a_hurried_form_is_asked_in_words_how_it_is_known() -> None:
    for form in set(forms_of_pages(PageForm)):
        for name, field in asks_how_it_is_known(form):
            said = str(field.error_messages["required"])
            assert "how" in said.lower(), f"{form.__name__}.{name}: {said}"


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("treatment/condition/", {"agency": "The council", "words": "must stop, or no visits"}),
        ("demand/", {"agency": "Maternity", "what": "appointment", "words": "Must come for a scan"}),
        ("safety/note/", {"harm": "violence", "words": "He shut the door on her hand.", "now": "goes_on"}),
    ],
)
def test_what_was_typed_is_kept_until_somebody_says_how_it_is_known(
    team: worlds.Team, path: str, typed: dict[str, str]
) -> None:
    mother = samples.treated(team)
    worker = browser_of(team.tom if path.startswith("treatment") else team.jo)
    page = worker.get(f"/m/{mother}/{path}").content.decode()
    assert f'value="{HERS}"' in page
    assert f'value="{HERS}" checked' not in page
    refused = post(worker, f"/m/{mother}/{path}", **typed)
    assert refused.status_code == 422
    assert "Choose how" in text_of(refused)
    assert typed["words"] in refused.content.decode()
