"""Draws single lines of print as a kiosk's camera sees them, with the truth beside: lines.py SEED COUNT DIRECTORY"""

import functools
import glob
import os
import random
import subprocess
import sys

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

cv2.setNumThreads(1)

# The largest line that is kept, in pixels. The network sees 32 rows.
TALL, WIDE = 40, 320
# How many lines a file holds.
SHARD = 10_000
# In this order in the network; before the first comes "no letter".
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -./$,:#&'()%*+@_"
# The types of the held-out part of the corpus and their clones: never seen here.
HELD_OUT = [
    "roboto-", "robotottf", "/lato", "carlito", "open-sans", "opensans", "/inter", "caladea", "karla", "firacode",
    "firasans", "firamono", "ebgaramond", "gillius", "universalis", "nimbussans", "texgyreheros", "p052", "pagella",
    "fplneu", "c059", "schola", "urwgothic", "adventor", "palladio",
]
# No letters, or none that a card is set in.
UNFIT = [
    "emoji", "symbol", "awesome", "dingbat", "math", "d050000l", "z003", "chorus", "ornament", "ubuntutitle",
    "braille", "music", "initials", "smallcap", "cabinsketch", "cabin-sketch", "breip", "rufscript", "humor",
    "isabella", "purisa", "oldania", "barcode", "dustin/", "wargames", "okolaks", "beteckna", "ocra", "vt323", "aerial",
]
# One family, however many files.
FAMILIES = ("cmun", "rg2014", "lm")
SLANTED = ("italic", "oblique", "slant", "-it.", "ital", "_ri", "_rzi", "_bi", "56f", "76f")
NOTO = ("notosans-", "notoserif-", "notosansmono-", "notosansdisplay-", "notoserifdisplay-", "noto-serif-")

LABELS = """Member ID|Member|ID|ID #|ID#|Identification Number|Subscriber ID|Subscriber|Enrollee ID|Member Number|Member Name|
Group|Group #|Group No.|Group Number|Grp|GRP|Employer Group|RxBIN|RX BIN|BIN|Rx Bin|RxPCN|RXPCN|PCN|RxGrp|RXGRP|Rx Group|
RxID|Issuer|Plan|Plan Type|Network|Effective|Effective Date|Eff. Date|Coverage|Copay|Copays|Copayments|PCP|Primary Care|
Primary|Office Visit|OV|Specialist|Spec|SPC|Urgent Care|Urgent|UC|Emergency Room|Emergency|ER|Deductible|Ded|Out of Pocket|
OOP Max|Coinsurance|In-Network|Out-of-Network|Individual|Family|Dependents|Dependent|Name|Customer Service|Member Services|
Provider Services|Pharmacy|Claims|Payer ID|Preventive|Telehealth|Hospital|Inpatient|Outpatient|Mental Health|Generic|Brand|
Dental|Vision|Medical|Health Plan|Health Insurance|Insurance|Benefits|Choice|Preferred|Gold|Silver|Bronze|Select|Standard|
Premier|PPO|HMO|EPO|POS|HDHP|HSA|Medicare|Medicaid|Advantage|Care|Mutual|Blue|Cross|Shield|Company|Services|Call|For|Submit|
Mail|Phone|Box|Tier 1|Tier 2|Tier 3|No charge|Visit|Lab|Prescription|Rx|Date of Birth|DOB|Issued|Card|HOSPITAL (PART A)|
MEDICAL (PART B)|Entitled to|MEDICARE HEALTH INSURANCE|Medicare Number/Numero de Medicare|Starts""".replace("\n", "").split("|")
GIVEN = """Avery Jordan Maria Luis Grace Noah Emma Olivia Liam Sophia Ana Wei Thuy Omar Layla Priya Anika Dmitri Olga Ivan
Chidi Amara Kwame Zoe Quinn Xavier Yusuf Hiro Keiko Bjorn Freya Marcus Henry Robert Daniel Elena Rosa Victor Walter Ursula""".split()
FAMILY = """Garcia Lopez Nguyen O'Connor Haddad Williams Smith Chen Ivanova Miller Kim Tanaka Okafor Osei Fischer Lindqvist
D'Angelo McDonald Van Dyke Johnson Jackson Quigley Zhang Yilmaz Bauer Hughes Underwood Xu Petrov Delgado Jimenez Kowalski""".split()
SYLLABLES = """ba be bi bo bu ca ce da de di do fa fe fi ga go ha he hi ja jo ka ke la le li lo ma me mi mo na ne no pa pe pi
po qua ra re ri ro sa se si so sta ta te ti to tru va ve vi wa we wi xa ya yo za ze""".split()
AMOUNTS = """0 5 10 15 20 25 30 35 40 45 50 55 60 65 70 75 80 85 90 95 100 125 150 175 200 250 275 300 350 375 400 450 500 600
650 750 1000 1250 1500 1750 2000 2500 3000 3500 4000 4500 5000 6000 6500 7500 8000""".split()
CAPITALS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
# Letters and digits that are taken for each other.
TWINS = "O0I1S5B8Z2DQGC67T3L4AUVYJ"


