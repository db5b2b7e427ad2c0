"""The pages of the directory: looking services up, one service, and what a worker adds to it."""
