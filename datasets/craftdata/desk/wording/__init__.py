"""What customers write, in five languages, in the order of `catalogue.LANGUAGES`."""

from .english import ENGLISH
from .french import FRENCH
from .german import GERMAN
from .japanese import JAPANESE
from .spanish import SPANISH
from .wording import Wording

LANGUAGES = (ENGLISH, GERMAN, SPANISH, FRENCH, JAPANESE)

__all__ = ["LANGUAGES", "Wording"]
