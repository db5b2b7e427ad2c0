"""The page of settings: every HRM2M_… variable, what it is for, and what holds where it is not set."""

from hrm2m.cadence import load_rules
from hrm2m.commands.reference.markdown import code, table


INTRODUCTION = """\
# Settings

An installation is set by environment variables. A missing or unsafe one is refused at the start, in a sentence. A test
holds this list equal to the variables that the code reads. What belongs to the area and not to the machine is set by
its lead on a page: the second table.
"""
VARIABLES = {
    "HRM2M_MODE": ("`production`, `demo` (an invented area only) or `test`.", "`production`"),
    "HRM2M_HOME": ("The folder of the database, the keystore and the spool.", "`/var/lib/hrm2m`"),
    "HRM2M_DATABASE_URL": (
        "`sqlite:////path` or `postgres://user:password@host:port/name`: the plain login, never the owner.",
        "`records.sqlite3` in the home",
    ),
    "HRM2M_OWNER_DATABASE_URL": (
        "PostgreSQL: the owner's login. `hrm2m migrate`, `restore` and `upgrade` use it; no server does.",
        "not set",
    ),
    "HRM2M_ROOT_KEY_FILE": (
        "The root key, readable by its owner only. Put it on another disk than the data.",
        "`root.key` in the home",
    ),
    "HRM2M_SECRET_KEY_FILE": ("What cookies are signed with, in production.", "`secret.key` in the home"),
    "HRM2M_BACKUP_FOLDER": (
        "Where copies go; the worker process keeps what ended there each minute. Not set: it keeps nothing.",
        "not set",
    ),
    "HRM2M_BACKUP_RECIPIENTS": (
        "The public keys that copies are sealed to, one a line.",
        "`backup.keys` in the home",
    ),
    "HRM2M_HOST": ("The host name that people type; other names are refused.", "`localhost`"),
    "HRM2M_PORT": ("The port to listen on.", "`8000`"),
    "HRM2M_PROXIES": (
        "How many proxies of our own stand before the server; without one a forwarded header is never believed.",
        "`1` in production, else `0`",
    ),
    "HRM2M_MAIL_URL": (
        "`smtp://…` or `smtps://…`, or `console:`, which the worker process refuses in production.",
        "`console:`",
    ),
    "HRM2M_SMS_URL": (
        "Who carries texts to phones: `none:`, `folder:` (an invented area only) or "
        "`kannel://user:password@host:13013/cgi-bin/sendsms?from=number`. See [texts](../how-to/texts.md).",
        "`none:`",
    ),
    "HRM2M_SMS_SECRET": (
        "What the carrier says with whatever comes from a phone, so that a stop is heard; at least 32 letters.",
        "not set: nothing is listened to",
    ),
}
"""What each is for, and what holds where it is not set."""


SET_UP = "as the area was set up"
OF_THE_AREA = (
    ["nation", "bank holidays, and the retention schedule", SET_UP],
    ["opening hours", "said to workers; danger is answered day and night", "not said"],
    [
        "rota",
        "who is on call from day to day; a gap is shown and mailed to the leads",
        "none: the person named",
    ],
    [
        "who is told in a gap, and who stands behind",
        "danger now; at what time turns change",
        f"{SET_UP}; 9:00",
    ],
    ["lines to ring", "number, hours and the day it was last rung; 999 is fixed", SET_UP],
)
"""What each row of the area is, and what holds before there is one."""


def page() -> str:
    """The whole page."""
    rows = [[code(name), what, default] for name, (what, default) in VARIABLES.items()]
    return "\n".join(
        [
            INTRODUCTION,
            table(["variable", "what for", "where not set"], rows),
            "\n## What the lead of an area sets\n",
            "On the page *Settings of the area*, in dated rows: the newest holds. See",
            "[how to](../how-to/set-the-area.md) and [0017](../adr/0017-the-lead-sets-the-area-in-dated-rows.md).\n",
            table(["setting", "what for", "until a row stands"], [*OF_THE_AREA, *_choices()]),
        ]
    )


def _choices() -> list[list[str]]:
    return [
        [
            f"{code(name)}, from {rule.least} to {rule.most}",
            f"{rule.words} ({rule.basis.value})",
            str(rule.standard),
        ]
        for name, rule in load_rules().choices.items()
    ]
