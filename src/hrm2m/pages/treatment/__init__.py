"""Her treatment on a telephone: whom one treats, one page for each mother, the forms, the paper she carries."""
