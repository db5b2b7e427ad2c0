"""One request, one page, for whoever answers at a door: a link, a code to the same address, and nothing else."""
