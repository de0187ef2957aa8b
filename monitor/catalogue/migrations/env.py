"""What Alembic runs: the migrations on the connection that the catalogue hands over."""

from alembic import context

from monitor.catalogue.tables import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
