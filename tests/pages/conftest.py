"""A bridge builder, and a browser in which she has signed in.

Imports wait until they are used: this file is read before Django is set up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest


if TYPE_CHECKING:
    from django.test import Client

    from tests.pages.workers import Someone


@pytest.fixture
def asha() -> Someone:
    """A bridge builder in one agency."""
    from tests.pages.workers import someone

    return someone("Asha")


@pytest.fixture
def browser_of_asha(asha: Someone) -> Client:
    """A browser in which she has signed in."""
    from tests.pages.workers import signed_in

    return signed_in(asha)
