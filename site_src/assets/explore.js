// Lets readers explore a chart: read each value, choose series and years, lay others over it, keep the view.
// Fetched when somebody touches a chart; the drawing library is fetched with it.
import { made, quoted, saved } from "./explore-made.js";
import { COMPARED, chosenPoints, pictureSpecification, places, specification, yearOf } from "./explore-spec.js";

const root = new URL("../", import.meta.url);
const MOST = COMPARED.length;
const SVG = "http://www.w3.org/2000/svg", PATH = "#5B3E96";

const fetched = new Map();
const json = (uri) => {
  if (!fetched.has(uri)) {
    fetched.set(uri, fetch(new URL(uri, root)).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${uri}`);
      return answer.json();
    }));
  }
  return fetched.get(uri);
};

// What is chosen, as the address says it: ?chart=hide:plan,from:2020,with:other-id,as:table
const NOTHING = { hide: [], from: null, to: null, with: [], as: "" };
const read = (text) => {
  const state = structuredClone(NOTHING);
  for (const part of (text || "").split(",")) {
    const [name, value] = part.split(":");
    if (name === "hide" || name === "with") state[name].push(value);
    else if (name === "from" || name === "to") state[name] = Number(value) || null;
    else if (name === "as" && value === "table") state.as = value;
  }
  return state;
};
const told = (state) => [
  ...state.hide.map((id) => `hide:${id}`), ...(state.from ? [`from:${state.from}`] : []), ...(state.to ? [`to:${state.to}`] : []),
  ...state.with.map((id) => `with:${id}`), ...(state.as ? [`as:${state.as}`] : []),
].join(",");

class Explorer {
  constructor(part, number) {
    this.part = part;
    this.figure = part.parentElement;
    this.parameter = number ? `chart${number}` : "chart";
    const inside = (name) => part.querySelector(`[data-explore-${name}]`);
    [this.drawing, this.table, this.said, this.button, this.series] = ["drawing", "table", "said", "open", "series"].map(inside);
    this.form = part.querySelector("form");
    this.state = read(new URLSearchParams(location.search).get(this.parameter));
  }

  async begin() {
    const own = await json(this.part.dataset.explore);
    this.vega = await import(new URL(own.library, root));
    this.own = own;
    this.fill();
    this.listen();
    await this.show();
    this.ready = true;
  }

  // The controls, as far as this chart has something to choose.
  fill() {
    const { own, form } = this;
    const years = [...new Set(own.points.map(({ x }) => yearOf(own.axis, x)))].filter((year) => year !== null).sort((one, other) => one - other);
    for (const name of ["from", "to"]) {
      const select = form.elements[name];
      if (years.length < 2) select.parentElement.hidden = true;
      years.forEach((year, place) => {
        const isEnd = place === (name === "from" ? 0 : years.length - 1);
        select.append(made("option", { value: isEnd ? "" : year, textContent: year, defaultSelected: isEnd }));
      });
    }
    const add = form.elements.add;
    if (add) {
      json(own.others).then((others) => {
        for (const [id, name] of others[own.unit] || []) if (id !== own.id) add.append(made("option", { value: id, textContent: name }));
        add.parentElement.hidden = add.options.length < 2;
      });
    }
  }

  // A box for each series that one of the charts has.
  fillSeries() {
    const [own] = this.charts, path = own.path && this.charts.length === 1 ? { id: "path", name: own.path.name, colour: PATH, fill: PATH, shape: "line" } : null;
    const choices = new Map([...this.charts.flatMap(({ series }) => series), ...(path ? [path] : [])].map((choice) => [choice.id, choice]));
    const ids = [...choices.keys()].join();
    this.series.closest("fieldset").hidden = choices.size < 2;
    if (this.series.dataset.ids !== ids) {
      this.series.dataset.ids = ids;
      this.series.replaceChildren(...[...choices.values()].map((choice) =>
        made("label", {}, made("input", { type: "checkbox", name: "series", value: choice.id }), this.mark(choice), choice.name)));
    }
    for (const input of this.series.querySelectorAll("input")) input.checked = !this.state.hide.includes(input.value);
  }

  // A sample of how a series looks, in the colours that the style sheet maps to the scheme.
  mark({ colour, fill, shape }) {
    const svg = document.createElementNS(SVG, "svg"), shapes = {
      circle: ["circle", { cx: 8, cy: 8, r: 5 }], square: ["rect", { x: 3, y: 3, width: 10, height: 10 }],
      diamond: ["path", { d: "M8 1l6 7-6 7-6-7z" }], line: ["path", { d: "M0 8h16", "stroke-width": 5, "stroke-opacity": 0.3 }],
    };
    const [name, attributes] = shapes[shape] || shapes.circle;
    const drawn = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries({ fill, stroke: colour, "stroke-width": 2, ...attributes })) drawn.setAttribute(key, value);
    for (const [key, value] of Object.entries({ class: "chart explore__mark", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" })) svg.setAttribute(key, value);
    svg.append(drawn);
    return svg;
  }

  listen() {
    const { form, drawing } = this;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => { event.preventDefault(); this.change(NOTHING); });
    form.addEventListener("change", (event) => this.changed(event.target));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.name === "table") this.change({ as: this.state.as ? "" : "table" });
      if (button.name === "full") this.fullScreen();
      if (button.name === "save") this.save(button.value);
      if (button.name === "without") this.change({ with: this.state.with.filter((id) => id !== button.value) }).then(() => form.elements.add.focus());
    });
    this.button.addEventListener("click", () => this.open(this.form.hidden));
    drawing.addEventListener("pointermove", (event) => this.point(event));
    drawing.addEventListener("pointerdown", (event) => this.point(event));
    drawing.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") this.read(null); });
    drawing.addEventListener("focus", () => { if (this.at === null && drawing.matches(":focus-visible")) this.read(this.places.length - 1); });
    drawing.addEventListener("keydown", (event) => this.key(event));
    addEventListener("popstate", () => {
      this.state = read(new URLSearchParams(location.search).get(this.parameter));
      this.show();
    });
    let width = 0;
    new ResizeObserver(([{ contentRect }]) => {
      if (width && Math.abs(contentRect.width - width) > 1 && !drawing.hidden) this.draw();
      width = contentRect.width;
    }).observe(drawing);
  }

  open(is) {
    this.form.hidden = !is;
    this.button.setAttribute("aria-expanded", is);
  }

  changed(element) {
    const { name, value, checked } = element;
    if (name === "series") {
      const hide = this.state.hide.filter((id) => id !== value);
      this.change({ hide: checked ? hide : [...hide, value] });
    } else if (name === "from" || name === "to") {
      const other = name === "from" ? "to" : "from", year = Number(value) || null;
      const crosses = year && this.state[other] && (name === "from" ? year > this.state.to : year < this.state.from);
      this.change({ [name]: year, ...(crosses ? { [other]: year } : {}) });
    } else if (name === "add" && value) {
      element.value = "";
      this.change({ with: [...new Set([...this.state.with, value])].slice(0, MOST - 1) });
    }
  }

  // A change is a step that "Back" takes back; in a frame it would be one of the other site's.
  change(parts) {
    this.state = { ...this.state, ...structuredClone(parts) };
    const address = new URL(location.href), text = told(this.state);
    if (text) address.searchParams.set(this.parameter, text);
    else address.searchParams.delete(this.parameter);
    address.search = address.search.replaceAll("%3A", ":").replaceAll("%2C", ",");
    if (parent === window) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    return this.show();
  }

  async show() {
    const { state, form, own } = this;
    const others = await Promise.all(state.with.map((id) => json(own.uri.replace(own.id, id)).catch(() => null)));
    this.charts = [own, ...others.filter((chart) => chart && chart.unit === own.unit && chart.id !== own.id)];
    this.fillSeries();
    this.tellFrame();
    for (const name of ["from", "to"]) {
      const select = form.elements[name], year = String(state[name] || "");
      select.value = [...select.options].some(({ value }) => value === year) ? year : "";
    }
    form.elements.table.setAttribute("aria-pressed", Boolean(state.as));
    this.showOthers();
    this.points = chosenPoints(this.charts, state);
    this.places = places(this.points.filter(({ y }) => y !== null));
    const isTable = Boolean(state.as);
    this.figure.classList.add("figure--live");
    this.drawing.hidden = isTable || !this.places.length;
    this.table.hidden = !isTable;
    if (isTable) this.fillTable();
    this.at = null;
    if (!this.drawing.hidden) await this.draw();
    this.said.textContent = this.places.length ? (isTable ? "" : this.part.dataset.hint) : this.part.dataset.nothing;
  }

  // The HTML that other sites copy shows what is seen here.
  tellFrame() {
    const code = document.querySelector("[data-embed]"), text = told(this.state);
    if (code) code.textContent = code.textContent.replace(/(src="[^"?]*)[^"]*/, `$1${text ? `?${this.parameter}=${text}` : ""}`);
  }

  showOthers() {
    this.part.querySelector(".explore__others")?.remove();
    if (this.charts.length < 2) return;
    const list = made("ul", { className: "explore__others" });
    this.charts.forEach((chart, number) => {
      const entry = made("li", {}, this.mark({ colour: COMPARED[number], fill: COMPARED[number] }), chart.name);
      if (number) {
        const remove = made("button", { type: "button", name: "without", value: chart.id, textContent: this.part.dataset.remove });
        remove.setAttribute("aria-label", `${this.part.dataset.remove}: ${chart.name}`);
        entry.append(" ", remove);
      }
      list.append(entry);
    });
    this.form.prepend(list);
  }

  size() {
    const width = this.drawing.clientWidth, isFull = document.fullscreenElement === this.figure;
    const tall = isFull ? Math.max(innerHeight * 0.6, 240) : Math.min(Math.max(width * 0.55, 270), 420);
    const longest = Math.max(...this.points.map(({ y }) => String(Math.round(y || 0)).length)) + this.own.suffix.length + 2;
    const padding = { left: Math.max(longest * 7.5, 44), top: 26, right: 10, bottom: 26 };
    return { width: width - padding.left - padding.right, height: tall - padding.top - padding.bottom, font: 13, padding };
  }

  view(spec) {
    const runtime = this.vega.parse(spec, null, { ast: true });
    return new this.vega.View(runtime, { expr: this.vega.expressionInterpreter, renderer: "none", hover: false });
  }

  async draw() {
    this.plot = this.size();
    this.live?.finalize();
    this.live = this.view(specification(this.charts, this.state, this.plot));
    // The library gives its container a role; what is read is said beside it.
    const container = made("div", { ariaHidden: "true" });
    this.drawing.replaceChildren(container);
    await this.live.renderer("svg").initialize(container).runAsync();
    container.querySelector("svg").setAttribute("class", "chart");
    if (this.at !== null) this.read(this.at);
  }

  // Where a value stands for the library: days are counted in milliseconds there.
  scaled(x) {
    return this.own.axis === "days" ? (x - 719163) * 86400000 : x;
  }

  point(event) {
    if (!this.live || this.drawing.hidden) return;
    const scale = this.live.scale("x"), at = event.clientX - this.drawing.getBoundingClientRect().left - this.plot.padding.left;
    const far = this.places.map(({ x }) => Math.abs(scale(this.scaled(x)) - at));
    this.read(far.indexOf(Math.min(...far)));
  }

  key(event) {
    const last = this.places.length - 1, at = this.at ?? last;
    const next = { ArrowLeft: at - 1, ArrowRight: this.at === null ? last : at + 1, Home: 0, End: last, Escape: null }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Escape") event.preventDefault();
    this.read(next === null ? null : Math.min(Math.max(next, 0), last));
  }

  // Say what stands at a place, and mark it; null: nowhere.
  read(at) {
    const place = at === null ? null : this.places[at];
    this.at = place ? at : null;
    this.live?.signal("at", place ? this.scaled(place.x) : null).runAsync();
    const text = place ? `${place.values[0].place}: ${place.values.map(({ name, text }) => (name ? `${name} ${text}` : text)).join("; ")}` : this.part.dataset.hint;
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  rows() {
    return [...this.points].sort((one, other) => one.chart - other.chart || one.x - other.x);
  }

  fillTable() {
    const several = this.charts.length > 1, [chart, ...heads] = this.own.columns.slice(0, 4);
    const cell = (text, isNumber) => made("td", { textContent: text, className: isNumber ? "number" : "" });
    const head = made("tr", {}, ...(several ? [chart, ...heads] : heads).map((text, place, all) => made("th", { textContent: text, scope: "col", className: place === all.length - 1 ? "number" : "" })));
    const body = this.rows().map((point) => made("tr", {},
      ...(several ? [cell(this.charts[point.chart].name)] : []), made("th", { textContent: point.place, scope: "row" }),
      cell(this.seriesName(point)), cell(point.text, true)));
    this.table.replaceChildren(made("table", {}, made("thead", {}, head), made("tbody", {}, ...body)));
  }

  seriesName(point) {
    return this.charts[point.chart].series.find(({ id }) => id === point.series).name;
  }

  async save(format) {
    const name = `${this.charts.map(({ id }) => id).join("-")}.${format}`;
    if (format === "csv") {
      const rows = this.rows().map((point) => [this.charts[point.chart].name, point.place, this.seriesName(point), point.text, point.y === null ? "" : String(point.y)]);
      const text = [this.own.columns, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n");
      saved(new Blob([`\ufeff${text}\r\n`], { type: "text/csv;charset=utf-8" }), name);
      return;
    }
    if (!this.places.length) return;
    const view = this.view(pictureSpecification(this.charts, this.state));
    if (format === "svg") saved(new Blob([await view.toSVG()], { type: "image/svg+xml" }), name);
    else (await view.toCanvas()).toBlob((blob) => saved(blob, name), "image/png");
    view.finalize();
  }

  async fullScreen() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.figure.requestFullscreen();
  }
}

const explorers = new Map();

// Begin to explore a chart; a press of its button or a choice in the address opens the controls.
export const explore = async (part, number, event) => {
  const isKnown = explorers.has(part);
  if (!isKnown) {
    const explorer = new Explorer(part, number);
    explorers.set(part, explorer);
    explorer.started = explorer.begin();
  }
  const explorer = explorers.get(part);
  try {
    await explorer.started;
    if (!event || event.type === "click") explorer.open(true);
    else if (!explorer.at && event.clientX) explorer.point(event);
  } catch {
    explorers.delete(part);
    explorer.said.textContent = part.dataset.fails;
  }
};
