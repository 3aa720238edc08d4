"""Lines with their places -> stories in reading order, for PDF text layers and scans alike."""
