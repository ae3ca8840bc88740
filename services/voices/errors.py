class VoiceError(Exception):
    """Why a voice could not be asked for or written down, as a sentence for the person at the screen."""


class AlreadySaid(VoiceError):
    pass


class LinkOver(VoiceError):
    """The link is too old."""


class NotAsked(VoiceError):
    """Nothing can be asked about this matter, or nobody may be written to."""


class NotAllowed(VoiceError):
    pass
