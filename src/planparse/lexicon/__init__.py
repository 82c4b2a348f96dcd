"""What Chinese governments call their units, and how a name is told from its neighbours."""
