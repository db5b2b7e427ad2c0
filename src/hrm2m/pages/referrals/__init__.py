"""Referrals, for those near her: drafting with her, sending, where each stands, and what went wrong."""
