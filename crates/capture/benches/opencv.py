"""The steps of a verdict and of a reading as they are put together with OpenCV and Tesseract in a day.

opencv.py verdict|read PICTURE...   prints the median and the 95th percentile in milliseconds.
"""

import re
import subprocess
import sys
import time

import cv2
import numpy

ROUNDS = {"verdict": 40, "read": 8}
CARD = (1280, 807)


def find(frame):
    """The largest quadrilateral with a card's shape: channels, blur, Canny, contours, polygons."""
    small = cv2.resize(frame, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    edges = None

    for channel in cv2.split(cv2.GaussianBlur(small, (5, 5), 0)):
        found = cv2.Canny(channel, 40, 120)
        edges = found if edges is None else cv2.bitwise_or(edges, found)

    edges = cv2.dilate(edges, numpy.ones((3, 3), numpy.uint8))
    contours, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    best, most = None, 0.0

    for contour in contours:
        polygon = cv2.approxPolyDP(contour, 0.02 * cv2.arcLength(contour, True), True)
        area = cv2.contourArea(polygon)

        if len(polygon) != 4 or not cv2.isContourConvex(polygon) or area > 0.9 * small.shape[0] * small.shape[1]:
            continue

        _, (one, other), _ = cv2.minAreaRect(polygon)
        ratio = max(one, other) / max(min(one, other), 1)

        if abs(ratio / 1.586 - 1) < 0.1 and area > most:
            best, most = polygon.reshape(4, 2).astype(numpy.float32) * 4, area

    return best


def order(quad):
    middle = quad.mean(axis=0)
    quad = sorted(quad, key=lambda corner: numpy.arctan2(corner[1] - middle[1], corner[0] - middle[0]))
    start = min(range(4), key=lambda index: quad[index][0] + quad[index][1])

    return numpy.array(quad[start:] + quad[:start], numpy.float32)


def verdict(frame):
    quad = find(frame)

    if quad is None:
        return "none"

    x, y, width, height = cv2.boundingRect(quad)
    grey = cv2.cvtColor(frame[y : y + height, x : x + width], cv2.COLOR_BGR2GRAY)
    half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    sharp = cv2.Laplacian(half, cv2.CV_32F).var() / max(half.mean(), 1) ** 2
    glare = (grey > 251).mean()

    return "ok" if sharp > 0.01 and glare < 0.012 else "bad"


def read(frame):
    quad = find(frame)

    if quad is None:
        return {}

    to = numpy.array([(0, 0), (CARD[0], 0), CARD, (0, CARD[1])], numpy.float32)
    card = cv2.warpPerspective(frame, cv2.getPerspectiveTransform(order(quad), to), CARD)
    _, picture = cv2.imencode(".png", cv2.cvtColor(card, cv2.COLOR_BGR2GRAY))
    text = subprocess.run(
        ["tesseract", "stdin", "stdout", "--psm", "11"],
        input=picture.tobytes(),
        capture_output=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        check=False,
    ).stdout.decode(errors="replace")
    patterns = {
        "member_id": r"(?:Member|Subscriber)?\s*ID[:#\s]+([A-Z0-9-]{6,})",
        "group_number": r"(?:Group|Grp)[a-z.:#\s]+([A-Z0-9-]{3,})",
        "rx_bin": r"BIN[:#\s]+(\d{6})",
    }

    return {name: match.group(1) for name, pattern in patterns.items() if (match := re.search(pattern, text))}


def main():
    steps = {"verdict": verdict, "read": read}[sys.argv[1]]
    cv2.setNumThreads(1)

    for path in sys.argv[2:]:
        frame = cv2.imread(path)

        if frame is None:
            continue

        times = []

        for _ in range(ROUNDS[sys.argv[1]]):
            start = time.perf_counter()
            steps(frame)
            times.append((time.perf_counter() - start) * 1000)

        times.sort()
        name = path.rsplit("/", 1)[-1]
        print(f"{times[len(times) // 2]:8.1f} ms median {times[len(times) * 95 // 100]:8.1f} ms p95  {name}")


if __name__ == "__main__":
    main()
