"""Boxes of a quote -> pictures of the page around it, drawn from the file as it lies there now."""
