"""Teaches the line reader: teach.py LINES_DIRECTORY MINUTES WEIGHTS.pt"""

import glob
import math
import random
import sys
import time

import cv2
import numpy as np
import torch
from torch import nn

from lines import ALPHABET

# What the network sees, in pixels, and how many pixels one step of its answer stands for.
TALL, WIDE, STEP = 32, 256, 4
BATCH = 64
FASTEST = 0.003


def layer(before, after, shape=3, padding=1):
    return [nn.Conv2d(before, after, shape, padding=padding, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)]


class LineReader(nn.Module):
    """Shapes of letters, then what stands left and right of them, then how likely each letter is at each step."""

    def __init__(self, letters=len(ALPHABET) + 1, deep=96):
        super().__init__()
        self.body = nn.Sequential(
            *layer(1, 12), nn.MaxPool2d(2),
            *layer(12, 24), nn.MaxPool2d(2),
            *layer(24, 40), *layer(40, 48), nn.MaxPool2d((2, 1)),
            *layer(48, 64),
            *layer(64, deep, (4, 3), (0, 1)),
        )
        self.mix = nn.Sequential(*layer(deep, deep, (1, 3), (0, 1)), nn.Dropout(0.1))
        self.mix2 = nn.Sequential(*layer(deep, deep, (1, 5), (0, 2)), nn.Dropout(0.1))
        self.out = nn.Conv2d(deep, letters, 1)

    def forward(self, lines):
        seen = self.body(lines)
        seen = seen + self.mix(seen)
        seen = seen + self.mix2(seen)

        return self.out(seen).squeeze(2)


def load(path):
    with np.load(path) as file:
        pictures, widths, texts = file["pictures"], file["widths"].astype(np.int64), file["texts"]

    small = np.stack([cv2.resize(picture, (WIDE, TALL), interpolation=cv2.INTER_AREA) for picture in pictures])

    return small, (widths * 4 + 4) // 5, texts


def batches(pictures, widths, texts):
    """Lines of about the same width together."""
    order = np.argsort(widths + np.random.randint(0, 24, len(widths)))
    parts = [order[at : at + BATCH] for at in range(0, len(order) - BATCH + 1, BATCH)]
    random.shuffle(parts)

    for part in parts:
        width = int((widths[part].max() + 7) // 8 * 8)
        ink = 1 - torch.from_numpy(pictures[part][:, None, :, :width].astype(np.float32) / 255)
        yield ink, widths[part], [texts[at] for at in part]


def varied(ink):
    if random.random() < 0.5:
        ink = ink + torch.randn_like(ink) * random.uniform(0, 0.06)

    return ink.clamp(0, 1) ** random.uniform(0.6, 1.6) if random.random() < 0.5 else ink


def spelled(likely):
    text, before = "", 0

    for letter in likely.argmax(0).tolist():
        if letter not in (before, 0):
            text += ALPHABET[letter - 1]

        before = letter

    return text


def exact(reader, lines):
    """The share of lines that are spelled wholly right."""
    reader.eval()

    with torch.no_grad():
        right = [spelled(one) == text for ink, _, texts in batches(*lines) for one, text in zip(reader(ink), texts)]

    reader.train()

    return sum(right) / len(right)


def main():
    directory, minutes, out = sys.argv[1], float(sys.argv[2]), sys.argv[3]
    torch.manual_seed(1)
    reader = LineReader()
    optimizer = torch.optim.AdamW(reader.parameters(), lr=FASTEST, weight_decay=1e-4)
    loss_of = nn.CTCLoss(zero_infinity=True)
    # The first file is never taught: what is told of it is true of lines not seen.
    untaught, *files = sorted(glob.glob(f"{directory}/*.npz"))
    untaught, seen, step, start = [part[:1500] for part in load(untaught)], dict.fromkeys(files, 0), 0, time.time()

    while (share := (time.time() - start) / (minutes * 60)) < 1:
        fewest = min(seen.values())
        path = random.choice([path for path in files if seen[path] == fewest])
        seen[path] += 1

        for ink, widths, texts in batches(*load(path)):
            share = min((time.time() - start) / (minutes * 60), 1)
            optimizer.param_groups[0]["lr"] = FASTEST * min(1, (step + 1) / 200) * (0.5 + 0.5 * math.cos(math.pi * share)) + 1e-6
            likely = reader(varied(ink)).permute(2, 0, 1).log_softmax(2)
            steps = torch.tensor([min(max(int(width) // STEP, 1), likely.shape[0]) for width in widths])
            spelling = torch.tensor([ALPHABET.index(letter) + 1 for text in texts for letter in text])
            loss = loss_of(likely, spelling, steps, torch.tensor([len(text) for text in texts]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
            optimizer.step()
            step += 1

        print(f"{share:.0%} step {step} loss {loss.item():.3f} exact {exact(reader, untaught):.1%}", flush=True)
        torch.save(reader.state_dict(), out)


if __name__ == "__main__":
    main()
