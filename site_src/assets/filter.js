// Filters of long lists. Without scripts the sheet hides the form, and every row is shown.
(() => {
  "use strict";
  const form = document.querySelector("[data-filters]");
  if (!form) return;
  const own = [...document.querySelectorAll("[data-row]")];
  let rows = own;
  const groups = [...document.querySelectorAll("[data-group]")];
  const count = form.querySelector("[data-filter-count]");
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, fold(row.textContent));
    return texts.get(row);
  };
  const values = (row, name) => (row.dataset[name] || "").split(";");

  // A list that is cut into pages: the rows of the others are fetched when somebody filters.
  const pages = (form.dataset.pages || "").split(" ").filter(Boolean);
  const lists = [...document.querySelectorAll("[data-list-rows]")].map((list) => [list, [...list.children]]);
  const pager = document.querySelector("[data-list-pager]");
  const homes = new Map();
  const rowsOf = async (page) => {
    const address = new URL(page, location.href);
    if (address.pathname === location.pathname) return own;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [...found.querySelectorAll("[data-row]")].map((row) => {
      homes.set(row, address);
      for (const name of ["href", "src", "srcset"]) {
        for (const part of row.querySelectorAll(`[${name}]`)) part.setAttribute(name, new URL(part.getAttribute(name), address).href);
      }
      return document.adoptNode(row);
    });
  };
  let fetched, most;
  const fetchAll = () => {
    fetched ??= Promise.all(pages.map(rowsOf)).then(
      (parts) => { rows = parts.flat(); most = Math.max(...parts.map((part) => part.length)); },
      () => { fetched = undefined; });
    return fetched;
  };
  // An address may name a row that stands on another page of the list.
  const led = (name) => {
    const target = document.getElementById(name);
    if (!name || !pages.length || target?.textContent.trim()) return;
    fetchAll().then(() => {
      const row = rows.find((other) => other.id === name);
      if (row && homes.has(row)) location.replace(Object.assign(new URL(homes.get(row)), { hash: name }));
    });
  };
  const show = (found) => {
    const isNarrowed = found !== null;
    lists.forEach(([list, before], number) =>
      list.replaceChildren(...(isNarrowed ? (number ? [] : found.slice(0, most)) : before)));
    for (const group of groups) {
      for (const head of group.querySelectorAll("h2, [data-group-head]")) head.hidden = isNarrowed;
    }
    pager.hidden = isNarrowed;
  };

  // The heading above what only helps the others: gone as soon as the list is narrowed or reordered.
  const list = own[0]?.parentElement;
  const all = list ? [...list.children] : [];
  const headings = all.filter((child) => child.hasAttribute("data-helpers"));

  // An order beside that of the page; lists in groups have a script of their own for theirs.
  const order = document.querySelector("[data-sorted]") ? null : form.querySelector("[data-sort]");
  const ordered = (found) => {
    const key = (row) => Number(row.getAttribute(`data-sort-${order.value}`) ?? Infinity);
    return order?.value ? [...found].sort((one, other) => key(one) - key(other)) : found;
  };

  // A filter takes several values: a row fits with any of them, and with one of each filter.
  const facets = [...form.querySelectorAll("[data-facet]")];
  for (const list of form.querySelectorAll("[data-choices]")) {
    for (const [value, text, number] of JSON.parse(list.dataset.choices)) {
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: list.parentElement.dataset.facet, value });
      const words = document.createElement("span");
      const count = Object.assign(document.createElement("span"), { className: "facet__count", textContent: `(${number})` });
      label.className = "choice";
      words.append(`${text} `, count);
      label.append(box, words);
      list.append(label);
    }
  }
  const boxes = (facet) => [...facet.querySelectorAll("input[type=checkbox]")];
  const wordsOf = (box) => box.nextElementSibling.firstChild.textContent.trim();
  const chosen = () => {
    const asked = new Map();
    for (const [name, value] of new FormData(form)) {
      if (value) asked.set(name, [...(asked.get(name) || []), value]);
    }
    return asked;
  };

  // What is chosen, each to be dropped by itself.
  const chips = form.querySelector("[data-filter-chips]");
  const chip = (text, drop, back) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = `${text} ×`;
    button.setAttribute("aria-label", chips.dataset.drop.replace("{name}", text));
    button.addEventListener("click", () => { drop(); apply("pushState"); back.focus(); });
    return button;
  };
  const tell = () => {
    const text = form.elements.namedItem("q");
    const found = text.value ? [chip(text.value, () => { text.value = ""; }, text)] : [];
    for (const facet of facets) {
      const checked = boxes(facet).filter((box) => box.checked);
      const summary = facet.querySelector("summary");
      found.push(...checked.map((box) => chip(wordsOf(box), () => { box.checked = false; }, summary)));
      const said = summary.querySelector("[data-all]");
      said.textContent = checked.map(wordsOf).join(", ") || said.dataset.all;
    }
    chips.replaceChildren(...found);
    chips.hidden = !found.length;
  };

  const matches = (row, asked) =>
    [...asked].every(([name, wanted]) =>
      name === "q"
        ? fold(wanted[0]).split(/\s+/).every((word) => textOf(row).includes(word))
        : values(row, name).some((value) => wanted.includes(value)));

  // Each choice says how many rows fit with it and with what is chosen in the other filters.
  const recount = (asked) => {
    for (const facet of facets) {
      const name = facet.dataset.facet;
      const others = new Map([...asked].filter(([other]) => other !== name));
      const counts = new Map();
      for (const row of rows) {
        if (!matches(row, others)) continue;
        for (const value of new Set(values(row, name))) counts.set(value, (counts.get(value) || 0) + 1);
      }
      for (const box of boxes(facet)) {
        const number = counts.get(box.value) || 0;
        box.nextElementSibling.querySelector(".facet__count").textContent = `(${number})`;
        box.disabled = !number && !box.checked;
      }
    }
  };

  let isNarrowed = false;
  const apply = (remember) => {
    const everything = chosen();
    const asked = new Map([...everything].filter(([name]) => name !== "sort"));
    const isAsked = asked.size > 0 || Boolean(order?.value);
    tell();
    if (remember) {
      const address = new URL(location.href);
      address.search = new URLSearchParams(
        [...everything].flatMap(([name, wanted]) => wanted.map((value) => [name, value]))).toString();
      if (address.href !== location.href) history[remember](null, "", address);
    }
    if (pages.length && isAsked && rows === own) {
      fetchAll().then(() => { if (rows !== own) apply(); });
      return;
    }
    // The page comes with the counts of an empty form.
    if (isAsked || isNarrowed) recount(asked);
    const wasNarrowed = isNarrowed;
    isNarrowed = isAsked;
    let shown = 0, total = form.dataset.count || rows.length;
    if (pages.length) {
      const found = isAsked ? ordered(rows.filter((row) => matches(row, asked))) : null;
      show(found);
      shown = found ? Math.min(found.length, most) : own.length;
      if (found && found.length > most) total = found.length;
    } else {
      for (const row of rows) {
        row.hidden = !matches(row, asked);
        if (!row.hidden) shown += 1;
      }
      if (order && (isAsked || wasNarrowed)) list?.append(...(isAsked ? ordered(own) : all));
      for (const heading of headings) heading.hidden = isAsked;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
    const text = shown ? count.dataset.text : `${count.dataset.text}. ${count.dataset.none}`;
    count.textContent = text.replace("{shown}", shown).replace("{count}", total);
  };

  // The form as the address has it; Back takes the last choice away.
  const restore = () => {
    const asked = new URLSearchParams(location.search);
    for (const control of form.elements) {
      if (control.type === "checkbox") control.checked = asked.getAll(control.name).includes(control.value);
      else if (control.name) control.value = asked.get(control.name) || "";
    }
    apply();
  };
  addEventListener("popstate", () => {
    restore();
    form.dispatchEvent(new Event("restored"));
  });

  // A filter with many choices has a box to find one; one filter is open at a time.
  for (const facet of facets) {
    const choices = boxes(facet);
    const summary = facet.querySelector("summary");
    if (choices.length > 12) {
      const find = document.createElement("input");
      Object.assign(find, { type: "search", placeholder: form.dataset.find });
      find.setAttribute("aria-label", form.dataset.find);
      const narrow = () => {
        const words = fold(find.value).split(/\s+/);
        for (const box of choices) {
          const text = fold(box.parentElement.textContent);
          box.parentElement.hidden = !words.every((word) => text.includes(word));
        }
      };
      find.addEventListener("input", (event) => { event.stopPropagation(); narrow(); });
      facet.addEventListener("toggle", () => { if (!facet.open) { find.value = ""; narrow(); } });
      facet.querySelector("legend").after(find);
    }
    facet.addEventListener("toggle", () => {
      const list = facet.querySelector("fieldset").getBoundingClientRect();
      facet.classList.toggle("facet--right", facet.open && list.right > document.documentElement.clientWidth);
      if (facet.open) for (const other of facets) if (other !== facet) other.open = false;
    });
    facet.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !facet.open) return;
      facet.open = false;
      summary.focus();
    });
  }
  document.addEventListener("click", (event) => {
    for (const facet of facets) if (!facet.contains(event.target)) facet.open = false;
  });

  // What the filter leaves, on all pages: for scripts that do more with the rows.
  form.found = async () => {
    const asked = new Map([...chosen()].filter(([name]) => name !== "sort"));
    if (pages.length) await fetchAll();
    return rows.filter((row) => matches(row, asked));
  };

  form.addEventListener("input", (event) => apply(event.target.name === "q" ? "replaceState" : "pushState"));
  form.addEventListener("reset", () => setTimeout(() => apply("pushState")));
  form.addEventListener("submit", (event) => { event.preventDefault(); apply("replaceState"); });
  restore();
  led(decodeURIComponent(location.hash.slice(1)));
})();
