"""The legal basis and the notice that every made-up school has in its settings, so that its waves may be closed."""

GROUNDS = """
[legal]
legal_basis = "taak van algemeen belang"
notice = "brief aan de ouders, versie 1"
"""
