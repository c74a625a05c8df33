"""What may be written for a place."""

from greenward.exchange.places import CITIES, PLACES, place_words
from greenward.policy import known_packs, load_pack


def test_no_name_is_offered_that_does_not_exist_and_none_means_two_places() -> None:
    words = [word for word, _ in place_words()]
    assert {"内蒙古省", "广西省", "西藏省", "宁夏省", "新疆省"} & set(words) == set()
    assert len(words) == len(set(words))
    assert dict(place_words())["新疆维吾尔自治区"] == "CN-XJ"


def test_the_cities_are_those_that_a_pack_says_something_of() -> None:
    packs = [load_pack(id_) for id_ in known_packs()]
    told = {dict(e.qualifiers).get("place", "") for pack in packs for v in pack.values for e in v.entries}
    told |= {place for pack in packs for item in pack.lists for place in item.places}
    assert {place for place in told if place.count("-") > 1} == set(CITIES)
    assert {place for place in told if place.startswith("CN-")} <= set(PLACES)
