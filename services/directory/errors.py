class DirectoryError(Exception):
    """Something in the registers cannot be done; str() is a sentence for the person who tried."""
