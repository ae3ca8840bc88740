"""What every kind of declaration stands on: TOML with line numbers, strict tables, conditions, sentences.

Knows no framework and no kind of declaration; forms, procedures, duties, registers and indicators stand on it.
"""
