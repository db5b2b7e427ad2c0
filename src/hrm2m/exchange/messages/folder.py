"""A carrier that writes each text into a folder, for the invented area and for tests; nothing leaves the machine."""

from pathlib import Path

from hrm2m.exchange.messages.carrier import NotTaken, text_of
from hrm2m.records.outreach.cover import CoverWords


class FolderCarrier:
    """Writes a file for each text; the same text twice is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_over(self, *, ref: str, number: str, words: CoverWords) -> None:
        """See Carrier."""
        said = f"To: {number}\n\n{text_of(words)}\n"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / f"{ref}.txt").write_text(said, encoding="utf-8")
        except OSError as error:
            raise NotTaken(type(error).__name__) from None
