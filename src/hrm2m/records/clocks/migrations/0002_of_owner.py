from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clocks", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(fields=["owner_id", "kind", "started_at"], name="clocks_of_owner"),
        ),
    ]
