"""`hrm2m narrative`: asks about what a text does to a mother who uses drugs; reads files, keeps and sends nothing."""

import argparse
from collections.abc import Sequence


BAD_INPUT = 2
MOST_JOBS = 64
EXAMPLES = """\
examples:
  hrm2m narrative check report.txt                 questions about a report, for people
  hrm2m narrative check --explain - < note.md      from standard input, with what was not asked and why
  hrm2m narrative check letters/ --format json     every .txt, .md, .docx and .pdf of a folder
  hrm2m narrative check --jsonl notes.jsonl        a line {"id", "text", "doc_type"} each; a line of findings each
  hrm2m narrative policy hidden-harm.txt           whom each recommendation of a policy addresses
  hrm2m narrative rules                            what is asked, and why

It rewrites nothing and scores nobody. Exit codes: 0 nothing asked, 1 something asked, 2 bad input.
"""


def main(argv: Sequence[str]) -> int:
    """Runs `check`, `policy` or `rules`; 0 nothing asked, 1 something asked, 2 bad input."""
    options = _parser().parse_args(argv)
    from hrm2m.commands.narrative.refusing import TextRefused, tell
    from hrm2m.narrative.rules import RuleRefused

    try:
        return int(_run(options))
    except (TextRefused, RuleRefused, OSError) as fault:
        tell(fault)
        return BAD_INPUT


def _run(options: argparse.Namespace) -> int:
    if options.verb == "check" and options.jsonl:
        from hrm2m.commands.narrative.lines import check_lines

        return check_lines(options.jsonl, options.jobs)
    if options.verb == "check":
        from hrm2m.commands.narrative.texts import Wishes, check_texts

        wishes = Wishes(
            options.paths or ["-"],
            options.type,
            options.format,
            options.explain,
            options.to,
            options.jobs,
        )
        return check_texts(wishes)
    if options.verb == "policy":
        from hrm2m.commands.narrative.policy import show_policy

        return show_policy(options.path, options.format)
    from hrm2m.commands.narrative.handbook import show_rules

    return show_rules(options.doc)


def _parser() -> argparse.ArgumentParser:
    from hrm2m.narrative.findings import DOCUMENT_TYPES

    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "hrm2m narrative", description=__doc__, epilog=EXAMPLES, formatter_class=layout
    )
    verbs = parser.add_subparsers(metavar="check | policy | rules", dest="verb", required=True)
    check = verbs.add_parser("check", help="ask about texts", epilog=EXAMPLES, formatter_class=layout)
    check.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; - is standard input")
    check.add_argument("--type", choices=DOCUMENT_TYPES, help="what kind of document it is")
    check.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "html", "docx"),
        default="text",
        help="text for people by default",
    )
    check.add_argument(
        "--to", metavar="PATH", help="where html or docx is written; - or nothing is standard output for html"
    )
    check.add_argument("--explain", action="store_true", help="also say what was not asked, and why")
    check.add_argument(
        "--jobs",
        type=_jobs,
        default=0,
        metavar="N",
        help="so many processes read at once; as many as there are cores, at most 8, where it says nothing",
    )
    check.add_argument("--jsonl", metavar="FILE", help="read one text a line; - is standard input")
    policy = verbs.add_parser("policy", help="whom the recommendations of a policy address")
    policy.add_argument("path", metavar="PATH", help="the policy; - is standard input")
    policy.add_argument("--format", choices=("text", "json"), default="text", help="a table by default")
    rules = verbs.add_parser("rules", help="list the rules")
    rules.add_argument("--doc", action="store_true", help="the page of the handbook, in Markdown")
    return parser


def _jobs(words: str) -> int:
    if not words.isdecimal() or not 1 <= int(words) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"say a number from 1 to {MOST_JOBS}")
    return int(words)
