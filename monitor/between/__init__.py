"""The schools of a network beside each other: what screens read, from protected facts alone."""
