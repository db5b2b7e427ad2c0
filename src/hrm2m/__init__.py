"""HR M2M: one package, a folder per room; nothing lives at this level."""
