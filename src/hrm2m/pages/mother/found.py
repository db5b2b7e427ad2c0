"""Finding one entry in an open record by the ref in an address; an unknown one is a page that is not here."""

from django.http import Http404

from hrm2m.records.clocks.queries import WindowLine, open_windows
from hrm2m.records.outreach.entries import Contact
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry


def contact_among(box: Box, ref: str) -> Entry[Contact]:
    """The contact with this ref."""
    for entry in box.entries(Contact, refs=[ref]):
        return entry
    raise Http404


def window_among(box: Box, ref: str) -> WindowLine:
    """The window with this ref that is open or lies ahead."""
    for line in open_windows(box):
        if line.ref == ref:
            return line
    raise Http404
