"""What an entry of any kind says, in the words of the room that it is of, for pages that show every kind."""
