"""The conversation and its view in the browser."""
