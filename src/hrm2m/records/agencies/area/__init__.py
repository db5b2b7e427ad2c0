"""What the lead of an area agrees: values, telephone numbers, the rota, and reading them; no table is written here."""
