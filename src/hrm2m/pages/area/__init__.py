"""The page on which a lead sets the area: whom to ring, who is on call, hours, nation, what was agreed."""
