"""The lead's board: what we owe, worst first, and standing a worker down; no handle, and no ranking of people."""
