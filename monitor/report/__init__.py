"""Results as people read them: words, figures and tables."""
