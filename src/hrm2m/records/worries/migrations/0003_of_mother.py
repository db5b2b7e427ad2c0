from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worries", "0002_one_way_of_showing")]

    operations = [
        migrations.RemoveIndex(model_name="worryrow", name="worries_that_wait"),
        migrations.AddIndex(
            model_name="worryrow",
            index=models.Index(fields=["mother", "status"], name="worries_of_mother"),
        ),
    ]
