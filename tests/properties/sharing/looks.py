"""Everybody looks everywhere: what each reads is what the model says, and each look is in her own log."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.test import Client

from hrm2m.foundation import clock
from hrm2m.pages.partner import visit
from hrm2m.pages.partner.models import Link
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.records.consent.queries import consents_of
from hrm2m.records.enquiries.queries import enquiries_of, enquiry_at_door
from hrm2m.records.referrals import sent as at_the_door
from hrm2m.records.referrals.queries import referrals_of
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import VaultError
from hrm2m.vault.her_log import lines_since
from hrm2m.vault.models import Line
from tests.properties.sharing.acts import PARTS, Play
from tests.properties.sharing.model import Page
from tests.records.enquiries.samples import QUESTION


WHY = "a look"
HERS = ("Robin", "Robin Invented")
P = Permission
RECORD = (P.MOTHER_SEE, P.HER_SAFETY_SEE, P.IDENTITY_SEE, P.TREATMENT_SEE, P.CHILDREN_SEE)
LISTS: dict[Permission, Callable[..., object]] = {
    P.CONSENT_SEE: consents_of,
    P.REFERRAL_SEE: referrals_of,
    P.ENQUIRY_SEE: enquiries_of,
}
Seen = set[tuple[str, Permission]]


def everybody_looks(play: Play) -> None:
    """Every worker, the worker process and everybody who ever had a link; fails where one sees more or less."""
    # A minute after the act, so that its own lines are not among those of the looks.
    play.model.now += timedelta(minutes=1)
    with clock.at(play.model.now):
        seen: Seen = set()
        for who, by in play.cast.workers.items():
            opened = set(_opened(play, by))
            assert opened == play.model.opens(who), (who, opened ^ play.model.opens(who))
            seen |= {(who, permission) for permission in opened}
            seen |= set(_read_at_the_door(play, who, by))
        assert not list(_opened(play, machine_actor(1)))
        for page in play.model.pages:
            _look_at_page(play, page)
        in_her_log = _in_her_log(play)
        assert in_her_log == seen, (
            "in her log, and was no look",
            in_her_log - seen,
            "not there",
            seen - in_her_log,
        )


def _opened(play: Play, by: Actor) -> Iterator[Permission]:
    """What of her record opens to this actor, by the door itself and by the lists of the crossing."""
    mother = play.cast.mother
    for permission in RECORD:
        try:
            with door.looking(by=by, permission=permission, mother=mother, page="look", purpose=WHY):
                yield permission
        except VaultError:
            continue
    for permission, found in LISTS.items():
        try:
            found(by=by, mother=mother, purpose=WHY)
            yield permission
        except VaultError:
            continue


def _read_at_the_door(play: Play, who: str, by: Actor) -> Iterator[tuple[str, Permission]]:
    for ref in sorted(play.referrals):
        things, is_named = _parts(by, ref)
        assert things == play.model.reads(ref, who), (ref, who)
        assert is_named is play.model.is_named_in(ref, who), (ref, who)
        if things:
            yield who, P.REFERRAL_READ
        if is_named:
            yield who, P.REFERRAL_NAME_SEE
    for ref in sorted(play.questions):
        assert _is_asked(by, ref) is play.model.is_asked(ref, who), (ref, who)


def _parts(by: Actor, ref: str) -> tuple[frozenset[Category], bool]:
    try:
        sent = at_the_door.sent_to(by, ref)
    except VaultError:
        return frozenset(), False
    assert {category: part.body.words for category, part in sent.parts.items()}.items() <= PARTS.items()
    return frozenset(sent.parts), sent.name is not None


def _is_asked(by: Actor, ref: str) -> bool:
    """Whether this question is at this worker's door; read there, it is in the chain of the house."""
    before = Line.objects.filter(chain=HOUSE).count()
    try:
        asked = enquiry_at_door(by=by, enquiry=ref)
    except VaultError:
        return False
    assert not any(word in str(asked) for word in HERS)
    newest = Line.objects.filter(chain=HOUSE).order_by("-seq").values_list("body", flat=True)
    assert Line.objects.filter(chain=HOUSE).count() == before + 1
    assert f'"enquiry":"{ref}"' in str(newest[0])
    return True


def _look_at_page(play: Play, page: Page) -> None:
    """The page in a browser that was let in by this link: what is open, or a stranger's page, byte for byte."""
    answer = _browser(play, page).get("/for-you/")
    if not play.model.is_open(page):
        stranger = Client().get("/for-you/")
        assert (answer.status_code, answer.content) == (404, stranger.content), page
        return
    text = answer.content.decode()
    things = play.model.reads(page.ref, page.who)
    assert {category for category, words in PARTS.items() if words in text} == things, page
    assert (QUESTION.words in text) is play.model.is_asked(page.ref, page.who), page
    assert ("Robin" in text) is play.model.is_named_in(page.ref, page.who), page


def _browser(play: Play, page: Page) -> Client:
    browser = Client()
    link = Link.objects.get(worker_id=play.cast.workers[page.who].worker_id, about=page.ref)
    session = browser.session
    session.update({visit.OPEN: link.id, visit.SINCE: clock.now().isoformat()})
    session.save()
    return browser


def _in_her_log(play: Play) -> Seen:
    """What she finds on her own page of who opened anything in this minute; her own looks left out."""
    by, names = play.cast.herself, {actor.worker_ref: who for who, actor in play.cast.workers.items()}
    with door.looking(by=by, permission=P.OWN_LEDGER_SEE, mother=play.cast.mother, page="own") as box:
        lines = lines_since(box, clock.now())
    others = [line for line in lines if line.result == "allow" and line.by != by.worker_ref]
    return {(names[line.by], Permission(line.act)) for line in others}
