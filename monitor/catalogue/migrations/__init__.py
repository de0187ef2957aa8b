"""How the catalogue of an older version becomes that of this one (Alembic)."""
