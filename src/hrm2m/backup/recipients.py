"""The public keys that copies are sealed to, as the settings name their file."""

from pathlib import Path

from django.conf import settings

from hrm2m.backup import age
from hrm2m.backup.errors import BackupRefused


def recipients_here() -> list[age.Recipient]:
    """The keys in the file of HRM2M_BACKUP_RECIPIENTS; raises BackupRefused."""
    path = Path(settings.HRM2M_BACKUP_RECIPIENTS)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = (
            f"There is no file {path} with the public keys that copies are sealed to. Make a pair away from this "
            "machine with “hrm2m keys new-backup FILE” and write the public key it prints into that file."
        )
        raise BackupRefused(msg) from error
    return age.recipients_in(text)
