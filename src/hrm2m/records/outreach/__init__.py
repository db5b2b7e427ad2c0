"""Outreach: contacts, how to reach her safely, when she is next to be reached, visits and check-ins."""
