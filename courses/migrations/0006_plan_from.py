from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0005_deed"),
    ]

    operations = [
        migrations.AddField(
            model_name="course",
            name="plan_from",
            field=models.DateField(
                editable=False,
                help_text="The day of the past that what waits is planned from, where nothing that "
                "is written tells it; kept until it is published.",
                null=True,
            ),
        ),
    ]