@functools.lru_cache(maxsize=4000)
def face(path, size):
    return ImageFont.truetype(path, size)


def families():
    """The files of each family that has letters."""
    installed = subprocess.run(["fc-list", "--format", "%{file}\n"], capture_output=True, text=True).stdout.split()
    found = {}

    for path in sorted(set(installed + glob.glob(os.environ.get("FONTS", "fonts") + "/*/*.woff"))):
        name = os.path.basename(path).lower()

        if any(part in path.lower() for part in UNFIT + HELD_OUT) or not name.endswith((".ttf", ".otf", ".woff")):
            continue

        if "noto" in name and not name.startswith(NOTO):
            continue

        if has_letters(path):
            found.setdefault(family(path), []).append(path)

    return list(found.values())


def has_letters(path):
    try:
        font = face(path, 40)
        box = font.getbbox("H")

        return (
            font.getbbox("8")[2] >= 4
            and box[3] - box[1] >= 12
            and bytes(font.getmask("A")) != bytes(font.getmask("B"))
        )
    except (OSError, ValueError):
        return False


def family(path):
    name = os.path.basename(os.path.dirname(path) if path.endswith("woff") else path).split("-")[0].lower()

    return next((known for known in FAMILIES if name.startswith(known)), name)


def any_of(chance, letters, count):
    return "".join(chance.choice(letters) for _ in range(count))


def code(chance):
    """A number as payers give them."""
    both = CAPITALS + DIGITS
    forms = [
        (14, lambda: any_of(chance, DIGITS, chance.randint(5, 12))),
        (20, lambda: any_of(chance, CAPITALS, chance.randint(1, 4)) + any_of(chance, DIGITS, chance.randint(3, 10))),
        (10, lambda: any_of(chance, both, chance.randint(3, 12))),
        (12, lambda: any_of(chance, TWINS, chance.randint(3, 11))),
        (6, lambda: any_of(chance, DIGITS, chance.randint(2, 9)) + any_of(chance, CAPITALS, chance.randint(1, 2))),
        (8, lambda: any_of(chance, CAPITALS, 3) + any_of(chance, DIGITS, 9) + chance.choice(["", " ", "-"]) + any_of(chance, DIGITS, 2)),
        (8, lambda: any_of(chance, CAPITALS, chance.randint(2, 7))),
        (6, lambda: medicare(chance)),
        (8, lambda: "0" + any_of(chance, DIGITS, 5)),
        (8, lambda: chunks(chance, any_of(chance, both, chance.randint(6, 11)))),
    ]
    text = chance.choices([form for _, form in forms], [weight for weight, _ in forms])[0]()

    if chance.random() < 0.12 and len(text) > 6:
        at = chance.randint(2, len(text) - 2)
        text = text[:at] + chance.choice("- ") + text[at:]

    return text


def medicare(chance):
    both = CAPITALS + DIGITS
    parts = [any_of(chance, part, 1) for part in ("123456789", CAPITALS, both, DIGITS, CAPITALS, both, DIGITS)]

    return (
        "".join(parts[:4]) + chance.choice("-- ") + "".join(parts[4:]) + chance.choice("-- ")
        + any_of(chance, CAPITALS, 2) + any_of(chance, DIGITS, 2)
    )


def chunks(chance, text):
    size = chance.randint(2, 4)

    return chance.choice(" -").join(text[at : at + size] for at in range(0, len(text), size))


def money(chance):
    if chance.random() < 0.1:
        return f"{chance.choice([5, 10, 15, 20, 25, 30, 40, 50])}%"

    amount = int(chance.choice(AMOUNTS))
    text = f"${amount:,}" if chance.random() < 0.8 else f"${amount}"

    return text + (".00" if chance.random() < 0.1 else "")


def words(chance):
    kind = chance.random()

    if kind < 0.62:
        text = chance.choice(LABELS)
    elif kind < 0.8:
        middle = chance.choice(CAPITALS) + ". " if chance.random() < 0.2 else ""
        text = f"{chance.choice(GIVEN)} {middle}{chance.choice(FAMILY)}"
    else:
        made_up = lambda: "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()
        text = " ".join(made_up() for _ in range(chance.randint(1, 2)))

    kind = chance.random()

    return text.upper() if kind < 0.3 else text.lower() if kind < 0.34 else text


