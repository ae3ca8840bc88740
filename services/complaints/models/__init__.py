from services.complaints.models.complained import Complained

__all__ = ["Complained"]
