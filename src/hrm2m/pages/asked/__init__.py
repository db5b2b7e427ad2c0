"""What is asked of a worker, on one list: looks, signatures, questions, and what waits to be shown to her."""
