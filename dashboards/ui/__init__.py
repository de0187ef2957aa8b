"""The only rooms that know the component kit: a change of kit touches this folder alone."""
