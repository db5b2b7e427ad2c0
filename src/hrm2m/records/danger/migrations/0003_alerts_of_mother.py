from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("danger", "0002_looked_at"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("mother__isnull", False)),
                fields=["mother", "raised_at"],
                name="alerts_of_mother",
            ),
        ),
    ]
