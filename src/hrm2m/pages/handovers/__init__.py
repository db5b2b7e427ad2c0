"""The pages of handovers: proposing, the meeting of three, what she says, and asking her again."""
