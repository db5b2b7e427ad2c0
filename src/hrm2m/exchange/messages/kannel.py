"""The HTTP interface of Kannel's smsbox (sendsms, by POST): number and words never stand in an address.

Kannel 1.4.5 User's Guide, chapter 6, “Using the HTTP interface to send SMS messages”.
"""

from dataclasses import dataclass
from http import HTTPStatus

import httpx

from hrm2m.exchange.messages.carrier import NotTaken, Refused, Unclear, text_of
from hrm2m.exchange.messages.reports import report_link
from hrm2m.records.outreach.cover import CoverWords


PATIENCE = httpx.Timeout(10.0, connect=5.0)
ASKED_REPORTS = 1 + 2 + 16
"""Arrived, did not arrive, refused by the centre (dlr-mask)."""

SEVEN_BIT, UNICODE = "0", "2"
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The letters of the basic table of GSM 03.38; any other asks for UCS-2."""

TAKEN = HTTPStatus.ACCEPTED
AWAY, CANNOT_BE_SAID = "carrier_away", "carrier_settings"
NEVER_SAID = (httpx.LocalProtocolError, httpx.UnsupportedProtocol, httpx.InvalidURL)
"""What is wrong on our side is found before a byte of it leaves."""


@dataclass(frozen=True)
class KannelCarrier:
    """One smsbox: its address, who we are there, the number that texts come from, and where its reports go."""

    url: str
    user: str
    password: str
    sender: str
    reports_to: str

    def hand_over(self, *, ref: str, number: str, words: CoverWords) -> None:
        """See Carrier. Without a connection nothing was said; once one stands, silence is unclear."""
        text = text_of(words)
        try:
            answer = httpx.post(
                self.url,
                content=text.encode(),
                headers=self._headers(ref, number, text),
                timeout=PATIENCE,
                follow_redirects=False,
                trust_env=False,
            )
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise NotTaken(AWAY) from None
        except NEVER_SAID:
            raise NotTaken(CANNOT_BE_SAID) from None
        except httpx.HTTPError:
            raise Unclear from None
        _judge(answer.status_code)

    def _headers(self, ref: str, number: str, text: str) -> dict[str, str]:
        said = {
            "Username": self.user,
            "Password": self.password,
            "To": number,
            "From": self.sender,
            "Charset": "UTF-8",
            "Coding": SEVEN_BIT if set(text) <= GSM else UNICODE,
            "DLR-Mask": str(ASKED_REPORTS),
            "DLR-URL": report_link(self.reports_to, ref),
        }
        headers = {f"X-Kannel-{name}": value for name, value in said.items() if value}
        return {"Content-Type": "text/plain; charset=UTF-8", **headers}


def _judge(status: int) -> None:
    """202 is taken; 4xx cannot be delivered in any circumstances; 503 is temporary; anything else says nothing."""
    if status == TAKEN:
        return
    reason = f"carrier_{status}"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        raise NotTaken(reason)
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Refused(reason)
    raise Unclear
