"""What the workspace knows of its waves, imports and releases; no answers in it."""
