"""The pages of requests in: writing one down, the list, answering, and writing in her record what was given."""
