"""The panels of the breakdown: one module each, one ``show_*`` function that takes a finished report."""
