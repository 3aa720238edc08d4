"""A page shown to people: what it holds, where each part stands, why each item begins there."""
