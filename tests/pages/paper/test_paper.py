"""A paper is a tagged PDF that says everything given to it, and is never refused for what was typed."""

from io import BytesIO
from typing import Any

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from hrm2m.pages.paper.making import pdf_of
from hrm2m.pages.paper.paper import Block, Facts, Grid, Marked, Paper, Part, Words


def paper(*blocks: Block, title: str = "Continuity sheet") -> Paper:
    """A paper with these blocks under one heading."""
    return Paper(
        title=title,
        made="Made by Tom on 22 November 2026.",
        purpose="So that her medicine goes on.",
        recipient="Copy for Ward 7",
        until="Do not rely on it after 24 November 2026.",
        parts=(Part("What she takes", blocks),),
    )


def text_of(pdf: bytes) -> str:
    """Everything the PDF says, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_paper_is_tagged_and_says_its_title_and_language() -> None:
    reader = PdfReader(BytesIO(pdf_of(paper(Words("Forty")))))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Continuity sheet"
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()


def test_a_table_has_a_head_for_whoever_hears_it_read() -> None:
    reader = PdfReader(BytesIO(pdf_of(paper(Grid("Two changes.", ("When", "What"), (("Monday", "more"),))))))
    tags: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif hasattr(node, "get_object") and hasattr(node.get_object(), "get"):
            inner = node.get_object()
            tags.append(str(inner.get("/S")))
            walk(inner.get("/K", []))

    catalog: Any = reader.trailer["/Root"]
    walk(catalog["/StructTreeRoot"])
    assert {"/Table", "/TH", "/TD", "/H1"} <= set(tags)


def test_everything_said_stands_on_it() -> None:
    blocks = (
        Words("I want to sleep", label="She says", are_hers=True),
        Marked("Ring the pharmacy first."),
        Facts((("Dose", "40 mg once a day"), ("Pharmacy", ""))),
        Grid("What changed.", ("When", "What"), (("1 May", "30 mg to 40 mg"),)),
    )
    said = text_of(pdf_of(paper(*blocks)))
    for words in ("She says: “I want to sleep”", "Ring the pharmacy first.", "Dose: 40 mg once a day"):
        assert words in said
    assert "Pharmacy: not known" in said
    assert "30 mg to 40 mg" in said


@pytest.mark.slow
def test_every_page_says_for_whom_it_was_made_and_until_when() -> None:
    pages = PdfReader(BytesIO(pdf_of(paper(*[Words("A long account. " * 40)] * 12)))).pages
    assert len(pages) > 1
    for page in pages:
        assert "Copy for Ward 7" in page.extract_text()
        assert "Do not rely on it after 24 November 2026." in page.extract_text()


@pytest.mark.parametrize(
    "typed", ['#panic("x")', "*bold* _it_ $x$ @ref <a> // gone", '"quoted" \\ `raw`', "= head"]
)
def test_what_was_typed_is_words_and_never_markup(typed: str) -> None:
    assert " ".join(typed.split()) in text_of(pdf_of(paper(Words(typed))))


def test_a_letter_that_no_font_has_is_written_as_its_code() -> None:
    said = text_of(pdf_of(paper(Words("She is called 你好 🙂 at home"))))
    assert "[U+4F60]" in said
    assert "[U+1F642]" in said
    assert "at home" in said


def test_a_script_that_no_font_has_keeps_the_server_for_no_longer_than_a_few_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One thread serves everybody: a page of Chinese took twenty seconds, in which nobody could raise danger."""
    asked = []
    compiled = typst.compile

    def counted(*said: Any, **named: Any) -> Any:
        asked.append(said)
        return compiled(*said, **named)

    monkeypatch.setattr(typst, "compile", counted)
    chinese = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
    said = text_of(pdf_of(paper(Words(f"Zoë said {chinese} and ጤና ይስጥልኝ at home ☐"))))
    assert len(asked) <= 20
    for words in ("Zoë said", "[U+4E00]", "[U+4F2B]", "[U+1324]", "at home ☐"):
        assert words in said


@pytest.mark.parametrize(
    "typed", ["\x1f", "a\u0301\U00010123", "\u202eturned", "x\ny", "\ue000", "👩‍👧 \u0378"]
)
def test_no_sign_keeps_a_paper_from_being_made(typed: str) -> None:
    assert pdf_of(paper(Words(typed + " after"))).startswith(b"%PDF")


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf_of(paper(Words("Forty"))) == pdf_of(paper(Words("Forty")))


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_a_paper_is_made(typed: str) -> None:
    made = pdf_of(paper(Words(typed, label=typed), Facts(((typed, typed),)), title="Paper"))
    assert made.startswith(b"%PDF")
