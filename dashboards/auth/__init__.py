"""Accounts in front of the dashboard: who is looking is asked before every route and every callback."""

from dashboards.auth.gate import guard
from dashboards.auth.keeper import Keeper

__all__ = ["Keeper", "guard"]
