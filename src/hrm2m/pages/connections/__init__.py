"""The bridge between the two records: proposing it, asking across it, and the second reader's page."""
