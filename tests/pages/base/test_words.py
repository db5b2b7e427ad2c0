"""Translators find the words of templates and of code."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from hrm2m.cadence import load_rules
from hrm2m.pages.base.words import words_of_room
from hrm2m.policy.table import POLICY
from hrm2m.records.asks.real import SENTENCES
from hrm2m.records.people.entries import HONEST_SENTENCE
from hrm2m.records.whole.actions import BRIDGE_WAS_CLOSED


ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every text a translator is given."""
    found = tmp_path_factory.mktemp("words") / "django.pot"
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
        return {str(message.id) for message in read_po(file) if message.id}


@pytest.mark.slow
def test_the_words_of_templates_and_code_are_found(catalogue: set[str]) -> None:
    assert {"Danger now", "Today", "Please fill this in.", "Take %(name)s away?"} <= catalogue


def test_every_text_of_the_rules_is_found(catalogue: set[str]) -> None:
    rules = load_rules()
    texts = {
        text for rule in rules.windows.values() for text in (rule.name, rule.opens, rule.closes, rule.offer)
    }
    texts |= {rule.words for rule in rules.phases.values()} | set(rules.method.channels.values())
    assert texts <= catalogue


def test_what_the_policy_and_the_records_answer_in_plain_sentences_is_found(catalogue: set[str]) -> None:
    missing = {
        predicate.unmet for lines in POLICY.values() for line in lines for predicate in line
    } - catalogue
    assert {text for text in missing if "14" not in text} == set()
    assert {HONEST_SENTENCE, BRIDGE_WAS_CLOSED, *SENTENCES.values()} <= catalogue
    assert "That time has not come yet. Write when it happened." in catalogue


def test_a_docstring_and_a_text_with_values_in_it_are_no_sentence_of_the_catalogue() -> None:
    source = (
        b'"""A room. It is here."""\nwords = f"Once {1} came. Then more came."\nsaid = "She came. We met."\n'
    )
    assert [words for _, _, words, _ in words_of_room(io.BytesIO(source), {}, (), {})] == [
        "She came. We met."
    ]
