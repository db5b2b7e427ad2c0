"""An app of a version that does not exist yet, for the tests of upgrades: NEWER says what its migrations do."""
