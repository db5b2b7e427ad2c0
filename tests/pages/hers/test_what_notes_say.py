"""Every kind of note and every part of one has plain words on her page; none is called by its name in the code."""

from datetime import UTC, date, datetime

import msgspec

from hrm2m.cadence import Channel
from hrm2m.pages.asked.words import said_in
from hrm2m.pages.entry_words.fields import read_by_worker
from hrm2m.pages.hers.labels import LABELS
from hrm2m.pages.hers.outcomes import OUTCOMES
from hrm2m.pages.hers.told import NOT_FOR_READING, _in_her_words, _said, kinds, values_in
from hrm2m.pages.hers.words import TITLES
from hrm2m.pages.today.kinds import KINDS
from hrm2m.policy import Category, Compartment
from hrm2m.records.children.entries import Asked, Child, MedicineKept
from hrm2m.records.emergencies.entries import EmergencyOpened, InDanger
from hrm2m.records.enquiries.entries import EnquiryShown, Language, Reply, Says
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.outreach.entries import LeaveMeBe, SafeContact, Texts
from hrm2m.records.people.entries import HonestSentence, HowSaid
from hrm2m.records.treatment.entries import Outcomes, OutcomesStage
from hrm2m.records.treatment.outcomes import load_profile
from hrm2m.records.whole.entries import Move, SaidToMove
from hrm2m.vault.entries import Body, Entry, every_kind
from hrm2m.vault.entries import Reply as EntryReply


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


def hers(body: Body) -> list[tuple[str, str]]:
    return [(str(label), text) for label, text in _said(body)]


def test_what_an_agency_would_tell_whom_is_read_out_by_whom_it_would_tell() -> None:
    reply = Reply(Says.TERMS, "Priya", does="I meet her once", tells={"police": "No.", "landlord": "Never."})
    shown = EnquiryShown("", "Maternity", reply, "yes")
    said = dict(hers(shown))
    assert said["When they tell the police"] == "No."
    assert said["When they tell your landlord"] == "Never."
    assert said["Who said it"] == "Priya"
    assert dict(read_by_worker(shown))["When they tell the police"] == "No."


def test_a_number_that_she_gave_is_read_out() -> None:
    assert ("At most in a week", "2") in hers(
        SafeContact(Channel.TEXT, "Her own phone", date(2026, 12, 1), most_contacts_a_week=2)
    )
    asked = Outcomes(OutcomesStage.REVIEW, days={"crack": (2, None, 0, 1)}, scales={"mind": 6})
    assert ("Crack: days in each week", "2, –, 0, 1") in hers(asked)
    assert dict(read_by_worker(asked))["Her mental health, as she sees it"] == "6"


def test_no_number_of_ours_is_read_out() -> None:
    assert hers(HonestSentence(version=3, how=HowSaid.SAID)) == [("How", "we told you")]


def test_a_no_that_was_asked_for_is_an_answer_and_one_by_default_is_none() -> None:
    assert hers(LeaveMeBe(on=False)) == [("We leave you be", "No")]
    assert hers(SaidToMove(said_yes=False, on_her_page=True)) == [
        ("You said yes", "No"),
        ("You said it on this page", "Yes"),
    ]
    assert {"Not born yet", "How many"} & set(dict(hers(Child(label="Max")))) == set()


def test_a_word_that_means_two_things_is_read_by_what_it_is_of() -> None:
    assert ("What for", "a text to us") in hers(HerWords(Moment.TEXT, "Ring me"))
    opened = EmergencyOpened(
        Compartment.GENERAL, InDanger.HER, "He is here", datetime(2026, 11, 3, tzinfo=UTC)
    )
    assert hers(opened)[:2] == [("What they opened", "your notes"), ("Who was in danger", "you")]
    assert [text for _, text in read_by_worker(opened)][:2] == [
        "How to reach her, contacts, what she asks for",
        "She herself",
    ]


def test_every_item_of_the_form_has_words_of_hers() -> None:
    form = load_profile()
    asked = {f"days.{code}" for code in form.day_items} | {f"answers.{code}" for code in form.answer_items}
    asked |= {f"scales.{code}" for code in form.scales} | {f"amounts.{code}" for code in form.days["use"]}
    assert set(OUTCOMES) == asked


def test_whoever_decides_on_an_entry_reads_what_each_part_of_it_is() -> None:
    offer = said_in(an_entry(EnquiryShown("", "Maternity", None, "not_now", her_words="If Jo comes")))
    assert offer == ("Agency: Maternity", "She says: not now", "She says: If Jo comes")


def test_every_kind_of_entry_has_a_name_for_workers() -> None:
    rooms = [body for body in every_kind() if body.__module__.startswith("hrm2m.") and body is not EntryReply]
    assert [body.KIND for body in rooms if body.KIND not in KINDS] == []
    assert sorted(set(KINDS) - {body.KIND for body in rooms}) == []


def test_a_language_is_written_as_a_name() -> None:
    """“What you speak: english” stood there."""
    names = {language: str(_in_her_words(language)) for language in Language}
    assert names[Language.ENGLISH] == "English"
    assert names[Language.SIGN_LANGUAGE] == "sign language"
    no_names = {Language.SIGN_LANGUAGE, Language.ANOTHER}
    assert [name for language, name in names.items() if language not in no_names and not name.istitle()] == []
