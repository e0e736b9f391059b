"""Qt pieces that console, stage and editors share."""
