"""Questions about the words of what a worker wrote, beside the text, for its writer alone; never in the way."""
