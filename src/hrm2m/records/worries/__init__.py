"""A worry, what is asked of whom, the referral that any worker can send, and what came of it."""
