"""Figures: what is drawn, once, for stage, booklet, SVG and PNG alike."""
