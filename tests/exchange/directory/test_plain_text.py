"""Text made plain, whatever was sent."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.exchange.directory.address_signs import could_show_where
from hrm2m.exchange.directory.plain_text import CUT, line, text


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a &amp; b", "a & b"),
        ("&lt;p&gt;One&lt;/p&gt;", "One"),
        ("ages <18 and >5", "ages <18 and >5"),
        ("<style>p{}</style>Words<!-- hidden -->", "Words"),
        ("tab\tand\r\nline", "tab and\nline"),
        ("\ud800lone", "lone"),
        ("   ", None),
        (None, None),
        (True, None),
        ([], None),
        (35, "35"),
    ],
)
def test_text_is_what_a_reader_would_see(said: object, plain: str | None) -> None:
    assert text(said) == plain


@pytest.mark.slow
@given(st.text(max_size=300), st.integers(min_value=60, max_value=200))
def test_text_is_never_longer_than_allowed_and_holds_no_control_character(said: str, longest: int) -> None:
    plain, short = text(said, longest) or "", line(said, longest) or ""
    assert len(plain) <= longest
    assert len(short) <= longest
    assert "\n" not in short
    assert not [
        c
        for c in plain + short
        if c != "\n" and c not in "\u200c\u200d" and unicodedata.category(c)[0] == "C"
    ]


def test_text_that_is_cut_says_so() -> None:
    assert (text("x " * 10_000) or "").endswith(CUT)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a",
        "<!--",
        "<!--" + "x" * 40,
        "<a" + " " * 40,
        "<script>",
        "&#",
        "-a",
        "a.a",
        "1 a ",
        "'-",
        "0-",
        "(0",
        "St ",
        "a\u200b",
        "aa",
    ],
)
def test_no_text_keeps_a_pattern_busy_for_long(piece: str) -> None:
    started = time.monotonic()
    could_show_where(text(piece * (40_000 // len(piece))) or "", frozenset({"thistledownlane"}))
    assert time.monotonic() - started < 5
