"""Questions about words whose record the writer may not open: an observation, a worry, a referral that was sent."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from hrm2m.foundation import ids
from hrm2m.pages.kept_forms.models import KeptForm
from hrm2m.records.children.models import Noted
from hrm2m.records.worries.models import ReferralRow, WorryRow
from tests import worlds
from tests.house.stored import plain_rows, raw_database, sessions
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.worries import samples


pytestmark = pytest.mark.django_db
SAID = "Robin did not engage. She is a known junkie."
JUNKIE, ENGAGE = "“junkie”", "“not engage”"
TYPED, CARRIED = "/words/typed/", "/words/carried/"
PIECE = {"HX-Request": "true"}
LOADS = f'hx-get="{TYPED}"'
SAW = {"words": SAID, "how": "seen", "kind": "seen_or_heard", "told": "not_yet"}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=20)


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def hidden(response: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())
    assert found, name
    return found[1]


def has(response: Any, name: str) -> bool:
    return f'name="{name}"' in response.content.decode()


def after(client: Client, response: Any) -> str:
    """The page that the browser shows after saving, however often it is sent on."""
    while response.status_code == 302:
        response = client.get(response["Location"])
    return str(response.content.decode())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/children/of/{mother}/saw/", SAW),
        ("/m/{mother}/worry/", {"words": SAID, "how_known": "seen"}),
        ("/about-a-child/", {"words": SAID}),
    ],
)
def test_what_was_saved_is_asked_about_on_the_page_that_follows(
    jo: Client, mother: str, path: str, fields: dict[str, str]
) -> None:
    page = after(jo, post(jo, path.format(mother=mother), **fields))
    assert LOADS in page
    assert f'href="{TYPED}"' in page
    piece = jo.get(TYPED, headers=PIECE)
    assert "<html" not in piece.content.decode()
    assert JUNKIE in text_of(piece)
    assert ENGAGE in text_of(piece)
    assert "Saved as you wrote it" in text_of(piece)
    assert SAID in text_of(jo.get(TYPED))


@pytest.mark.slow
def test_the_page_after_the_next_asks_no_more(jo: Client, mother: str) -> None:
    assert LOADS in after(jo, post(jo, f"/children/of/{mother}/saw/", **SAW))
    assert LOADS not in jo.get(f"/m/{mother}/").content.decode()


@pytest.mark.promise(1)
def test_it_opens_nothing_that_the_writer_cannot_read(jo: Client, mother: str) -> None:
    post(jo, f"/children/of/{mother}/saw/", **SAW)
    entry = Noted.objects.get().entry
    before = ledger_lines()
    assert JUNKIE in text_of(jo.get(TYPED, headers=PIECE))
    assert ledger_lines() == before
    assert jo.get(f"/m/{mother}/words/{entry}/").status_code == 404


def test_nobody_else_is_shown_what_was_typed(team: worlds.Team, jo: Client, mother: str) -> None:
    post(jo, f"/children/of/{mother}/saw/", **SAW)
    carried = hidden(jo.get(TYPED, headers=PIECE), "carried")
    sam = browser_of(team.sam)
    sam.cookies["hr_words"] = jo.cookies["hr_words"].value
    assert SAID not in text_of(sam.get(TYPED))
    assert "not at hand here any more" in text_of(sam.get(TYPED))
    assert sam.post(CARRIED, {"carried": carried}).status_code == 400
    assert jo.post(CARRIED, {"carried": "00"}).status_code == 400
    assert Client().get(TYPED).status_code == 302


@pytest.mark.slow
def test_her_words_and_those_of_others_are_not_asked_about(jo: Client, mother: str) -> None:
    path = f"/children/of/{mother}/saw/"
    told = SAW | {"how": "told_by", "by_whom_said": "child", "from_whom": "Her boy"}
    assert LOADS not in after(jo, post(jo, path, **told))
    brought = SAW | {"comes_from": ids.new_ref()}
    assert LOADS not in after(jo, post(jo, path, **brought))
    own = SAW | {"words": "We drank tea.", "childs_own_words": "Mum is a junkie."}
    assert LOADS in after(jo, post(jo, path, **own))
    assert "junkie" not in text_of(jo.get(TYPED))


def test_what_is_kept_for_an_hour_is_sealed_and_does_not_tell_whether_anything_was_asked(
    jo: Client, mother: str
) -> None:
    for words in ("We drank tea, and the cot stood made.", SAID + " Quibblethorpe."):
        post(jo, f"/children/of/{mother}/saw/", **SAW | {"words": words})
        assert KeptForm.objects.count() == 1
    assert b"Quibblethorpe" not in raw_database()
    assert "Quibblethorpe" not in sessions()


def test_a_question_is_set_aside_and_the_reason_is_kept_nowhere(jo: Client, mother: str) -> None:
    post(jo, f"/children/of/{mother}/saw/", **SAW)
    piece = jo.get(TYPED, headers=PIECE)
    mark, carried = hidden_mark(piece), hidden(piece, "carried")
    before = kept()
    answer = jo.post(
        CARRIED, {"carried": carried, "now": mark, f"reason-{mark}": "zebra: he said it"}, headers=PIECE
    )
    assert "Set aside by you" in text_of(answer)
    assert "zebra: he said it" in text_of(answer)
    assert hidden(answer, "carried")
    assert kept() == before
    assert b"zebra" not in raw_database()
    assert "zebra" not in sessions()


@pytest.mark.slow
def test_a_draft_is_looked_at_and_not_saved_and_the_form_is_kept(jo: Client, mother: str) -> None:
    path = f"/children/of/{mother}/saw/"
    form = jo.get(path)
    written = {"command_id": hidden(form, "command_id"), "writer": hidden(form, "writer"), **SAW}
    piece = jo.post(path, written | {"look": "1"}, headers=PIECE)
    assert piece.status_code == 200
    assert JUNKIE in text_of(piece)
    assert "Not saved yet" in text_of(piece)
    assert not Noted.objects.exists()
    assert "Something you wrote is not saved yet" in jo.get(f"/m/{mother}/").content.decode()
    assert SAID in text_of(jo.get("/kept/"))
    mark = hidden(piece, "kept")
    again = jo.post(path, written | {"look": "1", "kept": mark, "words": "Robin slept."}, headers=PIECE)
    assert "They are not saved yet" in text_of(again)
    assert KeptForm.objects.count() == 1
    assert "Robin slept." in text_of(jo.get("/kept/"))
    sent_on(jo.post(path, written | {"kept": hidden(again, "kept"), "words": "Robin slept."}))
    assert Noted.objects.count() == 1
    assert jo.cookies["hr_kept"]["max-age"] == 0
    assert text_of(jo.get(TYPED)).count("Robin slept.") == 1


def test_a_kept_draft_can_be_saved_from_where_it_lies(jo: Client, mother: str) -> None:
    path = f"/children/of/{mother}/saw/"
    written = {"command_id": ids.new_ref(), **SAW}
    jo.post(path, written | {"look": "1"}, headers=PIECE)
    offered = jo.get("/kept/")
    assert not has(offered, "look")
    saved = jo.post(path, written | {"kept": hidden(offered, "kept")})
    assert saved.status_code == 302
    assert Noted.objects.count() == 1


def test_without_scripts_a_draft_is_looked_at_on_a_page_of_its_own(jo: Client, mother: str) -> None:
    page = post(jo, f"/m/{mother}/worry/", words=SAID, look="1")
    assert "What you wrote" in text_of(page)
    assert JUNKIE in text_of(page)
    assert "Close it: your form lies as you left it" in text_of(page)
    assert not WorryRow.objects.exists()
    assert not KeptForm.objects.exists()
    form = jo.get(f"/m/{mother}/worry/").content.decode()
    assert re.search(r'<button[^>]*name="look"[^>]*formtarget="_blank"', form)


def test_a_mistake_in_the_form_does_not_keep_from_looking(jo: Client, mother: str) -> None:
    looked = post(jo, f"/children/of/{mother}/saw/", words=SAID, look="1")
    assert looked.status_code == 200
    assert JUNKIE in text_of(looked)


@pytest.mark.slow
@pytest.mark.promise(4)
def test_while_a_referral_is_written_nothing_is_asked_and_when_it_is_sent_it_goes_as_it_is(
    team: worlds.Team, mother: str
) -> None:
    sam = browser_of(team.sam)
    form = sam.get(f"/m/{mother}/refer/").content.decode()
    assert "hr-asked" not in form
    assert "htmx" not in form
    assert 'name="look"' not in form
    sent = post(sam, f"/m/{mother}/refer/", words=SAID, look="1", her_account="I am a junkie, she says")
    assert "Written down" in text_of(sent)
    assert ReferralRow.objects.count() == 1
    page = sent.content.decode()
    assert page.index("The paper") < page.index('class="hr-asked"')
    asked = sam.post(CARRIED, {"carried": hidden(sent, "carried")}, headers=PIECE)
    assert "It has gone as you wrote it" in text_of(asked)
    assert JUNKIE in text_of(asked)
    assert "she says" not in text_of(sam.post(CARRIED, {"carried": hidden(sent, "carried")}))
    assert not KeptForm.objects.exists()


@pytest.mark.slow
def test_what_another_page_brought_into_a_referral_is_not_asked_about(team: worlds.Team, mother: str) -> None:
    jo = browser_of(team.jo)
    drawn = jo.post(f"/m/{mother}/refer/", {"from": "danger", "words": SAID})
    assert has(drawn, "brought")
    sent = post(jo, f"/m/{mother}/refer/", words=SAID, brought="1")
    assert "Written down" in text_of(sent)
    assert "hr-asked" not in sent.content.decode()


@pytest.mark.slow
def test_a_lead_is_asked_about_what_the_lead_added_and_not_about_a_colleagues_words(
    team: worlds.Team, mother: str
) -> None:
    post(browser_of(team.jo), f"/m/{mother}/worry/", words=SAID)
    ruth = browser_of(team.ruth)
    path = f"/worries/{samples.all_worries()[0]}/refer/"
    sent = post(ruth, path, words=SAID, reason="Mum is in denial about her drinking.")
    asked = text_of(ruth.post(CARRIED, {"carried": hidden(sent, "carried")}, headers=PIECE))
    assert "“in denial" in asked
    assert "junkie" not in asked


def test_danger_now_never_asks(jo: Client, mother: str) -> None:
    assert sent_on(post(jo, f"/children/of/{mother}/saw/", **SAW)) == f"/m/{mother}/"
    danger = jo.get("/danger/").content.decode()
    assert "hr-asked" not in danger
    assert "htmx" not in danger


def hidden_mark(response: Any) -> str:
    found = re.search(r'name="now" value="([0-9a-f]+)"', response.content.decode())
    assert found
    return found[1]


def kept() -> list[tuple[str, tuple[Any, ...]]]:
    return [(table, row) for table, row in plain_rows() if "session" not in table]


def ledger_lines() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM vault_line")
        return int(cursor.fetchone()[0])
