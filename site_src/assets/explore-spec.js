// A chart as a Vega specification: what a reader chose of it, at a size. Knows nothing of the page.
// Colours are the light tokens; the style sheet maps them to the scheme of the reader.

const GROUND = "#FFFFFF", TEXT = "#1B2733", QUIET = "#4A5663", PLAN = "#6B7785", GRID = "#D5DCE3", TARGET = "#5B3E96";
export const COMPARED = ["#0F6CA3", "#1B7F3B", "#8F5400", "#B3261E"];
const CHARACTER = 0.58, LINE = 1.2;
const DAY = 86400000, FIRST_DAY = 719163;

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const wrapped = (text, characters, most = Infinity) => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length >= characters) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]} …`] : lines;
};

// The year that a place of the x axis belongs to; the end of 2022 is the start of 2023.
export const yearOf = (axis, x) => ({
  periods: () => Math.ceil(x - 1e-6) - 1,
  years: () => x,
  days: () => new Date((x - FIRST_DAY) * DAY).getUTCFullYear(),
}[axis] || (() => null))();

// Every value that is chosen, with the look of its series.
export const chosenPoints = (charts, state) => charts.flatMap((chart, number) => {
  const several = charts.length > 1;
  const series = new Map(chart.series.map((one) => [one.id, one]));
  return chart.points
    .filter((point) => !state.hide.includes(point.series))
    .filter(({ x }) => {
      const year = yearOf(chart.axis, x);
      return year === null || ((!state.from || year >= state.from) && (!state.to || year <= state.to));
    })
    .map((point) => {
      const own = series.get(point.series);
      const colour = several ? COMPARED[number] : own.colour;
      const name = several ? `${chart.name}, ${own.name.toLowerCase()}` : own.name;
      return { ...point, chart: number, name, colour, fill: own.fill === GROUND ? GROUND : colour, shape: own.shape, line: own.line, dash: own.dash };
    });
});

// Points that a line may join: where sources disagree about a place, none is chosen.
const joined = (points) => {
  const lines = new Map();
  for (const point of points) {
    if (!point.line) continue;
    const key = `${point.chart} ${point.line}`;
    lines.set(key, [...(lines.get(key) || []), point]);
  }
  return [...lines].flatMap(([key, own]) => {
    const count = new Map();
    for (const { x } of own) count.set(x, (count.get(x) || 0) + 1);
    return own.filter(({ x }) => count.get(x) === 1).sort((one, other) => one.x - other.x)
      .map((point) => ({ ...point, key }));
  });
};

const scaleOf = (chart, values) => {
  const low = Math.min(...values), high = Math.max(...values);
  if (chart.scale === "rank") {
    const pad = Math.max(3, (high - low) * 0.2);
    return { domain: [Math.max(1, low - pad), high + pad], reverse: true };
  }
  if (chart.scale === "share" && low >= 0) return { domain: [0, high > 75 ? 115 : high * 1.25 || 1] };
  if (chart.scale === "free" && low > 0 && low >= high * 0.7) {
    const pad = (high - low || high) * 0.15;
    return { domain: [low - pad, high + pad] };
  }
  const bottom = Math.min(0, low), top = Math.max(0, high), pad = (top - bottom || 1) * 0.25;
  return { domain: [bottom < 0 ? bottom - pad : 0, top + pad] };
};

const strikes = ([x, y], [x2, y2], box, room) => {
  let first = 0, last = 1;
  for (const [step, before, after] of [[x2 - x, x - box.left + room, box.right + room - x], [y2 - y, y - box.top + room, box.bottom + room - y]]) {
    if (step === 0) {
      if (before < 0 || after < 0) return false;
      continue;
    }
    const [enter, leave] = [-before / step, after / step].sort((one, other) => one - other);
    first = Math.max(first, enter);
    last = Math.min(last, leave);
  }
  return first <= last;
};

// Texts beside their points; none covers another or a point, and no line strikes one.
class Plot {
  constructor(size) {
    Object.assign(this, { size, taken: [], dots: [], strokes: [] });
  }

  place(lines, middles) {
    const { width, height, font } = this.size;
    const half = Math.max(...lines.map((line) => line.length)) * CHARACTER * font / 2, tall = lines.length * LINE * font / 2;
    const overlaps = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    const dot = font * 0.46;
    for (const [x, y] of middles) {
      const box = { left: x - half, right: x + half, top: y - tall, bottom: y + tall };
      if (box.left < 0 || box.right > width || box.top < -10 || box.bottom > height) continue;
      if (this.taken.some((other) => overlaps(box, other))) continue;
      if (this.dots.some(([left, top]) => overlaps(box, { left: left - dot, right: left + dot, top: top - dot, bottom: top + dot }))) continue;
      if (this.strokes.some(([start, end]) => strikes(start, end, box, 2))) continue;
      this.taken.push(box);
      return [x, y];
    }
    return null;
  }

  *around([x, y], text) {
    const { font } = this.size;
    const half = text.length * CHARACTER * font / 2, line = LINE * font, away = font * 0.46 + 4 + line / 2;
    for (const further of [0, 0.5, 1, 1.75]) {
      for (const share of [0, 0.5, -0.5, 1, -1]) {
        yield [x + half * share, y - away - further * line];
        yield [x + half * share, y + away + further * line];
      }
      for (const side of [1, -1]) yield [x + side * (half + font * 0.46 + 4), y - further * line];
    }
  }
}

const firstOfSeries = (points) => {
  const named = new Set(), isCompared = points.some((point) => point.chart);
  return points.map((point) => {
    const key = `${point.chart} ${point.series}`;
    const label = named.has(key) || isCompared || !point.name ? point.text : `${point.name}: ${point.text}`;
    named.add(key);
    return { ...point, label };
  });
};

const ticksOf = (chart, [low, high], width) => {
  if (chart.axis !== "periods" && chart.axis !== "years") return null;
  const years = [];
  for (let year = Math.ceil(low); year <= high; year += 1) years.push(year);
  return years.filter((_, place) => place % (1 + Math.floor(years.length / (width / 56))) === 0);
};

// The places that a reader walks through, with all values at each.
export const places = (points) => {
  const found = new Map();
  for (const point of points) found.set(point.x, [...(found.get(point.x) || []), point]);
  return [...found].sort(([one], [other]) => one - other).map(([x, values]) => ({ x, values }));
};

const geometry = (charts, points, state, size) => {
  const [chart] = charts;
  const path = charts.length === 1 && chart.path && !state.hide.includes("path") ? chart.path : null;
  const inYears = ([x]) => points.length === chart.points.length || (x >= low && x <= high);
  const xs = points.map(({ x }) => x);
  let low = Math.min(...xs), high = Math.max(...xs);
  const isToday = chart.today && (!state.to || yearOf(chart.axis, chart.today.x) <= state.to);
  if (isToday) high = Math.max(high, chart.today.x);
  const corners = path ? path.points.filter(inYears) : [];
  const pads = chart.axis === "periods" ? [0.9, 0.7] : low === high ? [1, 1] : [(high - low) * 0.03, (high - low) * 0.03];
  const across = [low - pads[0], high + pads[1]];
  const values = [...points.map(({ y }) => y), ...corners.map(([, y]) => y)].filter((value) => value !== null);
  const up = scaleOf(chart, values);
  const x = (at) => ((at - across[0]) / (across[1] - across[0])) * size.width;
  const y = (at) => {
    const share = (at - up.domain[0]) / (up.domain[1] - up.domain[0]);
    return (up.reverse ? share : 1 - share) * size.height;
  };
  return { chart, path: corners.length > 1 ? path : null, corners, across, up, x, y, isToday };
};

const written = (shape, points, lines, size) => {
  const { chart, x, y } = shape, texts = [];
  const plot = new Plot(size);
  const spot = ({ x: at, y: value }) => [x(at), y(value)];
  plot.dots = points.filter((point) => point.y !== null).map(spot);
  for (let place = 1; place < lines.length; place += 1) {
    const [one, other] = [lines[place - 1], lines[place]];
    if (one.key === other.key && one.y !== null && other.y !== null) plot.strokes.push([spot(one), spot(other)]);
  }
  for (let place = 1; place < shape.corners.length; place += 1) {
    plot.strokes.push(shape.corners.slice(place - 1, place + 1).map(([at, value]) => [x(at), y(value)]));
  }
  let zone = null, rule = null;
  if (shape.isToday) {
    const at = x(chart.today.x), half = chart.today.text.length * CHARACTER * size.font / 2;
    const middle = clamp(at, half, size.width - half);
    rule = at;
    plot.strokes.push([[at, 0], [at, size.height]]);
    plot.taken.push({ left: middle - half, right: middle + half, top: -2 * size.font, bottom: -2 });
    texts.push({ x: middle, y: -0.8 * size.font, text: chart.today.text, colour: QUIET, weight: "normal" });
  }
  const order = ["target", "actual", "estimate"];
  const rank = ({ series }) => (order.includes(series) ? order.indexOf(series) : 3);
  for (const point of firstOfSeries([...points].sort((one, other) => rank(one) - rank(other)))) {
    if (point.y === null || points.length > 40) continue;
    const middle = plot.place([point.label], plot.around(spot(point), point.label));
    if (middle) texts.push({ x: middle[0], y: middle[1], text: point.label, colour: point.colour, weight: "bold" });
  }
  if (shape.isToday && chart.gap && !points.some((point) => point.chart) && points.some((point) => point.x === chart.gap.x)) {
    const left = x(chart.gap.x), right = rule;
    zone = { x: left, x2: right };
    const lines = wrapped(chart.gap.text, Math.max(Math.floor((right - left) / (CHARACTER * size.font)) - 1, 8));
    const tall = lines.length * LINE * size.font, middles = [];
    for (let at = size.height - tall / 2 - 4; at > tall / 2; at -= size.font / 2) middles.push([(left + right) / 2, at]);
    const middle = plot.place(lines, middles);
    if (middle) {
      lines.forEach((line, number) => texts.push({
        x: middle[0], y: middle[1] + (number - (lines.length - 1) / 2) * LINE * size.font, text: line, colour: QUIET, weight: "normal",
      }));
    }
  }
  if (shape.path) {
    const [[ax, ay], [bx, by]] = [shape.corners[0], shape.corners[shape.corners.length - 1]].map(([at, value]) => [x(at), y(value)]);
    const middles = [0.5, 0.35, 0.65, 0.2, 0.8].flatMap((share) => [1.4, -1.4, 2.4, -2.4, 3.4].map((lines) => [ax + share * (bx - ax), ay + share * (by - ay) + lines * size.font]));
    const middle = plot.place([shape.path.name], middles);
    if (middle) texts.push({ x: middle[0], y: middle[1], text: shape.path.name, colour: TARGET, weight: "bold" });
  }
  return { texts, zone, rule };
};

const textMark = (data, halo) => ({
  type: "text", from: { data }, interactive: false,
  encode: {
    update: {
      x: { field: "x" }, y: { field: "y" }, text: { field: "text" }, baseline: { value: "middle" },
      align: { signal: "datum.align || 'center'" }, fontWeight: { field: "weight" }, fontSize: { signal: "datum.size || font" },
      ...(halo
        ? { fill: { value: GROUND }, stroke: { value: GROUND }, strokeWidth: { value: 4 }, strokeJoin: { value: "round" } }
        : { fill: { field: "colour" } }),
    },
  },
});

// `size` has width and height of the plot, font in px, and padding around the plot; `heads` are
// further texts in px from the corner of the plot.
export const specification = (charts, state, size, heads = []) => {
  const points = chosenPoints(charts, state);
  const lines = joined(points);
  const shape = geometry(charts, points, state, size);
  const { texts, zone, rule } = written(shape, points, lines, size);
  const { chart } = shape, unit = size.font / 13;
  const isDays = chart.axis === "days";
  const place = (x) => (isDays ? (x - FIRST_DAY) * DAY : x);
  const dots = points.filter(({ y }) => y !== null);
  const few = dots.length <= 200;
  const labels = chart.axis === "periods" ? "'' + (datum.value - 1)" : chart.axis === "years" ? "'' + datum.value" : "datum.label";
  const ticks = ticksOf(chart, shape.across, size.width);
  const isWeek = isDays && shape.across[1] - shape.across[0] < 8;
  const tickCount = isWeek ? { interval: "day", step: 1 } : Math.max(2, Math.floor(size.width / 110));
  return {
    width: size.width, height: size.height, padding: size.padding, autosize: "none", background: size.background || null,
    config: {
      locale: chart.locale, aria: false,
      axis: { labelColor: QUIET, domainColor: PLAN, tickColor: PLAN, gridColor: GRID, labelFontSize: size.font, labelFont: "sans-serif" },
      text: { font: "sans-serif" },
    },
    signals: [{ name: "at", value: null }, { name: "font", value: size.font }],
    data: [
      { name: "points", values: dots.map((point) => ({ ...point, x: place(point.x) })) },
      { name: "lines", values: lines.map((point) => ({ ...point, x: place(point.x) })) },
      { name: "path", values: shape.path ? shape.corners.map(([x, y]) => ({ x: place(x), y })) : [] },
      { name: "texts", values: [...texts, ...heads] },
      { name: "zone", values: zone ? [zone] : [] },
      { name: "rules", values: rule === null ? [] : [{ x: rule }] },
    ],
    scales: [
      { name: "x", type: isDays ? "utc" : "linear", domain: shape.across.map(place), range: [0, { signal: "width" }], zero: false },
      { name: "y", type: "linear", domain: shape.up.domain, range: [{ signal: "height" }, 0], reverse: Boolean(shape.up.reverse), zero: false },
    ],
    axes: [
      { scale: "y", orient: "left", grid: true, domain: false, ticks: false, tickCount: 5, labelPadding: 6,
        encode: { labels: { update: { text: { signal: `datum.label + '${chart.suffix}'` } } } } },
      { scale: "x", orient: "bottom", ...(ticks ? { values: ticks } : { tickCount }), labelOverlap: true,
        encode: { labels: { update: { text: { signal: labels } } } } },
    ],
    marks: [
      { type: "rect", from: { data: "zone" }, encode: { update: { x: { field: "x" }, x2: { field: "x2" }, y: { value: 0 }, y2: { signal: "height" }, fill: { value: GRID }, opacity: { value: 0.4 } } } },
      { type: "rule", from: { data: "rules" }, encode: { update: { x: { field: "x" }, y: { value: 0 }, y2: { signal: "height" }, stroke: { value: PLAN } } } },
      { type: "rule", encode: { update: { x: { signal: "at === null ? 0 : scale('x', at)" }, opacity: { signal: "at === null ? 0 : 1" }, y: { value: 0 }, y2: { signal: "height" }, stroke: { value: QUIET }, strokeDash: { value: [2, 3] } } } },
      { type: "line", from: { data: "path" }, encode: { update: { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, stroke: { value: TARGET }, strokeWidth: { value: 6 * unit }, strokeOpacity: { value: 0.22 } } } },
      { type: "group", from: { facet: { name: "line", data: "lines", groupby: "key" } },
        marks: [{ type: "line", from: { data: "line" }, encode: { update: {
          x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, defined: { signal: "datum.y !== null" }, stroke: { field: "colour" },
          strokeWidth: { signal: `datum.dash ? ${1.5 * unit} : ${2.5 * unit}` }, strokeDash: { signal: `datum.dash ? [${5 * unit}, ${4 * unit}] : [1, 0]` } } } }] },
      { type: "symbol", from: { data: "points" }, encode: { update: {
        x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" }, shape: { field: "shape" }, fill: { field: "fill" }, stroke: { field: "colour" }, strokeWidth: { value: few ? 2 * unit : 0 },
        size: { signal: `(datum.x === at ? 2.2 : 1) * ${(few ? 80 : 20) * unit ** 2}` } } } },
      textMark("texts", true),
      textMark("texts", false),
    ],
  };
};

// The same as a picture of 1200 × 675 px with finding, subtitle, what is compared, and foot.
export const pictureSpecification = (charts, state) => {
  const [chart] = charts, left = 100, top = 186, margin = 48;
  const size = { width: 1050, height: 350, font: 21, padding: { left, top, right: 50, bottom: 139 }, background: GROUND };
  const line = (text, y, font, colour, weight) => ({ x: margin - left, y: y - top, text, size: font, colour, weight, align: "left" });
  const title = charts.length > 1 ? charts.map(({ name }) => name).join(" · ") : chart.name === chart.title ? chart.title : `${chart.name}: ${chart.title}`;
  const titles = wrapped(title, 60, 2);
  const heads = titles.map((text, number) => line(text, margin + 10 + number * 42, 34, TEXT, "bold"));
  const below = margin + 10 + titles.length * 42;
  if (charts.length === 1) heads.push(line(chart.subtitle, below, 21, QUIET, "normal"));
  else charts.forEach(({ name }, number) => heads.push({ ...line(`● ${name}`, below + Math.floor(number / 2) * 28, 19, COMPARED[number], "bold"), x: margin - left + (number % 2) * 540 }));
  const foot = [...new Set([...charts.map((one) => one.foot[0]), ...chart.foot.slice(1)])]
    .flatMap((text) => wrapped(text, 110, charts.length > 1 ? 1 : 2));
  foot.forEach((text, number) => heads.push(line(text, 675 - 22 - (foot.length - 1 - number) * 25, 18, QUIET, "normal")));
  return specification(charts, state, size, heads);
};
