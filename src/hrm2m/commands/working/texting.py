"""Hands a text to the carrier: what may go is decided in the records, and nothing is handed over twice."""

from hrm2m.exchange.messages.carrier import NotTaken, Refused, Unclear
from hrm2m.exchange.messages.chosen import carrier
from hrm2m.foundation import jobs
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import TextEvent
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.texts import area_of_text


def send_text(job: jobs.Taken) -> None:
    """Sends one text, or writes why not; what is to be tried again is put down as another job by the records.

    Between two transactions lies the carrier: killed there, the next one finds it begun and does not send it again.
    """
    ref = str(job.payload["text"])
    area = area_of_text(ref)
    if area is None:
        return
    by = machine_actor(area)
    outgoing = outreach.prepare_text(by=by, text=ref)
    if outgoing is None:
        return
    event, why = _hand_over(outgoing)
    outreach.tell_of_text(by=by, text=ref, event=event, why=why)


def _hand_over(outgoing: outreach.Outgoing) -> tuple[TextEvent, str]:
    try:
        carrier().hand_over(ref=outgoing.ref, number=outgoing.number, words=outgoing.words)
    except Refused as refused:
        return TextEvent.REFUSED, refused.reason
    except NotTaken as not_taken:
        return TextEvent.NOT_TAKEN, not_taken.reason
    except Unclear:
        return TextEvent.BROKE_OFF, ""
    return TextEvent.TAKEN, ""
