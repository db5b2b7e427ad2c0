"""`hrm2m narrative`: what it prints, what it answers, and what it refuses without a word of the text."""

import io
import json
import os
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from hrm2m.commands.narrative import main
from hrm2m.commands.narrative.crew import crew
from hrm2m.commands.narrative.refusing import TextRefused


ASKED = "Ms Pryce did not engage. She is a known addict."


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(ASKED, encoding="utf-8")
    return path


def test_it_asks_and_answers_one(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", str(note))
    assert (code, err) == (1, "")
    assert (
        out.index("Look at these first")
        < out.index("labels and loaded words")
        < out.index("asked of, held against")
    )
    assert max(map(len, out.splitlines())) <= max(80, len(str(note)))


def test_nothing_asked_answers_nought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "calm.md"
    path.write_text("She came at ten and brought the red book.", encoding="utf-8")
    code, out, _ = run(capsys, "check", str(path))
    assert code == 0
    assert "Nothing is asked" in out


def test_explain_says_what_was_not_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "said.txt"
    path.write_text("“She is a junkie,” he said.", encoding="utf-8")
    code, out, _ = run(capsys, "check", "--explain", str(path))
    assert code == 0
    assert "stigma.label: quotation" in out


def test_json_has_a_version_and_all_of_a_folder(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (note.parent / "deep").mkdir()
    (note.parent / "deep" / "other.md").write_text("She came at ten.", encoding="utf-8")
    code, out, _ = run(capsys, "check", str(note.parent), "--format", "json")
    told = json.loads(out)
    assert (code, told["format"]) == (1, 1)
    assert [Path(text["name"]).name for text in told["texts"]] == ["other.md", "note.txt"]


def test_lines_in_lines_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(
        "\n".join(
            [
                json.dumps({"id": "a", "text": "😀 She failed to engage.", "doc_type": "case_note"}),
                "not json",
                json.dumps({"id": "b"}),
                json.dumps({"id": "c", "text": "Fathers must be seen.", "doc_type": "policy_recommendation"}),
            ]
        ),
        encoding="utf-8",
    )
    code, out, _ = run(capsys, "check", "--jsonl", str(path))
    first, second, third, fourth = map(json.loads, out.splitlines())
    assert code == 2
    assert set(first) == {"id", "findings", "missing", "target", "tally"}
    [finding] = first["findings"]
    assert set(finding) == {
        "rule",
        "category",
        "severity",
        "start",
        "end",
        "text",
        "why",
        "ask",
        "alternatives",
    }
    assert (finding["start"], finding["text"]) == (6, "failed to engage")
    assert first["tally"]["mother"] == {"duties": 0, "blame": 1, "credit": 0}
    assert (second["id"], third["id"]) == (None, "b")
    assert set(third) == {"id", "error"}
    assert (fourth["target"], fourth["missing"]) == ("men", [])


def test_a_line_of_an_unknown_type_is_answered_with_the_types_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lines.jsonl"
    lines = [("a", "poem"), ("b", ""), ("c", None), ("d", "observation")]
    path.write_text(
        "".join(json.dumps({"id": name, "text": ASKED, "doc_type": kind}) + "\n" for name, kind in lines)
    )
    code, out, err = run(capsys, "check", "--jsonl", str(path))
    answers = list(map(json.loads, out.splitlines()))
    assert (code, err) == (2, "")
    assert [set(answer) == {"id", "error"} for answer in answers] == [True, True, False, False]
    assert "policy_recommendation" in answers[0]["error"]
    assert "poem" not in out


def test_a_policy_is_counted_and_the_claim_stays_a_claim(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "policy.md"
    path.write_text(
        "# Report\n\n1. Not one of them.\n\n## Recommendations\n\n"
        "1. Pregnant women should be seen.\n2. Fathers should\nbe seen.\n3. Amend it.\n\n## Annex\n\n1. Nor this.\n"
    )
    code, out, _ = run(capsys, "policy", str(path))
    assert code == 0
    assert "3 recommendations: women 1, men 1, both 0, neutral 1" in out
    assert "That is a claim" in out


def test_rules_are_listed_and_make_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "rules")[1].startswith("blame_shifting.")
    assert run(capsys, "rules", "--doc")[1].startswith("# What the checker asks about")


def locked_pdf(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    writer.write(path)


def blank_pdf(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)


def a_small_file_that_unpacks_to_a_large_one(path: Path) -> None:
    docx.Document().save(str(path))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as more, more.open("word/media/a.png", "w") as part:
        for _ in range(201):
            part.write(bytes(1_000_000))


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("bomb.docx", a_small_file_that_unpacks_to_a_large_one, "unpacks to more than 200 MB"),
        ("empty.txt", lambda path: path.write_text("  \n"), "there is no text in it"),
        ("binary.txt", lambda path: path.write_bytes(b"junkie\0\1"), "binary file"),
        ("latin.txt", lambda path: path.write_bytes("junkie é".encode("latin-1")), "not in UTF-8"),
        ("broken.docx", lambda path: path.write_bytes(b"junkie"), "no DOCX"),
        ("broken.pdf", lambda path: path.write_bytes(b"junkie"), "cannot be read"),
        ("locked.pdf", locked_pdf, "locked with a password"),
        ("scan.pdf", blank_pdf, "pictures and no text"),
        ("missing.txt", lambda path: None, "cannot be read"),
        ("folder", lambda path: path.mkdir(), "there is no text here"),
    ],
)
def test_bad_input_is_a_sentence_without_the_text(
    name: str, make: Any, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    make(path)
    code, out, err = run(capsys, "check", str(path))
    assert (code, out) == (2, "")
    assert reason in err
    assert "junkie" not in err


def test_an_unknown_type_is_refused(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["check", "--type", "poem", str(note)])
    assert left.value.code == 2
    assert "poem" in capsys.readouterr().err


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ASKED.encode())))
    assert run(capsys, "check", "-")[0] == 1


