from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import roles
from tenants.actions.errors import NAME_TAKEN, PHONE_TAKEN
from tenants.models import Tenant, User
from tenants.phones import masked
from tenants.queries import live_roles, may_edit_person

PERSONAL = ("name", "username", "phone", "password")


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": gettext_lazy("角色"),
                "choices": roles.CHOICES,
                "widget": forms.CheckboxSelectMultiple,
                **kwargs,
            }
        )


class PersonForm(forms.ModelForm):
    """Parses only; what is written goes through actions, which the views call."""

    password = forms.CharField(
        label=gettext_lazy("初始密码"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("至少10个字符。本人登录后可以自行修改。"),
    )

    class Meta:
        model = User
        fields = ("name", "username", "phone")
        labels = {"name": gettext_lazy("姓名"), "username": gettext_lazy("用户名")}
        help_texts = {"username": gettext_lazy("字母、数字和 . - _，至少含一个字母。")}

    def __init__(self, *args: Any, tenant: Tenant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tenant = tenant
        self.fields["name"].required = True
        self.fields["phone"] = get_adapter().phone_form_field(
            required=False, help_text=_("有手机号码的人也可以用短信验证码登录。")
        )
        self.fields["username"].error_messages["unique"] = NAME_TAKEN
        self.fields["phone"].error_messages["unique"] = PHONE_TAKEN
        self.order_fields([*PERSONAL, "roles"])

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if not any(letter.isalpha() for letter in username):
            raise ValidationError(_("用户名至少要有一个字母，以免与手机号码混淆。"))
        return username

    def clean_phone(self) -> str | None:
        return self.cleaned_data["phone"] or None

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            validate_password(
                password, User(username=self.data.get("username", ""), name=self.data.get("name", ""))
            )
        return password


class NewPersonForm(PersonForm):
    """When username or phone is somebody's already and the name fits, that person is given the roles.

    The name has to be known: a phone number alone must not tell whose it is.
    """

    roles = RolesField(error_messages={"required": gettext_lazy("请至少勾选一个角色。")})

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        self.person = self._same_person()
        if self.person is None and not found.get("password") and not found.get("phone"):
            self.add_error("password", _("没有手机号码的人需要一个初始密码。"))
        return found

    def _same_person(self) -> User | None:
        username, phone = self.cleaned_data.get("username"), self.cleaned_data.get("phone")
        taken = Q(username=username) | (Q(phone=phone) if phone else Q(pk__in=[]))
        people = list(User.objects.filter(taken)[:2])
        if not people:
            return None
        fits = len(people) == 1 and people[0].name and people[0].name == self.cleaned_data.get("name")
        if not fits or people[0].is_platform_operator:
            if any(person.username == username for person in people):
                self.add_error("username", NAME_TAKEN)
            else:
                self.add_error("phone", PHONE_TAKEN)
            return None
        return people[0]

    def validate_unique(self) -> None:
        """Decided in clean, where the same person is welcome."""


class KnownPersonForm(PersonForm):
    roles = RolesField(
        required=False,
        help_text=gettext_lazy("取消全部角色，这个人就不能再进入本县后台；账号本身仍属于本人。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("新密码")
        self.fields["password"].help_text = _("不修改就留空。")
        self.initial["roles"] = sorted(live_roles(self.instance, self.tenant))
        self.personal = may_edit_person(self.instance, self.tenant)
        if not self.personal:
            self._hide_what_is_not_this_countys()
        if self.instance.is_platform_operator:
            self.fields["roles"].disabled = True
            self.fields["roles"].help_text = _("平台运维人员的临时角色到时自动失效，也可以用“停用”立即结束。")


    def _hide_what_is_not_this_countys(self) -> None:
        """The phone stays readable enough to tell two people of one name apart, and no more."""
        del self.fields["password"]
        phone = self.instance.phone
        self.fields["phone"] = forms.CharField(label=_("手机号码"), required=False)
        self.initial["phone"] = masked(phone) if phone else ""
        for name in ("name", "username", "phone"):
            self.fields[name].disabled = True
        self.order_fields([*PERSONAL, "roles"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200)


class SecondFactorForm(forms.Form):
    roles = RolesField(
        label=gettext_lazy("还有哪些角色必须使用二次验证"),
        required=False,
        help_text=gettext_lazy("县级管理员总是必须使用，不在此列。"),
        choices=[choice for choice in roles.CHOICES if choice[0] not in roles.ALWAYS_SECOND_FACTOR],
    )