def phone(chance):
    area, line = any_of(chance, "2345678", 1) + any_of(chance, DIGITS, 2), "01" + any_of(chance, DIGITS, 2)

    return chance.choice([f"1-{area}-555-{line}", f"({area}) 555-{line}", f"{area}-555-{line}", f"{area}.555.{line}"])


def date(chance):
    form = chance.choice(["{m:02}/{d:02}/{y}", "{m}/{d}/{y}", "{m:02}-{d:02}-{y}", "{m:02}/{y}"])

    return form.format(m=chance.randint(1, 12), d=chance.randint(1, 28), y=chance.choice([*range(2019, 2027), 1948, 1987, 99]))


def text(chance):
    label = lambda between: chance.choice(LABELS) + chance.choice(between)
    forms = [
        (50, lambda: code(chance)),
        (10, lambda: label([": ", " ", ":", "# ", " # "]) + code(chance)),
        (8, lambda: money(chance)),
        (5, lambda: label([" ", ": ", " .... "]) + money(chance)),
        (3, lambda: "/".join(money(chance) for _ in range(chance.randint(2, 3)))),
        (3, lambda: date(chance)),
        (2, lambda: phone(chance)),
        (19, lambda: words(chance) + (":" if chance.random() < 0.25 else "")),
    ]

    return chance.choices([form for _, form in forms], [weight for weight, _ in forms])[0]()


def upright(chance, groups):
    """Any file of any family; slanted ones seldom."""
    for _ in range(6):
        path = chance.choice(chance.choice(groups))

        if not any(part in os.path.basename(path).lower() for part in SLANTED) or chance.random() < 0.12:
            break

    return path


def inked(chance, path, line, cap=60):
    """The line, large, 255 where ink is; its capitals are `cap` pixels tall."""
    box = face(path, 100).getbbox("H")
    font = face(path, int(100 * cap / max(box[3] - box[1], 20)))
    top = cap - font.getbbox("H")[1]
    tracking = chance.uniform(-0.02, 0.14) * cap if chance.random() < 0.3 else 0
    space = chance.uniform(0.7, 1.3)
    image = Image.new("L", (int(180 + len(line) * cap * 1.35), cap * 3), 0)
    pen, x = ImageDraw.Draw(image), 60.0

    if tracking == 0 and chance.random() < 0.7:
        pen.text((x, top), line, 255, font=font)
        x += font.getlength(line)
    else:
        for letter in line:
            pen.text((x, top), letter, 255, font=font)
            x += font.getlength(letter) * (space if letter == " " else 1) + tracking

    ink = np.asarray(image)[:, : min(int(x) + 60, image.width)]

    if chance.random() < 0.06:
        change = cv2.dilate if chance.random() < 0.5 else cv2.erode
        ink = change(ink, np.ones((3, 3), np.uint8), iterations=chance.randint(1, 2))

    return ink


def surroundings(chance, ink, box, path, cap):
    """The line above or below, and rules."""
    _, _, top, bottom = box
    ink = ink.copy()

    if chance.random() < 0.2:
        other = inked(chance, path, text(chance), cap)
        width = min(other.shape[1], ink.shape[1])
        down = int(cap * chance.uniform(1.25, 1.8)) * chance.choice([-1, 1])
        moved = np.zeros_like(ink)

        if down > 0:
            moved[down:, :width] = other[:-down, :width]
        else:
            moved[:down, :width] = other[-down:, :width]

        ink = np.maximum(ink, moved)

    if chance.random() < 0.15:
        y = min(bottom + int(cap * chance.uniform(0.12, 0.5)), ink.shape[0] - 2)
        ink[y : y + chance.randint(2, 9)] = 255

    if chance.random() < 0.08:
        y = max(top - int(cap * chance.uniform(0.15, 0.5)), 1)
        ink[max(y - chance.randint(2, 9), 0) : y] = 255

    return ink


