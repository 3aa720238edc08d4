"""Pictures of pages -> printed lines with their places, by OCR; needs the `ocr` extra."""
