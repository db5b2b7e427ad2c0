"""The Django app of the vault; its gate stands in every connection before the first query."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Names the app `vault`."""

    name = "hrm2m.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Puts the gate into every connection this process opens."""
        from hrm2m.vault import gate  # noqa: PLC0415 - tables are ready only now

        gate.stand_in_every_connection()
