"""The pack for a meeting: who sits at the table, what she lets be read there, and the paper; it sends nothing."""
