"""Style sheets, scripts and fonts: small, kept for ever by their mark, nothing but what is there."""

import gzip
import re

import pytest
from django.test import Client

from hrm2m.pages.base.assets import UnknownAsset, address_of


KILOBYTE = 1000
MOST = 100 * KILOBYTE


@pytest.mark.django_db(transaction=True)
def test_a_staff_page_with_all_it_needs_weighs_less_than_100_kb() -> None:
    client = Client()
    page = client.get("/sign-in/").content
    addresses = re.findall(r'(?:href|src)="(/assets/[^"]+)"', page.decode())
    assert len(addresses) >= 3
    fonts = ["/assets/vendor/fonts/atkinson-400.woff2", "/assets/vendor/fonts/atkinson-700.woff2"]
    parts = [client.get(one, headers={"Accept-Encoding": "gzip"}).content for one in [*addresses, *fonts]]
    assert len(page) + sum(map(len, parts)) < MOST


def test_an_asset_is_kept_for_ever_by_its_mark_and_the_same_unzipped() -> None:
    address = address_of("hr/theme.css")
    zipped = Client().get(address, headers={"Accept-Encoding": "gzip"})
    plain = Client().get(address)
    assert "immutable" in zipped.headers["Cache-Control"]
    assert gzip.decompress(zipped.content) == plain.content
    assert "immutable" not in Client().get("/assets/hr/theme.css").headers["Cache-Control"]


@pytest.mark.parametrize(
    "name", ["../page.html", "..%2f__init__.py", "hr/none.css", "", "vendor/licences/htmx.txt"]
)
def test_nothing_else_is_served(name: str) -> None:
    assert Client().get(f"/assets/{name}").status_code == 404


def test_a_template_that_names_an_unknown_file_fails_loudly() -> None:
    with pytest.raises(UnknownAsset, match="no static file"):
        address_of("hr/none.css")
