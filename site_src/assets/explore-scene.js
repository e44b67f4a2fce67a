// What is drawn of values by category: a scene is a list of shapes, put onto the page, into a file or onto a canvas.
// Colours are those of the light scheme; the style sheet maps them to the scheme of the page.
const ACCENT = "#0F6CA3", TEXT = "#1B2733", QUIET = "#4A5663", PLAN = "#6B7785", TARGET = "#5B3E96", GROUND = "#FFFFFF", GRID = "#D5DCE3";
const LINES = [[ACCENT], ["#8F5400"], ["#1B7F3B"], [TARGET], ["#B3261E"], [ACCENT, "6 3"], ["#8F5400", "6 3"], ["#1B7F3B", "6 3"]];
export const MOST_LINES = LINES.length, MOST_BARS = 40, MOST_PANELS = 60, SHADES = [0.1, 0.26, 0.44, 1];
const FONT = 13, SMALL = 11, LETTER = 7.2, NS = "http://www.w3.org/2000/svg";

const text = (x, y, content, more = {}) => ({ is: "text", x, y, content, fill: TEXT, anchor: "start", bold: false, ...more });
const path = (d, more = {}) => ({ is: "path", d, fill: "none", stroke: "none", width: 1, dash: "", opacity: 1, title: "", ...more });
const rectangle = (x, y, width, height, more) => path(`M${x} ${y}h${width}v${height}h${-width}z`, more);
const short = (name, width) => (name.length * LETTER <= width ? name : `${name.slice(0, Math.max(Math.floor(width / LETTER) - 1, 1))}…`);
// A text that a line may cross: the ground shows around its letters.
const halo = (x, y, content, more = {}) => text(x, y, content, { ...more, halo: true });
const round = (number) => Math.round(number * 10) / 10;

// A hollow mark: the portal computed the value.
const ring = (x, y, colour, more = {}) => path(`M${round(x - 4)} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`, { fill: GROUND, stroke: colour, width: 1.5, ...more });

// Round numbers from below the lowest value to above the highest, four or five of them.
const steps = (low, high) => {
  if (!(high > low)) return [low];
  const rough = (high - low) / 4, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((found) => found >= rough * 0.999);
  const first = Math.floor(low / step + 1e-9), last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)));
};

// Bars of one period, best first; rows: { code, name, number, text, picked, hollow }.
export const bars = (rows, target, width) => {
  const HEIGHT = 26, named = Math.min(Math.max(...rows.map(({ name }) => name.length)) * LETTER + 10, width * 0.4);
  const said = Math.max(...rows.map((row) => row.text.length)) * LETTER + 14, top = target ? 22 : 4;
  const values = [0, ...rows.map(({ number }) => number), ...(target ? [target[0]] : [])], low = Math.min(...values), high = Math.max(...values);
  const at = (value) => round(named + ((value - low) / (high - low || 1)) * (width - named - said)), shapes = [], labels = [];
  rows.forEach((row, place) => {
    const y = top + place * HEIGHT, from = Math.min(at(0), at(row.number)), to = Math.max(at(0), at(row.number));
    shapes.push(rectangle(from, y + 4, Math.max(to - from, 1), HEIGHT - 8, { fill: row.hollow ? GROUND : ACCENT, ...(row.hollow ? { stroke: ACCENT, width: 1.5, dash: "4 2" } : {}), opacity: row.picked || !rows.some(({ picked }) => picked) ? 1 : 0.45, title: `${row.name}: ${row.text}` }));
    labels.push(
      text(named - 8, y + 17, short(row.name, named - 8), { anchor: "end", bold: row.picked }),
      halo(to + 6, y + 17, row.text, { bold: row.picked }));
  });
  const height = top + rows.length * HEIGHT + 4;
  if (target) {
    const x = at(target[0]), anchor = x > width / 2 ? "end" : "start";
    shapes.push(path(`M${x} ${top - 4}V${height}`, { stroke: TARGET, width: 2 }));
    labels.push(text(x, 13, `${target[2]}: ${target[1]}`, { fill: TARGET, anchor }));
  }
  return { width, height, shapes: [...shapes, ...labels] };
};

// Labels at the right end, at least a line apart, each as near to its own height as may be.
const apart = (labels, height) => {
  labels.sort((one, other) => one.y - other.y);
  labels.forEach((label, place) => { if (place) label.y = Math.max(label.y, labels[place - 1].y + FONT + 2); });
  const over = labels.length ? labels.at(-1).y - height : 0;
  if (over > 0) for (let place = labels.length - 1, least = height; place >= 0; place -= 1, least -= FONT + 2) labels[place].y = Math.min(labels[place].y, least);
  return labels;
};

