"""A request in: somebody asks us about a mother or a child, and nobody is confirmed or denied before it is checked."""
