"""Looking up people, their sessions and units; one module per business word."""
