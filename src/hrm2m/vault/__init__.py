"""The one way to compartment data: standing, decision, ledger line, gate, keys, entries and their replies."""
