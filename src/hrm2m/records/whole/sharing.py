"""What becomes of everything she shares when her whole record ends, opens again, or comes out of a copy."""

from collections.abc import Sequence
from datetime import datetime

from hrm2m.records.clocks import actions as clocks
from hrm2m.records.consent import actions as consent
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.referrals import actions as referrals
from hrm2m.vault.box import Box


def stop_everything(box: Box, *, tell: bool) -> None:
    """Her record is over: she is on no list, nothing is promised, and nothing of hers is read outside any more."""
    outreach.take_off_list(box)
    enquiries.close_with_record(box)
    clocks.stop_all(box)
    end_with_record(box, tell=tell)


def end_with_record(box: Box, *, tell: bool) -> None:
    """Nothing that was sent from a record is read once it is over; at her own word whoever had it is told."""
    consent.end_with_record(box)
    referrals.end_with_record(box, tell=tell)


def run_clocks_again(box: Box, *, stopped_at: datetime) -> None:
    """The promises that stopped with her record run again, without those of what she shared: she is asked again."""
    clocks.run_again(box, stopped_at=stopped_at)
    enquiries.keep_clocks_right(box)
    referrals.let_nothing_run_again(box)


def bring_into_line(box: Box, stops: Sequence[str]) -> None:
    """After a copy was put back: each yes that ended since is over, and nobody reads what he or she may not."""
    consent.end_again(box, stops)
    referrals.bring_into_line(box)
