"""Named requests to an agency, under her consent or another basis that is written down, and how each goes on."""
