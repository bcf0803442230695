"""What a review says of decisions, in words."""

from craftdata.control_room.hindsight import Training, repairs_in_words, retrainings_in_words


def test_each_retraining_is_told_with_what_it_had_to_learn_from() -> None:
    two = [Training(12, 14, 640, 0), Training(22, 15, 1012, 803)]
    assert retrainings_in_words(two, -4326.2, 3) == (
        "Your 2 retrainings (days 12 and 22, on 14 and 15 days): 4,326 euros lost against your shift without "
        "them, luck averaged out; trained on 640 and 1,012 ripe tickets, of which 0 and 803 were decided on "
        "or after day 3, when billing and ui changed.")


def test_of_many_retrainings_the_first_and_the_last_are_told() -> None:
    said = retrainings_in_words([Training(day, 21, 900 + day, day) for day in range(1, 29)], 5.0, 3)
    assert said.startswith("Your 28 retrainings (days 1, 2, 3, ... and 28, on 21, 21, 21, ... and 21 days):")
    assert "901, 902, 903, ... and 928 ripe tickets" in said


def test_one_day_of_repairs_is_it() -> None:
    assert repairs_in_words([13], 0.0) == (
        "Your 1 day of repairs (the first on day 13): 0 euros saved against your shift without it, "
        "luck averaged out.")
