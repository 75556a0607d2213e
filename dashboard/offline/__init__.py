"""Files that show what a page shows, on a computer without Rasd and without a network."""
