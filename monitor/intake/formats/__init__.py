"""What each survey tool's export looks like, one module per tool."""
