"""Files out: the records of bulletins in the formats of analysts, each with what it cannot hold."""
