"""A mother's page and the forms about her: contacts, safe contact, windows, bridge, endings; no rule of its own."""
