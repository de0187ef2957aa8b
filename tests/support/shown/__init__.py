"""Everything that is shown, number by number: what it is, where it stands, and which released facts explain it."""
