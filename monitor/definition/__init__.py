"""What is asked: the items, their response options, and the words in which they are put."""
