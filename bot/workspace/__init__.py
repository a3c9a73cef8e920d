"""A workspace: its settings, who may do what, its pages."""
