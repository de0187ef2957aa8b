"""Which counts may be shown: groups, rounding, the audit that attacks them, and the frozen release."""
