"""How passwords are kept: argon2id with the figures OWASP gives for a server that many use at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class WorkerPasswordHasher(Argon2PasswordHasher):
    """m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet); Django's own takes 100 MiB a try."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
