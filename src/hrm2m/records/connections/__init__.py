"""Connections: the only bridge between drug use and a child's safety."""
