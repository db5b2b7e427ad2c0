"""A ledger held in lists, so that a test can do to it what somebody with the whole database could do."""

import copy
import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from hrm2m.vault import verify


class ListLedger:
    """See verify.Ledger; every row is a list that may be changed."""

    def __init__(self, ledger: verify.Ledger) -> None:
        self.head_rows: list[list[Any]] = [list(row) for row in ledger.heads()]
        self.line_rows: list[list[Any]] = [list(row) for row in ledger.lines()]
        self.seal_rows: list[list[Any]] = [list(row) for row in ledger.seals()]
        self.entry_rows: dict[str, list[list[Any]]] = {
            name: [list(row) for row in ledger.entries(name)] for name in verify.COMPARTMENTS
        }

    def heads(self) -> Iterable[Any]:
        return self.head_rows

    def lines(self) -> Iterable[Any]:
        return self.line_rows

    def seals(self) -> Iterable[Any]:
        return self.seal_rows

    def entries(self, compartment: str) -> Iterable[Any]:
        return self.entry_rows[compartment]

    def another(self) -> "ListLedger":
        return copy.deepcopy(self)

    def same_as(self, other: "ListLedger") -> bool:
        return vars(self) == vars(other)

    def lines_of(self, chain: int) -> list[list[Any]]:
        return [line for line in self.line_rows if line[0] == chain]

    def change_body(self, line: list[Any], **facts: Any) -> None:
        """Another text in one line, written as the ledger writes texts."""
        body = {**json.loads(line[3]), **facts}
        line[3] = json.dumps(
            {k: v for k, v in body.items() if v is not None}, sort_keys=True, separators=(",", ":")
        )

    def chain_anew(self, chain: int) -> None:
        """Numbers and hashes a whole chain anew, and its head: what an administrator of the database can do."""
        previous = bytes(32)
        for number, line in enumerate(self.lines_of(chain), start=1):
            place = chain.to_bytes(8, "big") + number.to_bytes(8, "big")
            previous = sha256(previous + place + line[3].encode()).digest()
            line[1], line[4] = number, previous
        head = next(head for head in self.head_rows if head[0] == chain)
        head[3], head[4] = len(self.lines_of(chain)), previous

    def seal_anew(self) -> None:
        """Makes every seal anew over the chains as they are now, without the key that signs."""
        hashes = {(line[0], line[1]): line[4].hex() for line in self.line_rows}
        previous = bytes(32)
        for seal in self.seal_rows:
            body = json.loads(seal[1])
            heads = [[chain, seq, hashes.get((chain, seq))] for chain, seq, _ in body["heads"]]
            body["heads"] = [head for head in heads if head[2]]
            seal[1] = json.dumps(body, sort_keys=True, separators=(",", ":"))
            previous = sha256(previous + seal[1].encode()).digest()
            seal[2] = previous
