// The page of a whole table: sorts, narrows, chooses columns, leads to a row, downloads what is left.
// Rows are fetched when somebody asks for more than reading; the address holds what was asked for.
(() => {
  "use strict";
  const table = document.querySelector("[data-table]");
  const form = document.querySelector("[data-table-form]");
  if (!table || !form) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const columns = heads.map((head, place) => ({
    place, head, name: head.dataset.field, kind: head.dataset.kind, foreign: "foreign" in head.dataset, title: head.textContent,
  }));
  const status = form.querySelector("[data-table-status]");
  const pager = document.querySelector("[data-table-pager]");
  const language = document.documentElement.lang;
  const numbers = new Intl.NumberFormat(language);
  const collator = new Intl.Collator(language, { numeric: true });
  const pageRows = Number(table.dataset.pageRows);
  const shownRows = Math.min(pageRows, 100);
  const MOST_CHOICES = 40;
  // Letters that Vietnamese has and English has not: such a cell is read aloud in its language.
  const VIETNAMESE = /[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]/i;

  // A cell is a text, or two where the file has another one than people read.
  const shown = (cell) => (typeof cell === "string" ? cell : cell[0]);
  const raw = (cell) => (typeof cell === "string" ? cell : cell[1]);
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const said = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  let rows = null;
  let found = [];
  const asked = { q: "", filters: new Map(), hidden: new Set(), sort: null, descending: false, page: 1 };

  // Rows

  const fetched = async (part) => {
    const answer = await fetch(new URL(`${table.dataset.first}rows-${part}.json`, location.href));
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };
  let loading = null;
  const load = () => {
    loading ??= (async () => {
      status.textContent = status.dataset.waits;
      const parts = [];
      for (let part = 1; part <= Number(table.dataset.parts); part += 1) parts.push(await fetched(part));
      rows = parts.flat().map(([id, ...cells], index) => ({ id, cells, index, text: null }));
      status.textContent = "";
    })().catch((error) => {
      loading = null;
      status.textContent = status.dataset.fails;
      throw error;
    });
    return loading;
  };

  // Words are found by their beginnings, each after a blank.
  const spaced = (text) => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
  const textOf = (row) => {
    row.text ??= spaced(row.cells.flat().join(" "));
    return row.text;
  };

  // What is asked for

  const choicesOf = (column) => {
    if (column.choices === undefined) {
      const counts = new Set();
      for (const row of rows) {
        counts.add(shown(row.cells[column.place]));
        if (counts.size > MOST_CHOICES) break;
      }
      const few = counts.size <= MOST_CHOICES && (counts.size < rows.length || counts.size < 5);
      column.choices = few ? [...counts].filter(Boolean).sort(collator.compare) : null;
    }
    return column.choices;
  };
  const fits = (row, column, value) => {
    const cell = row.cells[column.place];
    return choicesOf(column)
      ? shown(cell) === value
      : fold(shown(cell) === raw(cell) ? shown(cell) : `${shown(cell)} ${raw(cell)}`).includes(fold(value));
  };
  const narrowed = (without) => {
    const words = spaced(asked.q).split(" ").filter(Boolean);
    const wanted = columns.filter((column) => column !== without && asked.filters.get(column.name));
    return rows.filter((row) =>
      words.every((word) => textOf(row).includes(` ${word}`)) &&
      wanted.every((column) => fits(row, column, asked.filters.get(column.name))));
  };

  // The place of each text in the order of the language is worked out once for equal texts.
  const ordered = (list) => {
    const column = columns.find(({ name }) => name === asked.sort);
    if (!column) return list;
    const { place, kind } = column;
    let key;
    if (kind === "number") {
      key = (row) => Number(raw(row.cells[place]));
    } else if (kind === "moment") {
      const texts = [...new Set(list.map((row) => raw(row.cells[place])))].sort();
      const places = new Map(texts.map((text, position) => [text, position]));
      key = (row) => places.get(raw(row.cells[place]));
    } else {
      const texts = [...new Set(list.map((row) => shown(row.cells[place])))].sort(collator.compare);
      const places = new Map(texts.map((text, position) => [text, position]));
      key = (row) => places.get(shown(row.cells[place]));
    }
    const filled = list.filter((row) => raw(row.cells[place]) !== "");
    const empty = list.filter((row) => raw(row.cells[place]) === "");
    const keys = new Map(filled.map((row) => [row, key(row)]));
    const turn = asked.descending ? -1 : 1;
    filled.sort((one, other) => turn * (keys.get(one) - keys.get(other)) || one.index - other.index);
    return [...filled, ...empty];
  };

  // What is shown

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const address = (row) => {
    const page = Math.floor(row.index / pageRows) + 1;
    return `${table.dataset.first}${page > 1 ? `${page}/` : ""}#${row.id}`;
  };
  const mending = JSON.parse(table.dataset.mending || "[]");
  const lines = (table.dataset.lines || "").split(",").filter(Boolean);
  const mendingOf = (row) => {
    const links = mending.map(([text, pattern]) => element("a", {
      rel: "nofollow",
      href: pattern.replaceAll("{line}", lines[row.index] ?? row.index + 2).replaceAll("{fragment}", encodeURIComponent(row.id)),
    }, text, element("span", { className: "hidden" }, ` (${table.tHead.rows[0].cells[0].textContent} ${numbers.format(row.index + 1)})`)));
    return links.length ? [element("span", { className: "mending no-paper" }, ...links)] : [];
  };
  const rowOf = (row) => {
    const name = element("th", { scope: "row" }, element("a", { href: address(row) }, numbers.format(row.index + 1)), ...mendingOf(row));
    name.dataset.label = table.tHead.rows[0].cells[0].textContent;
    const cells = columns.filter((column) => !asked.hidden.has(column.name)).map((column) => {
      const cell = row.cells[column.place];
      const made = element("td", column.kind === "number" ? { className: "number" } : {}, shown(cell));
      made.dataset.label = column.title;
      if (column.foreign && VIETNAMESE.test(shown(cell))) made.lang = "vi";
      const code = raw(cell).replaceAll(";", "; ");
      if (column.kind === "code" && shown(cell) !== code) made.append(" ", element("code", {}, code));
      return made;
    });
    return element("tr", { id: row.id }, name, ...cells);
  };

  const step = (text, relation, change) => {
    const button = element("button", { type: "button", className: "button" }, text);
    button.dataset.step = relation;
    button.addEventListener("click", () => {
      asked.page += change;
      show();
      table.scrollIntoView({ block: "start" });
      pager.querySelector(`[data-step="${relation}"]`)?.focus({ preventScroll: true });
    });
    return button;
  };
  const page = () => {
    const pages = Math.max(1, Math.ceil(found.length / shownRows));
    asked.page = Math.min(asked.page, pages);
    pager.hidden = pages === 1;
    pager.replaceChildren();
    if (asked.page > 1) pager.append(step(pager.dataset.previous, "prev", -1));
    pager.append(element("span", {}, said(pager.dataset.text, { number: numbers.format(asked.page), pages: numbers.format(pages) })));
    if (asked.page < pages) pager.append(step(pager.dataset.following, "next", 1));
  };

  const show = () => {
    page();
    const start = (asked.page - 1) * shownRows;
    body.replaceChildren(...found.slice(start, start + shownRows).map(rowOf));
    for (const column of columns) {
      const { head, name } = column;
      head.hidden = asked.hidden.has(name);
      if (asked.sort === name) head.setAttribute("aria-sort", asked.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    status.textContent = found.length
      ? said(status.dataset.text, { shown: numbers.format(found.length), count: numbers.format(rows.length) })
      : status.dataset.none;
    remember();
  };
  const apply = () => {
    found = ordered(narrowed());
    recount();
    show();
  };

  // The address

  const remember = () => {
    const query = new URLSearchParams();
    if (asked.q) query.set("q", asked.q);
    for (const [name, value] of asked.filters) if (value) query.set(`f.${name}`, value);
    if (asked.hidden.size) query.set("hide", [...asked.hidden].join(","));
    if (asked.sort) query.set("sort", (asked.descending ? "-" : "") + asked.sort);
    if (asked.page > 1) query.set("page", asked.page);
    const address = new URL(location.href);
    address.search = query.toString();
    if (address.href !== location.href) history.replaceState(null, "", address);
  };
  const recall = () => {
    const query = new URLSearchParams(location.search);
    asked.q = form.elements.q.value = query.get("q") || "";
    for (const { name } of columns) if (query.get(`f.${name}`)) asked.filters.set(name, query.get(`f.${name}`));
    for (const name of (query.get("hide") || "").split(",").filter(Boolean)) asked.hidden.add(name);
    const sort = query.get("sort") || "";
    asked.descending = sort.startsWith("-");
    asked.sort = sort.replace(/^-/, "") || null;
    asked.page = Math.max(1, Number(query.get("page")) || 1);
    return query.size > 0;
  };

  // Controls

  const filters = form.querySelector("[data-table-filters]");
  const chooser = form.querySelector("[data-table-columns]");
  const field = (column) => {
    const id = `f-${column.place}`;
    const label = element("label", { htmlFor: id }, column.title);
    const choices = choicesOf(column);
    const control = element(choices ? "select" : "input", { id });
    control.dataset.filter = column.name;
    if (choices) {
      control.append(element("option", { value: "" }, filters.querySelector("[data-all]").dataset.all));
      for (const text of choices) control.append(element("option", { value: text }, text));
    } else {
      control.type = "search";
      control.autocomplete = "off";
    }
    control.value = asked.filters.get(column.name) || "";
    return element("div", { className: "filters__one" }, label, control);
  };
  const openFilters = () => {
    const inner = filters.querySelector("[data-all]");
    if (!inner.children.length) inner.append(...columns.map(field));
    recount();
  };
  // Each choice says how many rows it would leave beside what else is asked for.
  const recount = () => {
    if (!filters.open) return;
    for (const select of filters.querySelectorAll("select")) {
      const column = columns.find(({ name }) => name === select.dataset.filter);
      const counts = new Map();
      for (const row of narrowed(column)) {
        const text = shown(row.cells[column.place]);
        counts.set(text, (counts.get(text) || 0) + 1);
      }
      for (const option of select.options) {
        if (option.value) option.textContent = `${option.value} (${numbers.format(counts.get(option.value) || 0)})`;
      }
    }
  };
  // The boxes are there before the list opens: `toggle` comes later than the click that opens it.
  const listColumns = () => {
    for (const column of columns) {
      const box = element("input", { type: "checkbox", checked: !asked.hidden.has(column.name) });
      box.dataset.column = column.name;
      chooser.querySelector("div").append(element("label", { className: "choice" }, box, column.title));
    }
  };

  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const chosen = () => columns.filter((column) => !asked.hidden.has(column.name));
  const csv = () => "\ufeff" + [
    chosen().map(({ name }) => name),
    ...found.map((row) => chosen().map(({ place }) => raw(row.cells[place]))),
  ].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
  const json = () => JSON.stringify(found.map((row) =>
    Object.fromEntries(chosen().map(({ name, place }) => [name, raw(row.cells[place])]))), null, 1);
  const files = { csv: [csv, "text/csv;charset=utf-8"], json: [json, "application/json"] };
  const download = (name) => {
    const [made, type] = files[name];
    const anchor = element("a", { href: URL.createObjectURL(new Blob([made()], { type })), download: `${table.dataset.name}.${name}` });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  };

  const after = (act) => load().then(act, () => {});
  let waiting;
  form.addEventListener("input", (event) => {
    const { filter, column } = event.target.dataset;
    if (filter) asked.filters.set(filter, event.target.value);
    else if (column && event.target.checked) asked.hidden.delete(column);
    else if (column) asked.hidden.add(column);
    else asked.q = event.target.value;
    asked.page = column ? asked.page : 1;
    clearTimeout(waiting);
    waiting = setTimeout(() => after(apply), 120);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); after(apply); });
  form.addEventListener("reset", () => setTimeout(() => {
    Object.assign(asked, { q: "", filters: new Map(), hidden: new Set(), sort: null, descending: false, page: 1 });
    for (const box of chooser.querySelectorAll("input")) box.checked = true;
    for (const control of filters.querySelectorAll("select, input")) control.value = "";
    after(apply);
  }));
  form.addEventListener("click", (event) => {
    const name = event.target.dataset.export;
    if (files[name]) after(() => { found = ordered(narrowed()); download(name); });
  });
  filters.addEventListener("toggle", () => { if (filters.open) after(openFilters); });

  for (const { head, name, title } of columns) {
    const button = element("button", { type: "button", className: "sort" }, title);
    button.addEventListener("click", () => {
      if (asked.sort !== name) Object.assign(asked, { sort: name, descending: false });
      else if (!asked.descending) asked.descending = true;
      else Object.assign(asked, { sort: null, descending: false });
      asked.page = 1;
      after(apply);
    });
    head.replaceChildren(button);
  }

  // A row that stands on another page, or that a filter hides, is led to all the same.
  const lead = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id.startsWith("row-") || document.getElementById(id)) return;
    after(() => {
      if (!rows.some((row) => row.id === id)) return;
      Object.assign(asked, { q: "", filters: new Map() });
      found = ordered(narrowed());
      asked.page = Math.floor(found.findIndex((row) => row.id === id) / shownRows) + 1;
      form.elements.q.value = "";
      show();
      const target = document.getElementById(id);
      target.classList.add("is-target");
      target.scrollIntoView({ block: "center" });
    });
  };
  addEventListener("hashchange", lead);
  const recalled = recall();
  listColumns();
  if (recalled) after(apply);
  lead();
})();
