"""A brief: the figures of a day or a period as short sentences, each with its bulletin and its words as reference."""
