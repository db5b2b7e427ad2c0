"""Children: what is known of a child's safety and everyday care, kept in the child-safety drawer of the mother."""
