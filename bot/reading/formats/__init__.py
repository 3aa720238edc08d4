"""One file per format: a source becomes pages, or articles where the format keeps them apart."""
