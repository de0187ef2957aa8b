"""The steps of the wizard: each a pure function of what a desk found, with one question in its heading."""
