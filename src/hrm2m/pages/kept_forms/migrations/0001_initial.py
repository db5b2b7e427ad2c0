from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=64, unique=True)),
                ("worker_ref", models.CharField(max_length=26)),
                ("sealed", models.BinaryField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["until"], name="kept_form_until"),
                    models.Index(fields=["worker_ref"], name="kept_form_of_worker"),
                ],
            },
        ),
    ]
