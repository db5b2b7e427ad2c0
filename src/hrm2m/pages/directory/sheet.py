"""How one service is shown: row by row what is stated, what is not, and what workers were told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hrm2m.pages.directory.results import ages_in_words
from hrm2m.pages.directory.words import CHILDCARE, FIELDS, TAKES, added_words
from hrm2m.pages.today.timing import dated
from hrm2m.records.agencies.directory.cards import Added, PlaceCard, ServiceCard
from hrm2m.records.agencies.directory.vocabulary import Field


LONG = 420
IN_SIGHT = 4


@dataclass(frozen=True)
class Said:
    """One statement, with an address where it can be rung, written to or opened."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class ToldLine:
    """What a worker was told: the words, who told whom, and when."""

    words: str
    source: str
    who: str
    when: str


@dataclass(frozen=True)
class Summary:
    """What a service does: the beginning, and what is read on."""

    beginning: str
    rest: str


@dataclass(frozen=True)
class Row:
    """One thing a service may state; empty `said` and `told` is *not stated*."""

    label: str
    said: tuple[Said, ...]
    told: tuple[ToldLine, ...] = ()
    field: Field | None = None
    """What a worker may add here; None where nothing is added."""

    @property
    def first(self) -> tuple[Said, ...]:
        """What is always in sight; one more than fits is shown rather than folded away."""
        return self.said if len(self.said) <= IN_SIGHT + 1 else self.said[:IN_SIGHT]

    @property
    def folded(self) -> tuple[Said, ...]:
        """What opens when it is wanted."""
        return self.said[len(self.first) :]


def rows_of(card: ServiceCard) -> list[Row]:
    """Everything a service states or not, that which makes an offer real first."""
    shown, line = card.shown, card.line
    takes = TAKES[line.takes] if line.takes else None
    childcare = CHILDCARE[line.childcare] if line.childcare is not None else None
    begins = dated(line.available_from) if line.available_from else None
    return [
        _row(card, Field.TAKES, [takes, ages_in_words(line.minimum_age, line.maximum_age), _pregnant(card)]),
        _row(card, Field.CHILDCARE, [childcare]),
        _row(card, Field.AVAILABLE_FROM, [begins]),
        _row(card, Field.WAITING, [shown.waiting]),
        _row(card, Field.CONDITIONS, [shown.conditions]),
        _row(card, Field.HOW_TO_ASK, [shown.how_to_ask]),
        _row(card, Field.COST, [shown.cost]),
        Row(_("Where"), _plain(_where(card))),
        *([] if line.hides_a_place else [_row(card, Field.TRAVEL, [shown.travel])]),
        _row(card, Field.OPENING_HOURS, [shown.opening_hours]),
        _linked(card, Field.PHONE, (Said(number, _dialled(number)) for number in shown.phones)),
        _linked(card, Field.EMAIL, (Said(mailbox, f"mailto:{mailbox}") for mailbox in shown.emails)),
        _linked(card, Field.WEBSITE, _web(shown.url)),
        _row(card, Field.LANGUAGES, [", ".join(shown.languages), shown.interpreting]),
    ]


def in_two(summary: str) -> Summary:
    """A long text begins with what fits into a few lines, cut between paragraphs, sentences or words."""
    if len(summary) <= LONG:
        return Summary(summary, "")
    start = summary[:LONG]
    places = [start.rfind(mark) + len(mark.rstrip()) for mark in ("\n", ". ", " ")]
    cut = next((place for place in places if place > LONG // 3), LONG)
    return Summary(summary[:cut].strip(), summary[cut:].strip())


def district_sentence(card: ServiceCard) -> str:
    """Why no address stands here; empty where the place is shown."""
    if not card.line.hides_a_place:
        return ""
    return _(
        "Its place must not be found, so that nobody is followed there: only the district is shown. "
        "Do not ask her for the address and do not write it anywhere here."
    )


def _where(card: ServiceCard) -> Iterator[str]:
    for place in card.places:
        yield _place(place)
    areas = [area for area in card.shown.areas if area not in {place.district for place in card.places}]
    if areas:
        yield " · ".join(areas)


def _place(place: PlaceCard) -> str:
    if not place.disclosed:
        return _("%(district)s (district only)") % {"district": place.district or _("Not shown")}
    return ", ".join(filter(None, (place.name, place.address, place.district, place.postcode)))


def _pregnant(card: ServiceCard) -> str | None:
    if card.pregnant is None:
        return None
    return _("Takes pregnant women") if card.pregnant else _("Does not take pregnant women")


def _row(card: ServiceCard, field: Field, said: Iterable[object]) -> Row:
    return _linked(card, field, _plain(said))


def _linked(card: ServiceCard, field: Field, said: Iterable[Said]) -> Row:
    told = tuple(_told(added) for added in card.added if added.field is field)
    return Row(str(FIELDS[field]), tuple(said), told, field)


def _told(added: Added) -> ToldLine:
    if added.withheld:
        words = _(
            "What was written here was taken out when its place was hidden: it could have shown the way."
        )
    else:
        words = added_words(added.field, added.value)
    return ToldLine(words, added.source_words, added.by_first_name, dated(added.stated_on))


def _plain(said: Iterable[object]) -> tuple[Said, ...]:
    return tuple(Said(str(words)) for words in said if words)


def _web(address: str | None) -> tuple[Said, ...]:
    """A link only where a browser opens a page with it, and nothing else."""
    if not address:
        return ()
    return (Said(address, address if address.startswith(("https://", "http://")) else ""),)


def _dialled(number: str) -> str:
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")
