from django.utils.translation import gettext_lazy as _


class PaperError(Exception):
    """A paper cannot be issued, signed or taken back; the message is for the person who asked."""


class TemplateFaultyError(PaperError):
    """The template in use cannot be filled."""


class NotSignableError(PaperError):
    pass


class TemplateRefusedError(PaperError):
    """An uploaded Word file is no usable template. `faults`: every reason, in words."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("；".join(faults) or str(_("这个文件不能用作模板。")))
        self.faults = faults
