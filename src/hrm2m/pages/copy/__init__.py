"""A copy of her record for workers: asked for at her word, checked entry by entry, put into her hand on paper."""
