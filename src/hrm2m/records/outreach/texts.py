"""Reading texts to her phone and phones that said stop, from plain rows: codes, times and refs; frozen values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from hrm2m.policy.lifecycles import OPEN_TEXTS, TextStatus
from hrm2m.records.outreach.models import Phone, Text
from hrm2m.records.outreach.phones import phone_mark, plain_number


SHOWN_FOR = timedelta(days=14)
"""How long what became of a text is of use to whoever goes to her next."""

OVERDUE = timedelta(minutes=15)
"""When somebody looks whether the worker process and the carrier are there (policy_choice)."""


@dataclass(frozen=True)
class TextLine:
    """One text: who asked, when it was to go, where it stands, since when and why."""

    ref: str
    asked_by_id: int
    asked_at: datetime
    planned_at: datetime
    status: TextStatus
    status_at: datetime
    why: str
    contact_ref: str

    @property
    def is_open(self) -> bool:
        """Whether it has still to go."""
        return self.status in OPEN_TEXTS


@dataclass(frozen=True)
class PhoneState:
    """The phone on her card: since when it is silent and why (a code), and when something came from it last."""

    silenced_at: datetime | None = None
    because: str = ""
    heard_at: datetime | None = None


@dataclass(frozen=True)
class KnownPhone:
    """A phone in somebody's record, for the act that silences it: its ref and area, and never whose."""

    ref: str
    area: int


@dataclass(frozen=True)
class TextCounts:
    """What whoever watches the installation sees."""

    waiting: int
    late: int
    failed: int
    unclear: int


def texts_can_go() -> bool:
    """Whether this installation has somebody who carries texts."""
    return bool(settings.HRM2M_TEXTS_BY != "none")


def texts_of(mother_id: int, since: datetime) -> tuple[TextLine, ...]:
    """Her texts asked for since then, newest first."""
    rows = Text.objects.filter(mother=mother_id, asked_at__gt=since).order_by("-asked_at", "-id")
    return tuple(_line(row) for row in rows)


def newest_texts(mothers: Sequence[int], now: datetime) -> dict[int, TextLine]:
    """The newest text of each of these mothers that is still of use, by number; one statement."""
    rows = Text.objects.filter(mother__in=mothers, asked_at__gt=now - SHOWN_FOR).order_by("asked_at", "id")
    return {row.mother: _line(row) for row in rows}


def phones_of(mothers: Sequence[int]) -> dict[int, PhoneState]:
    """The phone on the card of each of these mothers, by number; one statement."""
    rows = Phone.objects.filter(mother__in=mothers, on_card=True).order_by("id")
    return {row.mother: PhoneState(row.silenced_at, row.silent_because, row.heard_at) for row in rows}


def phones_by(number: str) -> tuple[KnownPhone, ...]:
    """Every record that knows this phone; none for a number nobody agreed to."""
    plain = plain_number(number)
    if not plain:
        return ()
    rows = Phone.objects.filter(mark=phone_mark(plain)).order_by("mother")
    return tuple(KnownPhone(row.ref, row.area) for row in rows)


def area_of_text(ref: str) -> int | None:
    """The area of a text, for the worker process; None where it is gone with her record."""
    return Text.objects.filter(ref=ref).values_list("area", flat=True).first()


def text_counts(now: datetime, since: datetime) -> TextCounts:
    """How many texts wait, are late, and of those asked for since then failed or may or may not have gone."""
    waiting = Text.objects.filter(status__in=list(OPEN_TEXTS))
    news = Text.objects.filter(status_at__gt=since)
    return TextCounts(
        waiting=waiting.count(),
        late=waiting.filter(planned_at__lt=now - OVERDUE).count(),
        failed=news.filter(status=TextStatus.FAILED).count(),
        unclear=news.filter(status=TextStatus.UNCLEAR).count(),
    )


def _line(row: Text) -> TextLine:
    return TextLine(
        ref=row.ref,
        asked_by_id=row.asked_by_id,
        asked_at=row.asked_at,
        planned_at=row.planned_at,
        status=TextStatus(row.status),
        status_at=row.status_at,
        why=row.why,
        contact_ref=row.contact_ref,
    )
