"""What speaks against a span that the network likes: each rule in a file, all in objections."""
