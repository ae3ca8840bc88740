"""The citizen-facing site: Wagtail pages of the umbrella and the counties."""
