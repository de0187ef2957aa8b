"""Accounts in front of the dashboard: who is looking is asked before every route and every callback."""
