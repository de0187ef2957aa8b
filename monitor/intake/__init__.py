"""The only rooms with identified people in memory: read, map, validate, anonymise."""
