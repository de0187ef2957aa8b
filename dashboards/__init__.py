"""The dashboard: pages that show released facts."""
