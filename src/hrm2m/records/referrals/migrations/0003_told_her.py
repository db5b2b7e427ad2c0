from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0002_never_changed"),
    ]

    operations = [
        migrations.AddField(model_name="referral", name="told_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="referral", name="told_by_id", field=models.BigIntegerField(null=True)
        ),
    ]
