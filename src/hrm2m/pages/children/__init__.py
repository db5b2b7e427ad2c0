"""Pages about children: what anybody saw, the desk of the safeguarding lead, a child's record, plans, notices."""
