"""Beside her: setting up, freezing and taking away a page of her own, looking at it together; never her page itself."""
