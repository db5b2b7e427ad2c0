"""A command sent twice is carried out once: same id and words, same answer; same id, other words, a conflict."""

import hmac
import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from django.db import connection

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor
from hrm2m.vault import door
from hrm2m.vault.errors import CommandConflict
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import CommandRow


_COMMAND_ID = re.compile(r"[A-Za-z0-9_-]{8,40}")


def once(*, by: Actor, command_id: str, words: bytes, do: Callable[[], str]) -> str:
    """Carries out `do` in one unit, unless this command was carried out before; answers what it answered.

    The id comes from the form or the phone; `words` is the body as sent, of which only a keyed hash is kept.
    Raises CommandConflict for the same id with other words, or from another worker; BadInput for no id of ours.
    """
    if _COMMAND_ID.fullmatch(command_id) is None:
        field, sentence = (
            "command_id",
            "This form has no number of its own. Open the page again and send it from there.",
        )
        raise BadInput(field, sentence)
    mark = hmac.new(keystore().derive("command"), words, sha256).hexdigest()
    with door.unit(by=by):
        if not _is_first(command_id, by, mark, clock.now()):
            return _answer_before(command_id, by, mark)
        answer = do()
        CommandRow.objects.filter(id=command_id).update(answer=answer)
        return answer


def sweep(before: datetime) -> int:
    """Forgets commands older than `before`: no phone or form sends them again."""
    return CommandRow.objects.filter(at__lt=before).delete()[0]


def _is_first(command_id: str, by: Actor, mark: str, at: datetime) -> bool:
    # On conflict nothing: a second sender waits here for the first to finish, and then finds its answer.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO vault_command (id, worker_id, body_mark, answer, at) VALUES (%s, %s, %s, '', %s) "
            "ON CONFLICT (id) DO NOTHING",
            [command_id, by.worker_id, mark, connection.ops.adapt_datetimefield_value(at)],
        )
        return bool(cursor.rowcount == 1)


def _answer_before(command_id: str, by: Actor, mark: str) -> str:
    row = CommandRow.objects.get(id=command_id)
    if row.worker_id != by.worker_id or not hmac.compare_digest(row.body_mark, mark):
        msg = "This was saved before with other words in it. Open the page again and look at what is there."
        raise CommandConflict(msg)
    return row.answer
