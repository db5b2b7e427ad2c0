"""The pages of worries: the safeguarding lead's desk, raising, telling the authorities, one worry, the second look."""
