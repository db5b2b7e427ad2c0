"""The crossing, for her bridge builder: asking an agency without her name, chasing, showing her, her answer."""
