"""The invented area: made-up agencies, workers and mothers with a year of history, the same at every making."""
