"""The nouns that cross a border between rooms. Standard library only."""
