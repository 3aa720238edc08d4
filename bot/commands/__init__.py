"""The commands of `baowen`, one a file: `add_…` tells the parser, the rest runs it."""
