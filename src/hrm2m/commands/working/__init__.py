"""The worker process: what it does again and again, and how it does it; Django is set up before this is read."""
