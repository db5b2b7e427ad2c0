"""A paper as the answer to a request: shown by the browser, kept by nobody between, named without anybody's name."""

from django.http import HttpResponse

from hrm2m.pages.paper.making import pdf_of
from hrm2m.pages.paper.paper import Paper


def answer(paper: Paper, *, file_name: str) -> HttpResponse:
    """The PDF; `file_name` is a plain word for the kind of paper, never of whom it is about."""
    response = HttpResponse(pdf_of(paper), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}.pdf"'
    return response
