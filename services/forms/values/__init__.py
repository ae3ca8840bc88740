"""What was typed, brought into one form: a module per family of types.

Each cleaner takes the field and what was typed and returns plain data that JSON can keep, or raises NotAccepted.
Dates are ISO texts, exact amounts are texts with a point, phones E.164.
"""
