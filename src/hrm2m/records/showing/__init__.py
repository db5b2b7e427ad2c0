"""What she may read of what is written about her: the decision, the second signature, the promise that one comes."""
