"""From items and facts to the records of the public model."""
