"""Keeping accounts and agencies, absences, and the second person's yes or no; no page here opens a record."""
