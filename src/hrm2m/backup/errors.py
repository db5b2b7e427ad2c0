"""The one refusal of this room; its sentence says what is wrong and what to do."""


class BackupRefused(Exception):
    """Nothing was changed, or everything was put back as it was; the message says which where it matters."""
