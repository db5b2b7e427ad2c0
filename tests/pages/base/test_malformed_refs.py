"""Whatever stands where a ref belongs, on either engine: it is not there, and nothing breaks."""

import re
from collections.abc import Iterator, Sequence

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.pages.workers import Someone, signed_in


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def addresses(patterns: Sequence[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Every address with a ref in it; in place of the ref what PostgreSQL takes for no text."""
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        elif "<str:" in address:
            yield re.sub(r"<\w+:\w+>", "%00x", address)


def test_a_ref_that_no_database_takes_is_as_one_that_is_not_there(asha: Someone) -> None:
    found = list(addresses(get_resolver().url_patterns))
    assert len(found) > 100
    for client in (Client(raise_request_exception=False), signed_in(asha)):
        client.raise_request_exception = False
        broken = [address for address in found if client.get(address).status_code >= 500]
        assert not broken