def test_html_marks_and_escapes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "note.txt"
    path.write_text("<b>She is a junkie</b> & more.", encoding="utf-8")
    _, out, _ = run(capsys, "check", str(path), "--format", "html")
    assert "&lt;b&gt;She is a <mark>junkie<a href=" in out
    assert "<script" not in out


def a_word_file(path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Ms Pryce did ")
    paragraph.add_run("not eng").bold = True
    paragraph.add_run("age. She came at ten.")
    document.add_table(1, 1).cell(0, 0).text = "She is a known addict."
    document.save(str(path))


def test_word_comments_stand_at_the_exact_words_and_the_text_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy = tmp_path / "report.docx", tmp_path / "copy.docx"
    a_word_file(path)
    before = path.read_bytes()
    code, _, err = run(capsys, "check", str(path), "--format", "docx", "--to", str(copy))
    assert (code, err) == (1, "")
    assert path.read_bytes() == before
    old, new = docx.Document(str(path)), docx.Document(str(copy))
    assert [part.text for part in new.paragraphs] == [part.text for part in old.paragraphs]
    assert new.tables[0].cell(0, 0).text == "She is a known addict."
    assert len(list(new.comments)) == 2
    assert {run.text: run.bold for run in new.paragraphs[0].runs}["not eng"] is True
    assert oct(copy.stat().st_mode & 0o777) == "0o600"


def test_a_word_split_over_runs_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.docx"
    a_word_file(path)
    code, out, _ = run(capsys, "check", str(path), "--format", "jsonl")
    assert code == 1
    assert {one["category"] for one in json.loads(out)["findings"]} == {"blame_shifting", "stigma"}


def test_nothing_is_written_over_the_text_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, page = tmp_path / "report.docx", tmp_path / "note.txt"
    a_word_file(path)
    page.write_text(ASKED, encoding="utf-8")
    before = path.read_bytes()
    for words in (
        ("check", str(path), "--format", "docx", "--to", str(tmp_path / "." / "report.docx")),
        ("check", str(page), "--format", "html", "--to", str(page)),
    ):
        code, out, err = run(capsys, *words)
        assert (code, out) == (2, "")
        assert "Name another file" in err
    assert path.read_bytes() == before
    assert page.read_text(encoding="utf-8") == ASKED


def test_one_broken_file_of_a_folder_is_named_and_the_others_are_read(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (note.parent / "broken.docx").write_bytes(b"junkie")
    code, out, err = run(capsys, "check", str(note.parent), "--format", "jsonl")
    assert code == 2
    assert [json.loads(line)["id"] for line in out.splitlines()] == [str(note)]
    assert "broken.docx: this is no DOCX" in err
    assert "junkie" not in err


def test_a_page_is_for_its_owner_alone(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = note.parent / "page.html"
    assert run(capsys, "check", str(note), "--format", "html", "--to", str(page))[0] == 1
    assert oct(page.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("size", [1, 4])
def test_however_a_word_file_splits_its_runs_a_comment_stands_at_the_words(size: int, tmp_path: Path) -> None:
    path, copy = tmp_path / "report.docx", tmp_path / "copy.docx"
    document = docx.Document()
    paragraph = document.add_paragraph()
    for at in range(0, len(ASKED), size):
        paragraph.add_run(ASKED[at : at + size])
    document.save(str(path))
    assert main(["check", str(path), "--format", "docx", "--to", str(copy)]) == 1
    [written] = docx.Document(str(copy)).paragraphs
    assert written.text == ASKED
    assert commented(written) == ["not engage", "known addict"]


def test_the_comments_are_parts_of_the_file_as_word_expects_them(tmp_path: Path) -> None:
    path, copy = tmp_path / "note.docx", tmp_path / "copy.docx"
    document = docx.Document()
    document.add_paragraph(ASKED)
    document.add_table(rows=1, cols=1).cell(0, 0).text = "M non-compliant w/ script."
    document.save(str(path))
    assert main(["check", str(path), "--format", "docx", "--to", str(copy)]) == 1
    with zipfile.ZipFile(copy) as parts:
        [body, comments, kinds, ties] = (
            parts.read(name).decode()
            for name in (
                "word/document.xml",
                "word/comments.xml",
                "[Content_Types].xml",
                "word/_rels/document.xml.rels",
            )
        )
    assert '"/word/comments.xml" ContentType="application/vnd.openxmlformats-' in kinds
    assert re.search(r'relationships/comments" Target="comments.xml"', ties)
    written = re.findall(r"<w:comment [^>]*>", comments)
    numbers = [re.findall(r' w:id="(\d+)"', one)[0] for one in written]
    assert len(numbers) == len(set(numbers)) == 3
    assert all(re.search(r' w:date="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"', one) for one in written)
    assert all(' w:author="' in one for one in written)
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(re.findall(rf'<w:{mark} w:id="(\d+)"', body)) == sorted(numbers)


def commented(paragraph: Any) -> list[str]:
    """The words between the beginning and the end of each comment."""
    words: dict[str, str] = {}
    within: set[str] = set()
    for element in paragraph._p.iter():
        kind, ref = element.tag.rpartition("}")[2], element.get(qn("w:id"))
        if kind == "commentRangeStart":
            within.add(ref)
        elif kind == "commentRangeEnd":
            within.remove(ref)
        elif kind == "t":
            for one in within:
                words[one] = words.get(one, "") + element.text
    return list(words.values())


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["text", "json", "jsonl", "html"])
def test_several_processes_answer_what_one_does(
    layout: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hrm2m.commands.narrative.texts.BIG", 200_000)
    paragraph = "She did not engage.\n\nMs Pryce, 31, told me “I’m tired”. Ali is four. He laughed.\n\n"
    for name, times in (("a", 3), ("b", 12_000), ("d", 5)):
        (tmp_path / f"{name}.txt").write_text(paragraph * times, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\x00")
    words = ("check", "--explain", "--format", layout, str(tmp_path))
    one = run(capsys, *words, "--jobs", "1")
    assert one == run(capsys, *words, "--jobs", "2")
    assert one[0] == 2
    assert "c.txt" in one[2]


@pytest.mark.slow
def test_lines_and_a_long_file_are_shared_out_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hrm2m.commands.narrative.lines.SHARE", 300)
    lines, long = tmp_path / "lines.jsonl", tmp_path / "long.txt"
    rows = [json.dumps({"id": number, "text": ASKED}) for number in range(40)]
    lines.write_text("\n".join([*rows[:20], "no json", "", *rows[20:]]), encoding="utf-8")
    assert run(capsys, "check", "--jsonl", str(lines), "--jobs", "2") == run(
        capsys, "check", "--jsonl", str(lines), "--jobs", "1"
    )
    monkeypatch.setattr("hrm2m.commands.narrative.texts.LONG", 100_000)
    long.write_text((ASKED + "\n\n" + "It rained. " * 40 + "\n\n") * 2600, encoding="utf-8")
    for layout in ("text", "json", "jsonl"):
        words = ("check", str(long), "--format", layout)
        assert run(capsys, *words, "--jobs", "3") == run(capsys, *words, "--jobs", "1")


def test_a_number_of_processes_is_refused_with_what_to_say(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for wrong in ("0", "two", "-1", "65"):
        with pytest.raises(SystemExit) as refused:
            main(["check", str(note), "--jobs", wrong])
        assert refused.value.code == 2
        assert "from 1 to 64" in capsys.readouterr().err


def test_a_process_that_is_ended_is_a_sentence(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TextRefused, match="--jobs 1"), crew(2, 0) as readers:
        list(readers.each(os._exit, [1]))


def test_a_copy_with_comments_is_written_through_no_link_and_for_its_owner_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy, other = tmp_path / "report.docx", tmp_path / "copy.docx", tmp_path / "other.txt"
    a_word_file(path)
    other.write_text("somebody's")
    (tmp_path / "copy.docx.part").symlink_to(other)
    assert run(capsys, "check", str(path), "--format", "docx", "--to", str(copy))[0] == 1
    assert other.read_text() == "somebody's"
    assert not copy.is_symlink()
    assert copy.stat().st_mode & 0o777 == 0o600
