"""The import wizard: small forms that keep their state on the server, in front of a desk that is brought along."""
