"""Open answers: masked, read by people, shown only when released."""
