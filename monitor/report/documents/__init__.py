"""The formats of a document: each module writes one, all from the same model."""
