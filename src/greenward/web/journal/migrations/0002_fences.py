"""Fences around the journal."""

from django.db import migrations

from greenward.web.journal.fences import put_up


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(put_up, elidable=False)]
