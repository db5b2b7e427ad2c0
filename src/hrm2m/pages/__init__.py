"""The HTML doors of workers, a folder per task; no rule about who may do what, and no table of a record."""
