"""Translators find the words of templates and of code."""

import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po


ROOT = Path(__file__).resolve().parents[3]


def test_the_words_of_templates_and_code_are_found(tmp_path: Path) -> None:
    found = tmp_path / "django.pot"
    extract = [
        str(Path(sys.executable).with_name("pybabel")),
        "-q",
        "extract",
        "-F",
        "babel.cfg",
        "-o",
        str(found),
    ]
    subprocess.run([*extract, "-k", "gettext_lazy", "-k", "_", "."], cwd=ROOT, check=True)
    with found.open("rb") as file:
        words = {message.id for message in read_po(file) if message.id}
    assert {"Danger now", "Today", "Please fill this in.", "Take %(name)s away?"} <= words
