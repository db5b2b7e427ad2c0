"""`make mutants`: breaks one thing at a time in the policy and the vault, and says what no test noticed."""
