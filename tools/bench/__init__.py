"""`make bench`: how long the pages take, each beside the bare driver doing the same in the same run."""
