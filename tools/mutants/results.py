"""Keeps what became of each break, by the text of its file, and knows which breaks mean the same; runs nothing."""

import json
import re
import tomllib
from hashlib import sha256
from pathlib import Path

from tools.mutants.making import ROOT, Mutant
from tools.mutants.running import NO_PROGRAM, SAME


class Results:
    """Verdicts in a file of lines, the last of a break holds; `EQUIVALENT` is written by people, with the reason."""

    EQUIVALENT = Path(__file__).parent / "equivalent.toml"

    def __init__(self, place: Path) -> None:
        self.place = place.with_suffix(".jsonl")
        self.known = tomllib.loads(self.EQUIVALENT.read_text())["equivalent"]
        self.verdicts: dict[str, str] = {}
        self.read()

    def read(self) -> None:
        """Takes in what other processes wrote."""
        lines = self.place.read_text().splitlines() if self.place.exists() else []
        self.verdicts = dict(json.loads(line) for line in lines)

    def keep(self, mutant: Mutant, verdict: str) -> None:
        """Writes it down at once: a run may be stopped at any time."""
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.verdicts[self._name(mutant)] = verdict
        with self.place.open("a") as lines:
            lines.write(json.dumps([self._name(mutant), verdict]) + "\n")

    def verdict(self, mutant: Mutant) -> str | None:
        """What became of it, None if it was not tried."""
        return self.verdicts.get(self._name(mutant))

    def counts(self, mutant: Mutant) -> bool:
        """What changes no instruction, or cannot even be imported, proves nothing of the tests."""
        return self.verdict(mutant) not in {SAME, NO_PROGRAM}

    def equivalent(self, mutant: Mutant) -> bool:
        """Whether somebody looked at it and wrote down why nobody could notice it."""
        return any(
            one["file"] == mutant.file
            and one["line"] == mutant.shown
            and re.fullmatch(one["operator"], mutant.operator.removeprefix("core/"))
            for one in self.known
        )

    def _name(self, mutant: Mutant) -> str:
        text = sha256((ROOT / mutant.file).read_bytes()).hexdigest()[:12]
        return f"{mutant.file}@{text}:{mutant.name}"
