"""A question to an agency about an unnamed woman: what is asked, what they say, and what she says to that."""
