"""What ends a check when nobody is left to answer."""


class AnswerLost(BaseException):
    """The process that ran the learner's code is no more; the message says why.

    No Exception: an oracle that suppresses what a call raises must not take silence for an answer.
    """
