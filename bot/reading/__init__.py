"""Files become pages, pages become articles. The only code that opens corpus files."""
