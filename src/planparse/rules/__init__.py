"""What the project knows of notices: tables of words and patterns, examples and rejects beside each."""
