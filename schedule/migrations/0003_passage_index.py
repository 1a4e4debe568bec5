"""The index of passages: FTS5 on SQLite where the library has it, a tsvector on PostgreSQL."""

from django.db import migrations

from schedule.searching import index


def make(apps, schema_editor):
    index.make(schema_editor.connection)


def drop(apps, schema_editor):
    index.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("schedule", "0002_passage"),
    ]

    operations = [
        migrations.RunPython(make, drop),
    ]
