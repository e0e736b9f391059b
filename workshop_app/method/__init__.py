"""Reads methods: plain text files that say what a workshop consists of, and in which words."""
