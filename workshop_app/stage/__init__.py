"""The projector window and the booth: what the room sees."""
