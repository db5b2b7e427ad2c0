"""Directory feeds read into frozen entries; no table, no page and no Django lives here."""
