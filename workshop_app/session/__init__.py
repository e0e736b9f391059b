"""What a running session knows: agenda clock, people, notes, rounds and what is on stage."""
