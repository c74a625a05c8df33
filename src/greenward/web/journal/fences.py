"""Fences around the journal's tables: triggers that let rows be added at the end and nothing else.

A fence is no proof: who owns the database can take it down. What shows that is a checkpoint held outside.
"""

from typing import Any

SQLITE = (
    """CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
       BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
       BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    # INSERT OR REPLACE walks past both: so a row may only be the next one.
    """CREATE TRIGGER journal_entry_next BEFORE INSERT ON journal_entry
       WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq) + 1, 0) FROM journal_entry)
       BEGIN SELECT RAISE(ABORT, 'the journal has no gap'); END""",
    """CREATE TRIGGER journal_checkpoint_no_update BEFORE UPDATE ON journal_checkpoint
       BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER journal_checkpoint_no_delete BEFORE DELETE ON journal_checkpoint
       BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER journal_checkpoint_next BEFORE INSERT ON journal_checkpoint
       WHEN NEW.size <= (SELECT COALESCE(MAX(size), -1) FROM journal_checkpoint)
       BEGIN SELECT RAISE(ABORT, 'a checkpoint follows the last one'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the journal is only added to'; END $$""",
    """CREATE FUNCTION journal_next() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF NEW.seq <> (SELECT COALESCE(MAX(seq) + 1, 0) FROM journal_entry)
       THEN RAISE EXCEPTION 'the journal has no gap'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry
       FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
       FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_entry_next BEFORE INSERT ON journal_entry
       FOR EACH ROW EXECUTE FUNCTION journal_next()""",
    """CREATE TRIGGER journal_checkpoint_no_change BEFORE UPDATE OR DELETE ON journal_checkpoint
       FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE TRIGGER journal_checkpoint_no_truncate BEFORE TRUNCATE ON journal_checkpoint
       FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
)


def put_up(apps: Any, schema_editor: Any) -> None:
    """Put the fences up, in a migration."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)
