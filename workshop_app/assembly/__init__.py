"""Puts the kinds together: the stage's scenes, the booklet's sections, the results file."""
