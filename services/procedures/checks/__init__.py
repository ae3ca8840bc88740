"""The faults of a procedure, one module per kind. `services.procedures.verify` calls them all."""
