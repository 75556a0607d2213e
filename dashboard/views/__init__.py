"""The pages of the dashboard: one module each, one ``show_page`` function."""
