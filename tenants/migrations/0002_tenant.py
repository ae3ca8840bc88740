import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0001_user'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Division',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, validators=[django.core.validators.RegexValidator('^(\\d{6}|\\d{9}|\\d{12})$', '区划代码应为6、9或12位数字。')], verbose_name='区划代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('level', models.CharField(choices=[('province', '省级'), ('city', '地级'), ('county', '县级'), ('township', '乡级'), ('village', '村级')], max_length=10, verbose_name='级别')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='tenants.division')),
            ],
            options={
                'verbose_name': '行政区划',
                'verbose_name_plural': '行政区划',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Tenant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$', '只能用小写字母、数字和连字符。')], verbose_name='标识')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('kind', models.CharField(choices=[('county', '县级'), ('umbrella', '市级或区域')], default='county', max_length=10, verbose_name='类别')),
                ('second_factor_roles', models.JSONField(blank=True, default=list, verbose_name='须用二次验证的角色')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='开通时间')),
                ('division', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='tenants.division', verbose_name='行政区划')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counties', to='tenants.tenant')),
                ('root_collection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.collection')),
                ('root_page', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tenant', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': '租户',
                'verbose_name_plural': '租户',
                'ordering': ['division__code'],
            },
        ),
        migrations.CreateModel(
            name='RoleGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('county_admin', '县级管理员'), ('editor', '编辑'), ('reviewer', '审核'), ('case_officer', '案件经办人'), ('receptionist', '窗口接待'), ('mediator', '调解员'), ('lawyer', '律师'), ('supervisor', '督导')], max_length=20)),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='role_group', to='auth.group')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('county_admin', '县级管理员'), ('editor', '编辑'), ('reviewer', '审核'), ('case_officer', '案件经办人'), ('receptionist', '窗口接待'), ('mediator', '调解员'), ('lawyer', '律师'), ('supervisor', '督导')], max_length=20, verbose_name='角色')),
                ('granted_at', models.DateTimeField(auto_now_add=True, verbose_name='授予时间')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='有效至')),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': '成员',
                'verbose_name_plural': '成员',
            },
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='时间')),
                ('actor_name', models.CharField(blank=True, max_length=80, verbose_name='操作人')),
                ('verb', models.CharField(max_length=60, verbose_name='动作')),
                ('subject_kind', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.CharField(blank=True, max_length=40)),
                ('subject_name', models.CharField(blank=True, max_length=200, verbose_name='对象')),
                ('data', models.JSONField(blank=True, default=dict, verbose_name='详情')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': '日志',
                'verbose_name_plural': '日志',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='division',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', 'province'), ('parent', None)), models.Q(('level', 'province'), _negated=True), _connector='OR'), name='a_province_has_no_parent'),
        ),
        migrations.AddConstraint(
            model_name='rolegroup',
            constraint=models.UniqueConstraint(fields=('tenant', 'role'), name='one_group_per_role'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('tenant', 'user', 'role'), name='one_membership_per_role'),
        ),
    ]
