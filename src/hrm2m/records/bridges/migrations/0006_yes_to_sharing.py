from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bridges", "0005_said_yes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="saidyes",
            name="what",
            field=models.CharField(
                choices=[
                    ("builder", "builder"),
                    ("meeting", "meeting"),
                    ("handover", "handover"),
                    ("link", "link"),
                    ("consent", "consent"),
                    ("enquiry", "enquiry"),
                ],
                max_length=12,
            ),
        ),
    ]
