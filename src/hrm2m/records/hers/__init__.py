"""Her own side: the ways in that she chose, what she says there, and her replies; never what was written about her."""
