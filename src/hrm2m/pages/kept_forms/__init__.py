"""Keeps a form that was posted after the sign-in lapsed, sealed, for an hour; nobody can read it here."""
