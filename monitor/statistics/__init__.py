"""Shares, changes and how sure one can be of them, from released counts only."""
