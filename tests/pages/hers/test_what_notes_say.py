"""Every kind of note and every part of one has plain words on her page; none is called by its name in the code."""

from datetime import UTC, date, datetime

import msgspec

from hrm2m.cadence import Channel
from hrm2m.foundation import ids
from hrm2m.pages.asked.words import said_in
from hrm2m.pages.entry_words.fields import read_by_worker
from hrm2m.pages.hers.labels import LABELS
from hrm2m.pages.hers.told import NOT_FOR_READING, kinds, values_in
from hrm2m.pages.hers.words import TITLES, WHOM_THEY_TELL
from hrm2m.policy import Category, Compartment
from hrm2m.records.agencies.doors.values import Authority
from hrm2m.records.children.entries import Asked, MedicineKept
from hrm2m.records.enquiries.entries import EnquiryShown
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.outreach.entries import SafeContact, Texts
from hrm2m.records.whole.entries import Move
from hrm2m.vault.entries import Body, Entry
from tests.records.enquiries.samples import TERMS


OURS = [body for body in kinds() if body.__module__.startswith("hrm2m.")]


def parts_of(body: type[Body]) -> list[str]:
    names = [field.name for field in msgspec.structs.fields(body)]
    return [name for name in names if not name.endswith(NOT_FOR_READING)]


def test_every_kind_of_note_has_a_title_of_its_own() -> None:
    assert len(OURS) > 60
    assert [body.KIND for body in OURS if body.KIND not in TITLES] == []


def test_every_part_of_a_note_has_words() -> None:
    parts = [(f"{body.KIND}.{name}", name) for body in OURS for name in parts_of(body)]
    assert [kind for kind, name in parts if kind not in LABELS and name not in LABELS] == []


def test_which_edition_of_words_she_heard_is_not_read_out() -> None:
    said = dict(values_in(Move(told=True, called="Ada", said_before="2026-11"), lambda code: str(code.value)))
    assert said == {"told": "Yes", "called": "Ada"}


def test_whom_an_agency_would_tell_stands_before_what_would_make_it() -> None:
    shown = EnquiryShown(ids.new_ref(), "Maternity", TERMS, "yes")
    said = [text for _, text in values_in(shown, lambda code: str(code.value))]
    assert "To social care: Only if the baby would be in danger at birth." in said
    assert set(WHOM_THEY_TELL) == set(Authority)


def test_that_there_is_a_quiet_way_in_is_not_read_out() -> None:
    wrote = HerWords(moment=Moment.JUST_SAYING, words="Ring me", by_quiet_way=True)
    assert "Yes" not in dict(values_in(wrote, lambda code: str(code.value))).values()


def test_a_worker_reads_what_was_chosen_in_words_and_not_its_code() -> None:
    reach = SafeContact(Channel.USUAL_PLACE, "By the bench", date(2026, 12, 1), texts=Texts.NO)
    said = dict(read_by_worker(reach))
    assert said["How"] == "By the bench"
    assert said["Which way"] == "Where she usually is"
    assert said["Texts"] == "No texts"
    assert dict(read_by_worker(Move(told=True))) == {"They may know": "Yes"}


def test_nobody_decides_about_an_entry_whose_content_is_not_to_be_seen() -> None:
    kept = MedicineKept(child_stays=Asked.YES, locked_box=Asked.NO)
    assert said_in(an_entry(kept)) == ("A child stays where it is kept: Yes", "A locked box: No")


def an_entry(body: Body) -> Entry[Body]:
    day = datetime(2026, 11, 3, 9, tzinfo=UTC)
    return Entry(
        ref="",
        mother_ref="",
        basis="",
        from_whom="",
        about="",
        corrects="",
        compartment=Compartment.CHILD_SAFETY,
        category=Category.CHILDREN,
        kind=body.KIND,
        body=body,
        how_known="seen",
        happened_at=day,
        written_at=day,
        by_id=1,
        held_until=None,
        told_her_at=None,
        told_her_how="",
        not_told_why="",
    )
