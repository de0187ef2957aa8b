"""What may be said of many schools together: sums of their protected counts, and how far a school is from others."""
