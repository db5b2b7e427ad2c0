"""What heads a screen, a role, a stage or a reason to be near her has its meaning in the glossary."""

import re

import pytest
from django.utils import translation

from hrm2m.cadence import Phase
from hrm2m.pages.base.navigation import WAYS, Way
from hrm2m.policy import Compartment, Ground, Role
from hrm2m.policy.lifecycles import Stage
from tests.house.source import ROOT


ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "GLOSSARY.md").read_text().splitlines()
    if line.startswith("|")
][2:]
MEANT = {word.strip() for row in ROWS for word in re.split(r"[,;·]", f"{row[0]},{row[1]}".lower())}
CALLED_OTHERWISE = {
    Ground.BLOCK: "bar",
    Ground.OTHER_BASIS: "referral",
    Ground.OWN: "page of her own",
    Ground.EMERGENCY: "emergency look",
    Ground.AGREED: "agreed reader",
    Role.PARTNER: "partner practitioner",
    Role.MACHINE: "machine",
}
"""What the code names by a shorter word than people use."""


def in_words(code: Role | Ground | Stage | Compartment | Phase) -> str:
    return CALLED_OTHERWISE.get(code, code.value.replace("_", " "))


def test_every_row_has_a_word_a_meaning_and_what_we_do_not_say() -> None:
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


def test_no_word_has_two_rows() -> None:
    words = [row[0] for row in ROWS]
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize(
    "code",
    [*Role, *Ground, *Stage, *Compartment, *Phase],
    ids=lambda code: f"{type(code).__name__} {code.value}",
)
def test_every_role_ground_stage_compartment_and_phase_has_its_meaning(
    code: Role | Ground | Stage | Compartment | Phase,
) -> None:
    assert any(in_words(code) == word or f" {in_words(code)} " in f" {word} " for word in MEANT)


OTHER_WORDS = {
    "your mothers": "mother",
    "their safety": "her safety",
    "worries": "worry",
    "children": "child",
}
"""Ways that are called after a word of the glossary in another form."""


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.path)
def test_every_way_through_the_staff_pages_has_its_meaning(way: Way) -> None:
    with translation.override("en"):
        head = str(way.title).lower()
    first, *rest = OTHER_WORDS.get(head, head).split()
    heads = {" ".join([first, *rest]), " ".join([first.removesuffix("s"), *rest])}
    words = {word.strip() for row in ROWS for word in re.split(r"[,(]", row[0].lower())}
    assert any(re.search(rf"\b{re.escape(word)}\b", known) for word in heads for known in words)
