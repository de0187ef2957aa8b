"""The year-end evaluation: one document made of released numbers and of what the school says itself."""
