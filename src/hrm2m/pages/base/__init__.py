"""The ground of every page: layout, access, forms, errors, headers; nothing about one task."""