const stroke = (numbers, across, up) => {
  let d = "", isDown = false;
  numbers.forEach((number, place) => {
    if (number !== null) {
      const alone = !isDown && (numbers[place + 1] ?? null) === null;
      d += `${isDown ? "L" : "M"}${across[place]} ${up(number)}${alone ? "h.1" : ""}`;
    }
    isDown = number !== null;
  });
  return d;
};

// Lines over all periods: those that are chosen coloured and named at their end, the rest grey in one path.
// What a reader points at is read from `read`: the height of each value, and the line of each row.
export const lines = ({ rows, whole, target, periods, isRank, tick }, width) => {
  const height = width < 500 ? 320 : 400, named = rows.filter(({ picked }) => picked);
  const labelled = [...named, ...(whole ? [whole] : [])];
  const right = Math.min(Math.max(...labelled.map(({ name }) => name.length), 4) * LETTER + 12, width * 0.34);
  const numbers = [...rows, ...(whole ? [whole] : [])].flatMap((row) => row.numbers.filter((number) => number !== null));
  if (target && !isRank) numbers.push(target[0]);
  let low = Infinity, high = -Infinity;
  for (const number of numbers) { if (number < low) low = number; if (number > high) high = number; }
  const marks = isRank ? [...new Set([low, Math.round((low + high) / 2), high])] : steps(low, high);
  if (!isRank) [low, high] = [marks[0], marks.at(-1)];
  const left = 12 + Math.max(...marks.map((number) => tick(number).length)) * LETTER, first = periods[0][2], last = periods.at(-1)[2];
  const across = periods.map((period) => round(left + ((period[2] - first) / (last - first || 1)) * (width - left - right)));
  const part = (number) => (high > low ? (number - low) / (high - low) : 0.5);
  const up = (number) => round(14 + (isRank ? part(number) : 1 - part(number)) * (height - 44)), shapes = [];
  for (const number of marks) {
    shapes.push(path(`M${left} ${up(number)}H${width - right}`, { stroke: GRID }), text(left - 6, up(number) + 4, tick(number), { anchor: "end", fill: QUIET }));
  }
  const step = Math.ceil((periods.length * 64) / (width - left - right));
  periods.forEach((period, place) => {
    if ((periods.length - 1 - place) % step === 0) shapes.push(text(across[place], height - 8, period[1], { anchor: place ? "middle" : "start", fill: QUIET }));
  });
  if (target && !isRank) shapes.push(path(`M${left} ${up(target[0])}H${width - right}`, { stroke: TARGET, width: 2, dash: "3 3" }));
  const grey = rows.filter(({ picked }) => !picked).map((row) => stroke(row.numbers, across, up)).join("");
  if (grey) shapes.push(path(grey, { stroke: PLAN, opacity: 0.35 }));
  const labels = [];
  labelled.forEach((row, place) => {
    const [colour, dash = ""] = row === whole ? [TEXT] : LINES[place % LINES.length], end = row.numbers.findLastIndex((number) => number !== null);
    shapes.push(path(stroke(row.numbers, across, up), { stroke: colour, width: row === whole ? 3 : 2, dash }));
    for (const spot of row.hollow || []) shapes.push(ring(across[spot], up(row.numbers[spot]), colour));
    if (end >= 0) labels.push({ y: up(row.numbers[end]) + 4, name: row.name, colour });
  });
  if (target && !isRank) labels.push({ y: up(target[0]) + 4, name: target[2], colour: TARGET });
  for (const label of apart(labels, height - 30)) shapes.push(text(width - right + 8, label.y, short(label.name, right - 10), { fill: label.colour, bold: true }));
  const all = [...rows, ...(whole ? [whole] : [])];
  const read = { across, rows: all.map((row) => ({ row, heights: row.numbers.map((number) => (number === null ? null : up(number))) })), line: (row) => stroke(row.numbers, across, up) };
  return { width, height, shapes, read };
};

// What is pointed at: its line over the others, and a mark at the value.
export const marked = ({ read }, found, place) => [
  path(read.line(found.row), { stroke: TEXT, width: 2.5 }), ring(read.across[place], found.heights[place], TEXT, { width: 2.5 }),
];

