"""Other systems: one room per standard; nothing here decides who may see what."""