def seen(chance, ink, cap):
    """As the camera sees it: the picture, how it was moved there, and how tall its capitals are."""
    contrast = chance.uniform(70, 225)
    paper = chance.uniform(contrast, 250)
    slope = np.linspace(-1, 1, ink.shape[1])[None] * chance.uniform(-14, 14)
    image = np.clip(paper + slope - ink.astype(np.float32) / 255 * contrast, 0, 255)
    tall = np.exp(chance.uniform(np.log(12.5), np.log(36)))
    scale, turn, stretch = tall / cap, np.deg2rad(chance.gauss(0, 0.8)), chance.uniform(0.88, 1.14)
    width, height = int(ink.shape[1] * scale * stretch) + 6, int(ink.shape[0] * scale) + 6
    way = np.array(
        [[scale * stretch, scale * chance.gauss(0, 0.04), 0], [scale * np.sin(turn), scale * np.cos(turn), 0]], np.float32
    )
    middle = np.array([ink.shape[1] / 2, ink.shape[0] / 2])
    way[:, 2] = np.array([width / 2 + chance.random(), height / 2 + chance.random()]) - way[:, :2] @ middle
    image = cv2.GaussianBlur(image, (0, 0), max(0.3, 0.42 / scale))
    image = cv2.warpAffine(image, way, (width, height), flags=cv2.INTER_LINEAR, borderValue=float(paper))
    image = cv2.GaussianBlur(image, (0, 0), chance.uniform(0.2, min(1.6, tall * 0.075)))

    if chance.random() < 0.12:
        path = chance.randint(2, max(2, int(tall * 0.16)))
        kernel = np.zeros((path, path), np.float32)
        kernel[path // 2] = 1 / path
        image = cv2.filter2D(image, -1, kernel if chance.random() < 0.6 else kernel.T)

    noise = chance.uniform(0.5, 7) * contrast / 200 + chance.uniform(0, 2)
    grain = np.random.default_rng(chance.getrandbits(32)).normal(0, noise, image.shape)
    image = np.clip(image + grain, 0, 255).astype(np.uint8)

    if chance.random() < 0.7:
        packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(50, 95)])[1]
        image = cv2.imdecode(packed, 0)

    return image, way, tall


def sample(chance, groups, cap=60):
    """A line, cut out as the card's segments are, and its text; `None` where it became too wide or too small."""
    line, path = text(chance), upright(chance, groups)
    ink = inked(chance, path, line, cap)
    rows, columns = np.nonzero(ink > 60)

    if len(columns) < 20:
        return None

    left, right, top, bottom = box = columns.min(), columns.max(), rows.min(), rows.max()
    image, way, tall = seen(chance, surroundings(chance, ink, box, path, cap), cap)
    # Levelled: a card is 1280 pixels wide, whatever it was in the frame.
    up = chance.uniform(0.95, 1.55)
    image = cv2.resize(image, None, fx=up, fy=up, interpolation=cv2.INTER_LINEAR)
    corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]], np.float32)
    places = (way[:, :2] @ corners.T + way[:, 2:]).T * up
    (x0, y0), (x1, y1), tall = places.min(0), places.max(0), tall * up
    x0, x1 = x0 - tall * chance.uniform(0.08, 0.5), x1 + tall * chance.uniform(0.08, 0.5)
    y0, y1 = y0 - tall * chance.uniform(0.04, 0.32), y1 + tall * chance.uniform(0.04, 0.32)

    if y1 - y0 < tall * 1.08:
        y0, y1 = y0 - tall * 0.12, y1 + tall * 0.12

    cut = image[max(int(y0), 0) : int(y1) + 1, max(int(x0), 0) : int(x1) + 1]

    if min(cut.shape) < 6:
        return None

    width = max(8, int(cut.shape[1] * TALL / cut.shape[0] * chance.uniform(0.95, 1.05)))
    shrinks = cut.shape[0] > TALL

    if width > WIDE:
        return None

    cut = cv2.resize(cut, (width, TALL), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)

    return stretched(cut), line


def stretched(cut):
    """The darkest fiftieth black, the lightest white, as `line_model.rs` does it."""
    dark, light = np.percentile(cut, 2), np.percentile(cut, 98)

    return np.clip((cut.astype(np.float32) - dark) * (255 / max(light - dark, 16)), 0, 255).astype(np.uint8)


def main():
    seed, count, directory = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    chance, groups = random.Random(seed), families()
    os.makedirs(directory, exist_ok=True)
    print(len(groups), "families")

    for shard in range(0, count, SHARD):
        pictures, widths, texts = np.full((SHARD, TALL, WIDE), 255, np.uint8), np.zeros(SHARD, np.int16), []

        while len(texts) < SHARD:
            drawn = sample(chance, groups)

            if drawn is not None:
                cut, line = drawn
                pictures[len(texts), :, : cut.shape[1]] = cut
                widths[len(texts)] = cut.shape[1]
                texts.append(line)

        np.savez(f"{directory}/{seed:03}-{shard // SHARD:03}.npz", pictures=pictures, widths=widths, texts=np.array(texts))


if __name__ == "__main__":
    main()