// A small line for each row, all on one scale, best first; the line of the whole stands behind each.
export const panels = ({ rows, whole, target, periods, tick }, width) => {
  const columns = Math.max(Math.floor(width / 180), 2), wide = width / columns, HIGH = 112, top = target || whole ? 24 : 0, low0 = 28, deep = 56;
  const numbers = [...rows, ...(whole ? [whole] : [])].flatMap((row) => row.numbers.filter((number) => number !== null));
  if (target) numbers.push(target[0]);
  const marks = steps(Math.min(...numbers), Math.max(...numbers)), low = marks[0], high = marks.at(-1), first = periods[0][2], last = periods.at(-1)[2];
  const gap = Math.max(tick(low).length, tick(high).length) * LETTER + 6, shapes = [];
  if (target) shapes.push(path("M0 9H28", { stroke: TARGET, width: 1.5, dash: "3 3" }), text(34, 14, `${target[2]}: ${target[1]}`, { fill: TARGET }));
  if (whole) {
    const start = target ? 58 + `${target[2]}: ${target[1]}`.length * LETTER : 0;
    shapes.push(path(`M${start} 9H${start + 28}`, { stroke: PLAN, opacity: 0.5 }), text(start + 34, 14, whole.name, { fill: QUIET }));
  }
  rows.forEach((row, place) => {
    const x = (place % columns) * wide, y = top + Math.floor(place / columns) * HIGH;
    const across = periods.map((period) => round(x + gap + ((period[2] - first) / (last - first || 1)) * (wide - gap - 18)));
    const up = (number) => round(y + low0 + (high > low ? 1 - (number - low) / (high - low) : 0.5) * deep);
    const end = row.numbers.findLastIndex((number) => number !== null), said = row.texts[end] || "";
    for (const number of new Set([low, high])) {
      shapes.push(path(`M${round(x + gap)} ${up(number)}H${round(x + wide - 18)}`, { stroke: GRID }), text(x + gap - 4, up(number) + 4, tick(number), { anchor: "end", fill: QUIET, small: true }));
    }
    if (target) shapes.push(path(`M${round(x + gap)} ${up(target[0])}H${round(x + wide - 18)}`, { stroke: TARGET, width: 1.5, dash: "3 3" }));
    if (whole) shapes.push(path(stroke(whole.numbers, across, up), { stroke: PLAN, opacity: 0.5 }));
    shapes.push(path(stroke(row.numbers, across, up), { stroke: ACCENT, width: row.picked ? 3 : 2, title: `${row.name}: ${said}` }));
    for (const spot of row.hollow || []) shapes.push(ring(across[spot], up(row.numbers[spot]), ACCENT));
    shapes.push(
      text(x, y + 16, short(row.name, wide - 22 - said.length * LETTER), { bold: true }), text(x + wide - 18, y + 16, said, { anchor: "end" }),
      text(across[0], y + low0 + deep + 15, periods[0][1], { fill: QUIET, small: true }), text(across.at(-1), y + low0 + deep + 15, periods.at(-1)[1], { anchor: "end", fill: QUIET, small: true }));
  });
  return { width, height: top + Math.ceil(rows.length / columns) * HIGH, shapes };
};

// Tiles where the code list places them; rows that have a tile, each with its shade from 1 to 4, 0 without a figure.
export const tiles = (rows, width) => {
  const columns = Math.max(...rows.map(({ tile }) => tile[0])), lines = Math.max(...rows.map(({ tile }) => tile[1]));
  const size = Math.min(Math.floor(width / columns), 48), high = Math.min(size, 34);
  const shapes = rows.flatMap((row) => {
    const x = (row.tile[0] - 1) * size + 1, y = (row.tile[1] - 1) * high + 1, title = `${row.name}: ${row.text}`;
    const fill = row.step ? { fill: ACCENT, opacity: SHADES[row.step - 1] } : {};
    return [
      rectangle(x, y, size - 3, high - 3, { ...fill, title }),
      rectangle(x, y, size - 3, high - 3, { stroke: row.picked ? TEXT : row.step ? ACCENT : PLAN, width: row.picked ? 2.5 : 1, dash: row.step && !row.hollow ? "" : "3 2", title }),
      text(x + (size - 3) / 2, y + high / 2 + 3, row.tile[2], { anchor: "middle", fill: row.step === 4 ? GROUND : TEXT, bold: row.picked }),
    ];
  });
  return { width: columns * size, height: lines * high, shapes };
};

// What the shades of a map mean, below it.
export const keyed = (scene, entries, width) => {
  let x = 0, y = scene.height + 12, right = scene.width;
  const shapes = [];
  for (const { step, said } of entries) {
    const wide = 40 + said.length * LETTER;
    if (x && x + wide > width) { x = 0; y += 24; }
    shapes.push(
      rectangle(x + 1, y, 14, 14, step ? { fill: ACCENT, opacity: SHADES[step - 1] } : {}),
      rectangle(x + 1, y, 14, 14, { stroke: step ? ACCENT : PLAN, dash: step ? "" : "3 2" }), text(x + 22, y + 12, said));
    x += wide;
    right = Math.max(right, x);
  }
  return { ...scene, width: right, height: y + 22, shapes: [...scene.shapes, ...shapes] };
};

