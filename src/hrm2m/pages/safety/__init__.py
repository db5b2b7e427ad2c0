"""Her safety on a page of its own: what was said, the ways on, and whom she lets read it."""
