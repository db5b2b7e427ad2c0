"""Today and the list of mothers: whom to reach, in what order, why and how safely; no rule of its own."""
