"""Numbers on school climate and bullying that a school may show and can trust."""
