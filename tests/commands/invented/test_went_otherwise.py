"""The invented area shows what happens seldom: shared wrongly in each state, a loss, a lost phone, a link, a pack."""

import pytest

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.patterns import Cast
from hrm2m.commands.invented.went_otherwise import write_what_went_otherwise
from hrm2m.foundation import clock
from hrm2m.records.bridges.models import SaidYes
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.hers.models import WayIn
from hrm2m.records.referrals.models import SharedWrongly
from hrm2m.records.whole.models import BabyDeath, RecordLink
from hrm2m.vault.models import Line
from tests import worlds
from tests.records.referrals.samples import a_door


pytestmark = pytest.mark.django_db
HANDLES = ("Bramble", "Moss", "Dove", "Saffron", "Sedge", "Marlo", "Birch", "Robin")


@pytest.mark.slow
def test_each_of_it_is_there_to_be_seen() -> None:
    team = worlds.make_team()
    cast = Cast(team.jo, team.sam, team.kit)
    mothers = {handle: (worlds.begin(team, handle, days_ago=60), cast) for handle in HANDLES}
    with clock.at(clock.now()):
        a_door(team)
        loading = Loading(clock.now(), actors={"kit": team.kit}, mothers=mothers)
        write_what_went_otherwise(loading)
    decided = sorted(SharedWrongly.objects.values_list("regulator", flat=True))
    assert decided == ["", "not_needed", "told"]
    assert Clock.objects.filter(RUNNING, kind="shared_wrongly").count() == 1
    assert BabyDeath.objects.get().signed_at is None
    assert WayIn.objects.exclude(frozen_at=None).count() == WayIn.objects.count() > 0
    assert SaidYes.objects.filter(about=RecordLink.objects.get().ref, over_at=None).exists()
    assert Line.objects.filter(body__contains='"act":"pack_make"').count() == 1
