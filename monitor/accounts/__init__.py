"""Accounts: who may look, how they prove who they are, and when that ends."""

from monitor.accounts.accounts import Accounts, open_accounts

__all__ = ["Accounts", "open_accounts"]
