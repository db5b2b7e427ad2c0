"""The page of the retention schedule, from the one file of periods."""

from hrm2m.commands.reference.markdown import code, table
from hrm2m.policy.retention import EndedBy, Period, RetentionClass, load_schedule


INTRODUCTION = """\
# How long what is kept stays

`published`: the period stands in the source named, read as it says. `policy_choice`: ours, because no source was at
hand; whoever deploys this checks it with the nation's own schedule. The source of this page is
`src/hrm2m/policy/retention.yaml`; [every table and entry](data-register.md) names its class.

Her record is destroyed by a lead with `hrm2m retain`, after a dry run, and never by a timer. A record that is open is
never destroyed, and none on which a hold stands (a court, an inquiry, a complaint).
"""
HEADS = ["class", "nations", "how long", "counted from", "basis", "source"]
ENDS = {
    EndedBy.RETAIN: "a lead has it destroyed",
    EndedBy.SWEEP: "the worker process deletes it",
    EndedBy.WITH_RECORD: "goes with her record",
    EndedBy.KEPT: "never destroyed by the software",
}


def page() -> str:
    """The whole page."""
    schedule = load_schedule()
    ended = schedule.classes.items()
    return "\n".join(
        [
            INTRODUCTION,
            f"Decided: {schedule.decided.isoformat()}.\n",
            "## With a period\n",
            table(HEADS, [_period(name, one, each) for name, one in ended for each in one.periods]),
            "\n## Without one\n",
            table(
                ["class", "what", "what becomes of it", "why"],
                [
                    [code(name), one.words, ENDS[one.ended_by], one.note or "–"]
                    for name, one in ended
                    if not one.periods
                ],
            ),
        ]
    )


def _period(name: str, one: RetentionClass, period: Period) -> list[str]:
    who = f", {period.who.value.replace('_', ' ')}" if period.who else ""
    by = f"{ENDS[one.ended_by]}: {one.sweep}" if one.sweep else ENDS[one.ended_by]
    read = f" (read: {period.read})" if period.read else ""
    note = f" Note: {period.note}." if period.note else ""
    return [
        f"{code(name)} {one.words}{who}; {by}",
        ", ".join(nation.replace("_", " ") for nation in period.nations),
        period.words,
        one.counted_from,
        period.basis.value,
        f"{period.source}{read}.{note}",
    ]
