"""What is printed: sheets, a booklet, canvases, as PDF."""
