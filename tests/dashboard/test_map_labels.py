"""Names on the map: none on a point or on another name, and left out only for want of room."""

import random

from dashboard.panels.map_labels import LETTER, LINE, POINT, SIDES, label_sides, still_clear

WIDTH, HEIGHT = 560, 430


def _box(side, x, y, name):
    long = len(name) * LETTER
    left = {SIDES[0]: x - POINT / 2 - long, SIDES[1]: x + POINT / 2}.get(side, x - long / 2)
    top = {SIDES[2]: y - POINT / 2 - LINE, SIDES[3]: y + POINT / 2}.get(side, y - LINE / 2)
    return left, top, left + long, top + LINE


def _meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_no_name_lies_on_a_point_or_a_name_or_outside():
    chance = random.Random(8)
    for many in (1, 5, 30, 200):
        points = [(chance.uniform(20, WIDTH - 20), chance.uniform(20, HEIGHT - 20)) for _ in range(many)]
        names = ["ن" * chance.randint(3, 14) for _ in points]
        sides = label_sides(points, names, 0, WIDTH, HEIGHT)
        boxes = [_box(side, *points[index], names[index]) for index, side in sides.items()]
        assert 0 in sides
        assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT for box in boxes)
        assert not any(_meet(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :])
        markers = [(x - POINT / 2, y - POINT / 2, x + POINT / 2, y + POINT / 2) for x, y in points]
        assert not any(_meet(box, marker) for box in boxes for marker in markers)


def test_a_name_takes_another_side_when_its_own_is_taken():
    alone = label_sides([(400, 200)], ["الشعفة"], 0, WIDTH, HEIGHT)
    beside = label_sides([(400, 200), (370, 200)], ["الشعفة", "السوسة"], 0, WIDTH, HEIGHT)
    assert alone == {0: "middle left"}
    assert beside == {0: "middle right", 1: "middle left"}


def test_the_chosen_point_has_its_name_before_others():
    crowd = [(250 + 6 * step, 200) for step in range(20)]
    names = ["الباغوز فوقاني"] * 20
    assert 13 in label_sides(crowd, names, 13, WIDTH, HEIGHT)


def test_on_a_smaller_map_only_names_that_are_clear_there_are_left():
    points, names = [(100, 200), (300, 200), (420, 200)], ["الشعفة", "السوسة", "هجين"]
    sides = label_sides(points, names, 0, WIDTH, HEIGHT)
    assert still_clear(points, names, sides, WIDTH, HEIGHT) == {0, 1, 2}
    half = [(x * 0.3, y) for x, y in points]
    left = still_clear(half, names, sides, WIDTH * 0.3, HEIGHT)
    assert left < {0, 1, 2}
    boxes = [_box(sides[index], *half[index], names[index]) for index in left]
    assert not any(_meet(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :])
