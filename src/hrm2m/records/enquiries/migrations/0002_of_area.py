from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0001_questions_without_a_name")]

    operations = [
        migrations.RemoveIndex(model_name="enquiryrow", name="enquiries_that_wait"),
        migrations.AddIndex(
            model_name="enquiryrow",
            index=models.Index(fields=["area", "status", "due_at"], name="enquiries_of_area"),
        ),
    ]
