import pytest

from rag.text.dates import after, before, days, spoken_date


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The review came out on 29 April 2015.", ["2015-04-29"]),
        ("On April 29th, 2015 and again in May 2016", ["2015-04-29", "2016-05"]),
        ("It began in 2013 and ended on 2014-02-03.", ["2013", "2014-02-03"]),
        ("The council votes on 14 October.", []),  # of which year is not told
        ("last week, a year ago and two years later", []),
        ("in 2013-14 and 2007/08, £2015 and 2,015 boats", []),
        ("logged 2015/4/9 and 17-11-1998", ["2015-04-09", "1998-11-17"]),
        ("on 5/5/2015", ["2015-05-05"]),
        ("on 3/4/2015", ["2015"]),  # which is the day is not known
        ("on 31 February 2015", ["2015"]),
    ],
)
def test_a_date_is_told_only_with_its_year(text: str, told: list[str]) -> None:
    found = days(text)
    assert [day.iso for day in found] == told
    assert all(text[day.start : day.end].strip() for day in found)


@pytest.mark.parametrize(
    ("iso", "next_"),
    [("2015", "2016"), ("2015-12", "2016-01"), ("2015-04", "2015-05"), ("2016-02-29", "2016-03-01")],
)
def test_the_date_that_follows_is_as_exact_and_leads_back(iso: str, next_: str) -> None:
    assert after(iso) == next_
    assert before(next_) == iso


@pytest.mark.parametrize(
    ("iso", "spoken"),
    [
        ("2015-04-29", "29 April 2015"),
        ("2015-04", "April 2015"),
        ("2015", "2015"),
        ("2015-04-29T10:00:00Z", "29 April 2015"),
        (None, ""),
        ("", ""),
        ("spring 2015", "spring 2015"),
        ("2015-13-40", "2015-13-40"),
    ],
)
def test_dates_are_written_as_people_say_them(iso: str | None, spoken: str) -> None:
    assert spoken_date(iso) == spoken
