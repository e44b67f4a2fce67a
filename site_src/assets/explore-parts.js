// Lets readers explore values by category: what to compare, over time, in order, on tiles, as a table; keep the view.
// Fetched when somebody asks for it. The file of an indicator has its values by slice already: nothing is reckoned here.
import { made, quoted, saved } from "./explore-made.js";
import { MOST_BARS, MOST_LINES, MOST_PANELS, SHADES, areas, bars, canvas, keyed, lines, marked, over, panels, picture, svg, tiles } from "./explore-scene.js";

const root = new URL("../", import.meta.url);
const VIEWS = ["bars", "lines", "small", "ranks", "map", "table"], MOST_ROWS = 100;
const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
const order = new Intl.Collator(document.documentElement.lang);
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const key = (of) => JSON.stringify(Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1)));

// What is chosen, as the address says it: ?parts=by:area,in:sex:female,as:lines,at:2022,pick:a01
const read = (text) => {
  const state = { by: "", in: {}, as: "", at: "", sum: "", pick: [] };
  for (const part of (text || "").split(",")) {
    let name, value, code;
    try { [name, value = "", code = ""] = part.split(":").map(decodeURIComponent); } catch { continue; }
    if (name === "in") state.in[value] = code;
    else if (name === "pick") state.pick.push(value);
    else if (name === "by" || name === "as" || name === "at" || name === "sum") state[name] = value;
  }
  return state;
};
const told = (state) => [
  ...["by", "as", "at", "sum"].filter((name) => state[name]).map((name) => [name, state[name]]),
  ...Object.entries(state.in).filter(([, code]) => code).map(([name, code]) => ["in", name, code]),
  ...state.pick.map((code) => ["pick", code]),
].map((part) => part.map(encodeURIComponent).join(":")).join(",");

class Explorer {
  constructor(part) {
    this.part = part;
    for (const name of ["open", "view", "others", "picked", "said", "drawing", "table", "note", "read", "sums"]) this[name] = part.querySelector(`[data-parts-${name}]`);
    this.form = part.querySelector("form");
  }

  async begin() {
    const answer = await fetch(new URL(this.part.dataset.parts, root));
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    this.own = await answer.json();
    this.series = new Map(this.own.series.map((found) => [key(found.of), found]));
    this.own.dimensions = this.own.dimensions.filter(({ name }) => this.own.series.some(({ of }) => name in of));
    const { by } = this.form.elements;
    by.append(...this.own.dimensions.map(({ name, title }) => made("option", { value: name, textContent: title })));
    by.parentElement.hidden = this.own.dimensions.length < 2;
    this.listen();
    this.open.setAttribute("aria-expanded", true);
    this.view.hidden = false;
    this.taken();
  }

