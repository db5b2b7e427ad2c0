"""Fields for a thumb: large tiles, small chips, and lists of codes with their words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise


def choices(words: Mapping[Any, Promise]) -> list[tuple[str, Promise]]:
    """The codes and words of a list."""
    return [(str(code), label) for code, label in words.items()]


class TilesField(forms.ChoiceField):
    """One of a few, drawn as large tiles."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect, **kwargs)
        self.template_name = "mother/fields/tiles.html"


class ChipsField(forms.ChoiceField):
    """One of a few short words, drawn as chips in a row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect, **kwargs)
        self.template_name = "mother/fields/chips.html"