// Areas by their shapes; rows each with its shade from 1 to 4, 0 without a figure. Paths hold whole numbers alone.
export const areas = (rows, { size, paths }, width) => {
  const factor = Math.min(Math.min(width, 440) / size[0], 560 / size[1]), known = new Map(rows.map((row) => [row.code, row]));
  const shapes = Object.entries(paths).flatMap(([code, path]) => {
    const row = known.get(code), step = row?.step, d = path.replace(/-?\d+/g, (number) => (number * factor).toFixed(1));
    const outline = { is: "path", d, fill: "none", stroke: row?.picked ? TEXT : step === SHADES.length ? GROUND : step ? ACCENT : PLAN, width: row?.picked ? 2.5 : 1, dash: step && !row.hollow ? "" : "3 2", opacity: 1, rule: "evenodd" };
    return step ? [{ ...outline, fill: ACCENT, stroke: "none", opacity: SHADES[step - 1], title: `${row.name}: ${row.text}` }, outline] : [{ ...outline, title: row && `${row.name}: ${row.text}` }];
  });
  return { width: size[0] * factor, height: size[1] * factor, shapes };
};

// The scene below a title and above a foot, as a file has it.
export const picture = (scene, title, foot) => ({
  width: scene.width + 40, height: scene.height + 90,
  shapes: [
    rectangle(0, 0, scene.width + 40, scene.height + 90, { fill: GROUND }), text(20, 28, title, { bold: true }),
    ...scene.shapes.map((shape) => ({ ...shape, shift: [20, 46] })), text(20, scene.height + 76, foot, { fill: QUIET }),
  ],
});

const element = (name, attributes, content) => {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") node.setAttribute(key, value);
  if (content) node.textContent = content;
  return node;
};
const drawn = (shape) => {
  const transform = shape.shift ? `translate(${shape.shift})` : "";
  const node = shape.is === "text"
    ? element("text", { x: round(shape.x), y: round(shape.y), fill: shape.fill, "text-anchor": shape.anchor, "font-weight": shape.bold ? 700 : "", "font-size": shape.small ? SMALL : "", transform, ...(shape.halo ? { stroke: GROUND, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" } : {}) }, shape.content)
    : element("path", { d: shape.d, fill: shape.fill, "fill-rule": shape.rule || "", stroke: shape.stroke, "stroke-width": shape.width, "stroke-dasharray": shape.dash, opacity: shape.opacity === 1 ? "" : shape.opacity, "stroke-linejoin": "round", "stroke-linecap": "round", transform });
  if (shape.title && shape.is !== "text") node.append(element("title", {}, shape.title));
  return node;
};

// Shapes over a drawing, apart from its own.
export const over = (shapes) => {
  const group = element("g", { "pointer-events": "none" });
  group.append(...shapes.map(drawn));
  return group;
};

export const svg = (scene, label) => {
  const root = element("svg", { class: "chart", viewBox: `0 0 ${scene.width} ${scene.height}`, width: scene.width, height: scene.height, role: "img", "aria-label": label, "font-family": "sans-serif", "font-size": FONT });
  root.append(...scene.shapes.map(drawn));
  return root;
};

export const canvas = (scene) => {
  const drawn = Object.assign(document.createElement("canvas"), { width: scene.width * 2, height: scene.height * 2 }), pen = drawn.getContext("2d");
  for (const shape of scene.shapes) {
    pen.setTransform(2, 0, 0, 2, ...(shape.shift || [0, 0]).map((length) => length * 2));
    pen.globalAlpha = shape.opacity ?? 1;
    if (shape.is === "text") {
      Object.assign(pen, { font: `${shape.bold ? "bold " : ""}${shape.small ? SMALL : FONT}px sans-serif`, fillStyle: shape.fill, textAlign: { start: "left", middle: "center", end: "right" }[shape.anchor] });
      if (shape.halo) {
        pen.setLineDash([]);
        Object.assign(pen, { strokeStyle: GROUND, lineWidth: 4, lineJoin: "round" });
        pen.strokeText(shape.content, shape.x, shape.y);
      }
      pen.fillText(shape.content, shape.x, shape.y);
    } else {
      const traced = new Path2D(shape.d);
      if (shape.fill !== "none") { pen.fillStyle = shape.fill; pen.fill(traced, shape.rule || "nonzero"); }
      if (shape.stroke !== "none") {
        Object.assign(pen, { strokeStyle: shape.stroke, lineWidth: shape.width, lineJoin: "round", lineCap: "round" });
        pen.setLineDash(shape.dash ? shape.dash.split(" ").map(Number) : []);
        pen.stroke(traced);
      }
    }
  }
  return drawn;
};
