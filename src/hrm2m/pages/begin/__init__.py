"""Beginning a bridge: the honest sentence first, then the handle she chooses; and waking a record that sleeps."""
