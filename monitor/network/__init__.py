"""A network of schools: what schools contribute, and what is made of it."""