  listen() {
    this.open.addEventListener("click", () => {
      this.view.hidden = !this.view.hidden;
      this.open.setAttribute("aria-expanded", !this.view.hidden);
      if (!this.view.hidden) this.show();
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => { if (target.name === "at") this.slid(target); });
    this.form.addEventListener("change", ({ target }) => this.changed(target));
    this.part.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.name === "as") this.change({ as: button.value });
      if (button.name === "save") this.save(button.value);
      if (button.name === "reset") this.change(read(""));
      if (button.name === "all") this.fillTable(Infinity);
      if (button.name === "without") {
        this.change({ pick: this.state.pick.filter((code) => code !== button.value) });
        this.form.elements.pick.focus();
      }
    });
    for (const event of ["pointermove", "pointerdown"]) this.drawing.addEventListener(event, (moved) => this.pointed(moved));
    this.drawing.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType === "mouse") this.reading(null); });
    this.drawing.addEventListener("keydown", (event) => this.stepped(event));
    addEventListener("popstate", () => this.taken());
    let width = 0;
    new ResizeObserver(([{ contentRect }]) => {
      if (width && Math.abs(contentRect.width - width) > 1 && !this.view.hidden) this.draw();
      width = contentRect.width;
    }).observe(this.part);
  }

  // The state that the address names.
  taken() {
    this.state = read(new URLSearchParams(location.search).get("parts"));
    this.show();
  }

  slid(slider) {
    this.state.at = this.own.periods[slider.value][0];
    this.show();
  }

  changed({ name, value, checked, dataset }) {
    if (name === "sum") this.change({ sum: checked ? "1" : "" });
    if (name === "by") this.change({ by: value, pick: [], in: {} });
    else if (name === "in") this.change({ in: { ...this.state.in, [dataset.dimension]: value } });
    else if (name === "pick" && value) this.change({ pick: [...new Set([...this.state.pick, value])].slice(-MOST_LINES) });
    else if (name === "at") this.change({});
  }

  // A change is a step that "Back" takes back.
  change(parts) {
    this.state = { ...this.state, ...parts };
    const address = new URL(location.href), text = told(this.state);
    if (text) address.searchParams.set("parts", text);
    else address.searchParams.delete("parts");
    address.search = address.search.replaceAll("%3A", ":").replaceAll("%2C", ",");
    if (address.href !== location.href) history.pushState(null, "", address);
    this.show();
  }

  // Everything that is shown, worked out from the state; a choice that the values do not have falls back.
  show() {
    const { own, state, form } = this;
    this.dimension = own.dimensions.find(({ name }) => name === state.by) || own.dimensions[0];
    this.fillOthers();
    this.rows = this.told(this.dimension.categories.flatMap((category) => {
      const found = this.series.get(key({ ...this.fixed, [this.dimension.name]: category.code }));
      return found ? [{ ...category, numbers: found.numbers, texts: found.texts, hollow: found.computed || [], picked: state.pick.includes(category.code) }] : [];
    }));
    this.whole = this.series.get(key(this.fixed));
    const had = own.periods.flatMap((_, place) => (this.rows.some(({ numbers }) => numbers[place] !== null) ? [place] : []));
    const asked = own.periods.findIndex(([id]) => id === state.at);
    this.at = had.includes(asked) ? asked : had.length ? had.at(-1) : own.periods.length - 1;
    this.ranked();
    const hasMap = Boolean(this.dimension.shapes) || this.dimension.categories.some(({ tile }) => tile);
    this.as = VIEWS.includes(state.as) && (hasMap || state.as !== "map") ? state.as : "bars";
    for (const button of form.querySelectorAll('[name="as"]')) {
      button.setAttribute("aria-pressed", button.value === this.as);
      if (button.value === "map") button.hidden = !hasMap;
    }
    form.elements.by.value = this.dimension.name;
    this.fillPicks();
    this.fillPeriod();
    this.draw();
  }

  // Printed values alone, or sums in the place of what they are sums of: never both, so that nothing counts twice.
  told(rows) {
    const isSums = this.state.sum === "1", without = (row, places) => (places.size
      ? { ...row, numbers: row.numbers.map((number, place) => (places.has(place) ? null : number)), texts: row.texts.map((said, place) => (places.has(place) ? "" : said)), hollow: row.hollow.filter((place) => !places.has(place)) } : row);
    this.sums.hidden = !rows.some(({ hollow }) => hollow.length);
    this.form.elements.sum.checked = isSums;
    const replaced = new Map();
    for (const { parts = [], hollow, own, numbers } of rows) {
      const places = own ? numbers.flatMap((number, place) => (number === null ? [] : [place])) : hollow;
      for (const code of parts) replaced.set(code, new Set([...(replaced.get(code) || []), ...places]));
    }
    return rows.filter(({ own }) => isSums || !own).map((row) => without(row, isSums ? replaced.get(row.code) || new Set() : new Set(row.hollow)))
      .map((row) => ({ ...row, texts: row.texts.map((said, place) => (row.hollow.includes(place) ? `${said} · ${this.own.words.computed}` : said)) }))
      .filter(({ numbers }) => numbers.some((number) => number !== null));
  }

  // Another dimension can be chosen where values have both; what depends on a choice comes with it.
  fillOthers() {
    const { own, state } = this, fixed = {}, choices = [];
    for (const dimension of own.dimensions.filter((other) => other !== this.dimension)) {
      const codes = new Set(own.series.filter(({ of }) => this.dimension.name in of && dimension.name in of
        && Object.entries(fixed).every(([name, code]) => of[name] === code)).map(({ of }) => of[dimension.name]));
      if (!codes.size) continue;
      const code = codes.has(state.in[dimension.name]) ? state.in[dimension.name] : "";
      if (code) fixed[dimension.name] = code;
      choices.push({ dimension, code, options: [["", own.words.all], ...dimension.categories.filter((category) => codes.has(category.code)).map((category) => [category.code, category.name])] });
    }
    this.fixed = fixed;
    const shape = JSON.stringify([this.dimension.name, choices.map(({ dimension, options }) => [dimension.name, options.length])]);
    if (this.others.dataset.shape !== shape) {
      this.others.dataset.shape = shape;
      this.others.replaceChildren(...choices.map(({ dimension, options }) => {
        const select = made("select", { name: "in" }, ...options.map(([value, textContent]) => made("option", { value, textContent })));
        select.dataset.dimension = dimension.name;
        return made("label", { textContent: dimension.title }, select);
      }));
    }
    choices.forEach(({ code }, place) => { this.others.querySelectorAll("select")[place].value = code; });
  }

  // Best first in the period; categories without a figure of it come last.
  ranked() {
    const sign = this.own.down ? 1 : -1, { at } = this;
    this.rows.sort((one, other) => {
      const [a, b] = [one.numbers[at], other.numbers[at]];
      if (a === null || b === null) return (a === null) - (b === null) || order.compare(one.name, other.name);
      return sign * (a - b) || order.compare(one.name, other.name);
    });
    this.valued = this.rows.filter(({ numbers }) => numbers[at] !== null);
  }

  fillPicks() {
    const { pick } = this.form.elements, codes = this.dimension.name;
    if (pick.dataset.of !== codes) {
      pick.dataset.of = codes;
      pick.replaceChildren(pick.options[0], ...[...this.dimension.categories].sort((one, other) => order.compare(one.name, other.name))
        .map(({ code, name }) => made("option", { value: code, textContent: name })));
    }
    pick.value = "";
    this.picked.replaceChildren(...this.dimension.categories.filter(({ code }) => this.state.pick.includes(code)).map(({ code, name }) => {
      const button = made("button", { type: "button", name: "without", value: code, textContent: `${name} ×` });
      button.setAttribute("aria-label", `${this.own.words.remove}: ${name}`);
      return made("li", {}, button);
    }));
  }

  fillPeriod() {
    const { at, period } = this.form.elements, [, name] = this.own.periods[this.at];
    at.max = this.own.periods.length - 1;
    at.value = this.at;
    at.setAttribute("aria-valuetext", name);
    period.value = name;
    at.closest("div").hidden = this.own.periods.length < 2 || !["bars", "map"].includes(this.as);
  }

  draw() {
    const { own, as, valued } = this, { words } = own, best = valued[0], worst = valued.at(-1), period = own.periods[this.at][1];
    const said = valued.length > 1
      ? filled(words.spread, { period, best: best.name, high: best.texts[this.at], worst: worst.name, low: worst.texts[this.at] })
      : valued.length ? filled(words.one, { name: best.name, value: best.texts[this.at] }) : words.nothing;
    if (this.said.textContent !== said) this.said.textContent = said;
    this.note.textContent = "";
    this.reading(null);
    const isRead = ["lines", "ranks"].includes(as), hasHollow = this.rows.some(({ hollow }) => hollow.length);
    this.part.querySelector("[data-parts-hollow]").hidden = !hasHollow;
    for (const [name, value] of [["tabindex", 0], ["role", "application"], ["aria-label", this.drawing.dataset.label]]) {
      if (isRead) this.drawing.setAttribute(name, value);
      else this.drawing.removeAttribute(name);
    }
    this.drawing.hidden = as === "table" || !valued.length;
    this.table.hidden = as !== "table";
    if (as === "table") this.fillTable(MOST_ROWS);
    else if (valued.length) this.drawing.replaceChildren(svg(this.drawn = this.scene(Math.min(this.part.clientWidth, 900)), said));
  }

  scene(width) {
    if (this.as === "map") return this.mapped(width);
    if (this.as === "bars") {
      const rows = this.valued.filter(({ picked }, place) => place < MOST_BARS || picked);
      if (rows.length < this.valued.length) this.note.textContent = filled(this.own.words.cut, { shown: rows.length, total: this.valued.length });
      return bars(rows.map((row) => ({ ...row, number: row.numbers[this.at], text: row.texts[this.at], hollow: row.hollow.includes(this.at) })), this.target(), width);
    }
    if (this.as === "small") {
      const rows = this.rows.filter(({ picked }, place) => place < MOST_PANELS || picked);
      if (rows.length < this.rows.length) this.note.textContent = filled(this.own.words.cut, { shown: rows.length, total: this.rows.length });
      return panels({ rows, whole: this.named(), target: this.target(), periods: this.own.periods, tick: (number) => this.tick(number) }, width);
    }
    return this.drawnOver(width);
  }

  // A number at an axis, with the sign of its unit.
  tick(number) {
    return `${format.format(number)}${this.own.sign}`;
  }

  target() {
    return this.own.target && [...this.own.target, this.own.words.target];
  }

  // The whole beside its parts, unless it is so much larger that they would lie flat: a sum is.
  besides() {
    const most = (rows) => Math.max(...rows.flatMap(({ numbers }) => numbers.filter((number) => number !== null)));
    return this.whole && most([this.whole]) <= 2 * most(this.rows) ? this.whole : null;
  }

  named() {
    const whole = this.besides();
    return whole && { name: this.own.words.whole, numbers: whole.numbers, texts: whole.texts };
  }

  // Up to eight lines have colours; of more the chosen ones, else the best and the worst.
  drawnOver(width) {
    const isRank = this.as === "ranks", ends = [this.valued[0], this.valued.at(-1)], few = this.rows.length <= MOST_LINES;
    const isPicked = (row) => (this.state.pick.some((code) => this.rows.some((other) => other.code === code)) ? row.picked : few || ends.includes(row));
    const numbers = isRank ? this.places() : this.rows.map((row) => row.numbers);
    const rows = this.rows.map((row, place) => ({ ...row, numbers: numbers[place], picked: isPicked(row) }));
    const whole = isRank ? null : this.named();
    return lines({ rows, whole, target: this.target(), periods: this.own.periods, isRank, tick: (number) => (isRank ? format.format(number) : this.tick(number)) }, width);
  }

  // The place of each row in each period, the same for equal values.
  places() {
    const sign = this.own.down ? 1 : -1, found = this.rows.map(() => this.own.periods.map(() => null));
    this.own.periods.forEach((_, at) => {
      const sorted = this.rows.map((row, place) => [row.numbers[at], place]).filter(([number]) => number !== null).sort(([one], [other]) => sign * (one - other));
      sorted.forEach(([number, place], rank) => { found[place][at] = rank && sorted[rank - 1][0] === number ? found[sorted[rank - 1][1]][at] : rank + 1; });
    });
    return found;
  }

  // The value nearest to the pointer, on lines; what has a title of its own, else.
  pointed({ target, clientX, clientY }) {
    const { drawing, drawn } = this, root = drawing.querySelector("svg");
    if (!root) return;
    if (!drawn.read) { this.read.textContent = target.closest("path")?.querySelector("title")?.textContent || this.read.textContent; return; }
    const box = root.getBoundingClientRect(), scale = drawn.width / box.width, x = (clientX - box.left) * scale, y = (clientY - box.top) * scale;
    const nearest = (numbers, at) => numbers.reduce((best, number, place) => (number !== null && (best < 0 || Math.abs(number - at) < Math.abs(numbers[best] - at)) ? place : best), -1);
    const place = nearest(drawn.read.across, x), found = nearest(drawn.read.rows.map(({ heights }) => heights[place]), y);
    this.reading(found < 0 ? null : { row: found, place });
  }

  // Left and right go through the periods of a line, up and down to the next line.
  stepped(event) {
    const { read } = this.drawn || {}, step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (event.key === "Escape") this.reading(null);
    if (!read || !step) return;
    event.preventDefault();
    const now = this.pointer, had = (row) => read.rows[row].heights.flatMap((height, place) => (height === null ? [] : [place]));
    const row = now ? Math.min(Math.max(now.row + this.below(now, step[0]), 0), read.rows.length - 1) : Math.max(read.rows.findIndex(({ row: one }) => one.picked), 0);
    const places = had(row), at = now ? now.place + step[1] : places.at(-1);
    const place = step[1] >= 0 ? places.find((one) => one >= at) ?? places.at(-1) : places.findLast((one) => one <= at) ?? places[0];
    this.reading({ row, place });
  }

  // How far away the next line above or below stands in the order of the rows.
  below({ row, place }, step) {
    if (!step) return 0;
    const { rows } = this.drawn.read, order = rows.map((_, one) => one).filter((one) => rows[one].heights[place] !== null || one === row)
      .sort((one, other) => rows[one].heights[place] - rows[other].heights[place] || one - other);
    return (order[order.indexOf(row) + step] ?? row) - row;
  }

  reading(pointer) {
    const { drawing } = this;
    this.pointer = pointer;
    drawing.querySelector("g")?.remove();
    if (!pointer) { this.read.textContent = ""; return; }
    const found = this.drawn.read.rows[pointer.row], { row } = found, number = row.numbers[pointer.place];
    const place = this.as === "ranks" ? `${format.format(number)}. ` : "";
    this.read.textContent = `${place}${row.name} · ${this.own.periods[pointer.place][1]}: ${row.texts[pointer.place]}`;
    drawing.querySelector("svg").append(over(marked(this.drawn, found, pointer.place)));
  }

  mapped(width) {
    const { at, own } = this, numbers = this.valued.map((row) => row.numbers[at]), low = Math.min(...numbers), high = Math.max(...numbers), most = SHADES.length;
    const shade = (number) => (number === null ? 0 : high === low ? most : Math.min(Math.floor(((number - low) / (high - low)) * most), most - 1) + 1);
    const { shapes } = this.dimension, shaded = (row) => ({ ...row, step: shade(row.numbers[at]), hollow: row.hollow.includes(at), text: row.texts[at] || own.words.missing });
    if (shapes) {
      const without = this.valued.filter(({ code }) => !(code in shapes.paths)).map((row) => `${row.name} (${row.texts[at]})`);
      if (without.length) this.note.textContent = `${own.words.shapeless} ${without.join("; ")}.`;
      return keyed(areas(this.rows.map(shaded), shapes, width), this.shades(shade), width);
    }
    const spots = new Map();
    for (const row of this.rows.filter(({ tile }) => tile)) {
      const spot = `${row.tile[0]},${row.tile[1]}`;
      if (!spots.has(spot)) spots.set(spot, shaded(row));
    }
    const far = this.valued.filter(({ tile }) => !tile).map((row) => `${row.name} (${row.texts[at]})`);
    if (far.length) this.note.textContent = `${own.words.unplaced} ${far.join("; ")}.`;
    for (const { tile } of (this.dimension.lacking || []).filter((found) => found.at.includes(at))) {
      const spot = `${tile[0]},${tile[1]}`;
      if (!spots.has(spot)) spots.set(spot, { tile, name: tile[2], text: own.words.missing, step: 0, hollow: false, picked: false });
    }
    return keyed(tiles([...spots.values()], width), this.shades(shade), width);
  }

  // From which value to which each shade reaches, as the values say it.
  shades(shade) {
    const found = new Map();
    for (const row of [...this.valued].reverse()) found.set(shade(row.numbers[this.at]), [...(found.get(shade(row.numbers[this.at])) || []), row.texts[this.at]]);
    const said = [...found].sort(([one], [other]) => one - other).map(([step, texts]) => ({ step, said: texts[0] === texts.at(-1) ? texts[0] : `${texts[0]} – ${texts.at(-1)}` }));
    return [...said, { step: 0, said: this.own.words.missing }];
  }

  fillTable(most) {
    const { own, rows } = this, shown = rows.slice(0, most), numbers = (texts) => texts.map((text) => made("td", { className: "number", textContent: text || "–" }));
    const line = (name, texts) => made("tr", {}, made("th", { scope: "row", textContent: name }), ...numbers(texts));
    const head = made("tr", {}, made("th", { scope: "col", textContent: this.dimension.title }), ...own.periods.map(([, name]) => made("th", { scope: "col", className: "number", textContent: name })));
    const whole = this.whole ? [line(own.words.whole, this.whole.texts)] : [];
    const target = own.target ? [made("tr", {}, made("th", { scope: "row", textContent: own.words.target }), made("td", { className: "number", colSpan: own.periods.length, textContent: own.target[1] }))] : [];
    this.table.replaceChildren(made("table", {}, made("thead", {}, head), made("tbody", {}, ...target, ...whole, ...shown.map((row) => line(row.name, row.texts)))));
    if (shown.length < rows.length) this.table.append(made("button", { type: "button", name: "all", className: "button", textContent: filled(own.words.rest, { total: rows.length }) }));
  }

  title() {
    const chosen = this.own.dimensions.filter(({ name }) => this.fixed[name]).map(({ name, categories }) => categories.find(({ code }) => code === this.fixed[name]).name);
    const period = ["bars", "map"].includes(this.as) ? [this.own.periods[this.at][1]] : [];
    return [this.own.name, this.dimension.title, ...chosen, ...period].join(" · ");
  }

  save(ending) {
    const name = `${this.own.id}-${this.dimension.name}.${ending}`;
    if (ending === "csv") { saved(new Blob([`\ufeff${this.csv()}`], { type: "text/csv;charset=utf-8" }), name); return; }
    if (!this.valued.length) return;
    if (this.as === "table") this.as = "bars";
    const scene = picture(this.scene(860), this.title(), this.own.foot);
    if (ending === "png") { canvas(scene).toBlob((blob) => saved(blob, name), "image/png"); }
    else {
      const drawn = svg(scene, this.title());
      drawn.removeAttribute("class");
      saved(new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" }), name);
    }
    this.show();
  }

  // The values that are seen: of one period in bars and on tiles, of all periods else.
  csv() {
    const { own, words = own.words } = this, places = ["bars", "map"].includes(this.as) ? [this.at] : own.periods.map((_, place) => place);
    const others = own.dimensions.filter(({ name }) => this.fixed[name]);
    const head = [this.dimension.title, words.code, ...others.map(({ title }) => title), words.period, words.value, words.number, ...(this.sums.hidden ? [] : [words.status])];
    const rows = this.rows.flatMap((row) => places.filter((place) => row.numbers[place] !== null).map((place) => [
      row.name, row.code, ...others.map(({ name }) => this.fixed[name]), own.periods[place][0], row.texts[place], String(row.numbers[place]), ...(this.sums.hidden ? [] : [row.hollow.includes(place) ? words.computed : ""])]));
    return `${[head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
  }
}

// Begin to explore the values of an indicator.
export const explore = async (part) => {
  try {
    await new Explorer(part).begin();
  } catch {
    part.querySelector("[data-parts-view]").hidden = false;
    part.querySelector("form").hidden = true;
    part.querySelector("[data-parts-said]").textContent = part.dataset.fails;
  }
};
