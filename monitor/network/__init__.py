"""Many schools with one definition of the count: what schools contribute, and what their network makes of it."""
