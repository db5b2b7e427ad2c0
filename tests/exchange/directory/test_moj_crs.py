"""Ministry of Justice contracts: what is read, and what is deliberately not."""

from datetime import UTC, date, datetime

import pytest

from hrm2m.exchange.directory import moj_crs
from hrm2m.exchange.directory.entry import Category, Sex, Status, WhoFor
from hrm2m.exchange.directory.refusals import Found, Refusal
from tests.exchange.directory.samples import PROVENANCE, contract, new_id, read_contract


def activity(words: str, where: str = "Norwich", need: str = "Emotional Wellbeing") -> dict[str, object]:
    return {"need_area": need, "activity": words, "delivery_method": "1-2-1", "delivery_location": where}


def test_a_contract_is_read() -> None:
    kept = read_contract(contract())
    assert (kept.source_id, kept.agency_source_id) == (new_id("contract"), "THE_OPEN_DOOR_TRUST")
    assert (kept.agency_name, kept.partner_agencies) == ("The Open Door Trust", ("A B C",))
    assert kept.categories == {Category.WOMEN, Category.DRUGS_AND_TREATMENT}
    assert kept.who_for == WhoFor(sex=Sex.WOMEN, minimum_age=18)
    assert kept.areas == ("London", "Norwich", "Great Yarmouth")
    assert kept.activities == ("Naloxone training",)
    assert (kept.childcare, kept.cost, kept.opening_hours, kept.available_from) == (None, None, None, None)


def test_every_contract_says_that_probation_refers_and_that_appointments_can_be_enforced() -> None:
    kept = read_contract(contract())
    assert kept.how_to_ask is not None
    assert "probation practitioner" in kept.how_to_ask
    assert kept.conditions is not None
    assert "enforceable" in kept.conditions


@pytest.mark.parametrize("mailbox", ["ann.persona@trust.example", "referrals@trust.example"])
def test_the_mailbox_for_probation_referrals_is_never_kept(mailbox: str) -> None:
    kept = read_contract(contract(incoming_distribution_email=mailbox))
    assert kept.emails == ()
    assert "trust.example" not in repr(kept)
    assert kept.notes == (moj_crs.MAILBOX_LEFT_OUT,)


@pytest.mark.parametrize(
    ("hidden", "status"),
    [
        ({"hide_before": "2021-01-01", "hide_after": None}, Status.ACTIVE),
        ({"hide_before": "2021-01-01", "hide_after": "2023-12-31T23:59:00+00"}, Status.ENDED),
        ({"hide_before": "2027-01-01", "hide_after": None}, Status.NOT_YET),
        ({"hide_before": "2021-01-01", "hide_after": "2026-11-22T12:00:01+00"}, Status.ACTIVE),
    ],
)
def test_the_dates_of_a_contract_say_whether_it_runs(hidden: dict[str, object], status: Status) -> None:
    assert read_contract(contract(scheduling=hidden)).status is status


def test_the_dates_themselves_are_kept_so_that_a_status_can_be_told_again_later() -> None:
    kept = read_contract(
        contract(scheduling={"hide_before": "2021-01-01", "hide_after": "2030-12-31T23:59:00+00"})
    )
    assert (kept.valid_from, kept.valid_until) == (
        date(2021, 1, 1),
        datetime(2030, 12, 31, 23, 59, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("women", "men", "sex"), [(True, False, Sex.WOMEN), (False, True, Sex.MEN), (True, True, Sex.ANYONE)]
)
def test_whom_a_contract_takes_is_kept_and_a_mens_service_too(women: bool, men: bool, sex: Sex) -> None:
    who = {"allows_female": women, "allows_male": men, "minimum_age": 18, "maximum_age": 25}
    kept = read_contract(contract(eligibility=who))
    assert kept.who_for == WhoFor(sex=sex, minimum_age=18, maximum_age=25)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"internal_contract_id": None}, "no internal_contract_id"),
        ({"intervention_title": ""}, "no intervention_title"),
        ({"providers": {}}, "no prime_provider_code"),
        ({"contract_type_id": None}, "no contract_type_id"),
        ({"eligibility": {}}, "it does not say whether it takes women and whether it takes men"),
        (
            {"eligibility": {"allows_female": "yes", "allows_male": True}},
            "it does not say whether it takes women and",
        ),
        ({"eligibility": {"allows_female": False, "allows_male": False}}, "it takes neither women nor men"),
        (
            {
                "eligibility": {
                    "allows_female": True,
                    "allows_male": True,
                    "minimum_age": 30,
                    "maximum_age": 20,
                }
            },
            "its lowest age is above its highest",
        ),
        ({"scheduling": {"hide_after": "soon"}}, "its hide_after is not a date"),
    ],
)
def test_a_contract_that_lacks_what_every_contract_has_is_refused(
    changes: dict[str, object], reason: str
) -> None:
    (only,) = moj_crs.read_records([Found(where="x.json", record=contract(**changes))], PROVENANCE)
    assert isinstance(only, Refusal)
    assert str(only).startswith(f"x.json: {reason}")


def test_a_programme_about_mens_own_violence_is_no_ones_safety() -> None:
    done = [activity("Domestic Violence Programme")]
    men = {"allows_female": False, "allows_male": True, "minimum_age": 18, "maximum_age": None}
    assert Category.SAFETY in read_contract(contract(activities=done)).categories
    assert Category.SAFETY not in read_contract(contract(activities=done, eligibility=men)).categories


def test_da_in_a_title_means_a_direct_award_and_not_domestic_abuse() -> None:
    kept = read_contract(contract(intervention_title="Women's Services in Gwent DA"))
    assert not kept.undisclosed


def test_a_womens_contract_near_abuse_keeps_towns_and_loses_buildings() -> None:
    where = "Norwich. HMP Peterborough, Larkspur House, 4 Thistledown Lane"
    with_postcode = activity("Advice", "Larkspur House, 4 Thistledown Lane, Norwich NR1 4AB")
    kept = read_contract(contract(activities=[activity("Domestic abuse outreach", where), with_postcode]))
    assert kept.undisclosed
    assert kept.areas == ("London", "Norwich", "HMP Peterborough")
    assert kept.agency_source_id == "THE_OPEN_DOOR_TRUST"  # as in the trust's other contracts
    for trace in ("Larkspur", "Thistledown", "NR1"):
        assert trace not in repr(kept)


def test_a_postcode_makes_a_place_with_the_words_before_it() -> None:
    where = "Swan Buildings, 20 Swan Street, Norwich, NR1 4AB, The Hub, Well Row NR2 1DD"
    kept = read_contract(contract(activities=[activity("Advice", where)]))
    assert [(place.address, place.postcode) for place in kept.places] == [
        ("Swan Buildings, 20 Swan Street, Norwich", "NR1 4AB"),
        ("The Hub, Well Row", "NR2 1DD"),
    ]


def test_a_code_that_no_table_holds_stays_as_it_is() -> None:
    kept = read_contract(
        contract(
            region={"nps_region_code": "Z"},
            contract_type_id="NEW",
            activities=[activity("x", need="Gardens")],
        )
    )
    assert kept.areas[0] == "Z"
    assert kept.categories == {Category.OTHER}


def test_commas_inside_brackets_do_not_cut_a_list_of_boroughs() -> None:
    kept = read_contract(contract(activities=[activity("x", "South London (Bexley, Bromley), Croydon")]))
    assert kept.areas == ("London", "South London (Bexley, Bromley)", "Croydon")
