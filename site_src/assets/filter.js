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
  const lists = [...document.querySelectorAll("[data-list]")].map((list) => [list, [...list.children]]);
  const pager = document.querySelector("[data-list-pager]");
  const rowsOf = async (page) => {
    const address = new URL(page, location.href);
    if (address.pathname === location.pathname) return own;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [...found.querySelectorAll("[data-row]")].map((row) => {
      for (const link of row.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
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
  const show = (found) => {
    const isNarrowed = found !== null;
    lists.forEach(([list, before], number) =>
      list.replaceChildren(...(isNarrowed ? (number ? [] : found.slice(0, most)) : before)));
    for (const group of groups) {
      const heading = group.querySelector("h2");
      if (heading) heading.hidden = isNarrowed;
    }
    pager.hidden = isNarrowed;
  };

  // An order beside that of the page; lists in groups have a script of their own for theirs.
  const order = document.querySelector("[data-sorted]") ? null : form.querySelector("[data-sort]");
  const ordered = (found) => {
    const key = (row) => Number(row.getAttribute(`data-sort-${order.value}`) ?? Infinity);
    return order?.value ? [...found].sort((one, other) => key(one) - key(other)) : found;
  };

  // What is chosen, each to be dropped by itself.
  const chips = form.querySelector("[data-filter-chips]");
  const tell = (chosen) => {
    chips.replaceChildren(...[...chosen].map(([name, value]) => {
      const control = form.elements.namedItem(name);
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "chip";
      const text = control.selectedOptions ? control.selectedOptions[0].textContent.replace(/ \(\d+\)$/, "") : value;
      chip.textContent = `${text} ×`;
      chip.setAttribute("aria-label", chips.dataset.drop.replace("{name}", text));
      chip.addEventListener("click", () => { control.value = ""; apply(); control.focus(); });
      return chip;
    }));
    chips.hidden = !chosen.size;
  };

  const matches = (row, chosen) =>
    [...chosen].every(([name, value]) =>
      name === "q"
        ? fold(value).split(/\s+/).every((word) => textOf(row).includes(word))
        : values(row, name).includes(value));

  // Each choice says how many rows it would leave beside what is chosen in the other filters.
  const recount = (chosen) => {
    for (const select of form.querySelectorAll("select:not([data-sort])")) {
      const others = new Map([...chosen].filter(([name]) => name !== select.name));
      const counts = new Map();
      for (const row of rows) {
        if (!matches(row, others)) continue;
        for (const value of new Set(values(row, select.name))) counts.set(value, (counts.get(value) || 0) + 1);
      }
      for (const option of select.options) {
        if (!option.value) continue;
        option.dataset.text ??= option.textContent.replace(/ \(\d+\)$/, "");
        const count = counts.get(option.value) || 0;
        option.textContent = `${option.dataset.text} (${count})`;
        option.disabled = !count && option.value !== chosen.get(select.name);
      }
    }
  };

  let isNarrowed = false;
  const apply = () => {
    const asked = new Map([...new FormData(form)].filter(([, value]) => value));
    const chosen = new Map([...asked].filter(([name]) => name !== "sort"));
    const isAsked = chosen.size > 0 || Boolean(order?.value);
    tell(chosen);
    if (pages.length && isAsked && rows === own) {
      fetchAll().then(() => { if (rows !== own) apply(); });
      return;
    }
    // The page comes with the counts of an empty form.
    if (isAsked || isNarrowed) recount(chosen);
    const wasNarrowed = isNarrowed;
    isNarrowed = isAsked;
    let shown = 0, total = form.dataset.count || rows.length;
    if (pages.length) {
      const found = isAsked ? ordered(rows.filter((row) => matches(row, chosen))) : null;
      show(found);
      shown = found ? Math.min(found.length, most) : own.length;
      if (found && found.length > most) total = found.length;
    } else {
      for (const row of rows) {
        row.hidden = !matches(row, chosen);
        if (!row.hidden) shown += 1;
      }
      if (order && (isAsked || wasNarrowed)) own[0]?.parentElement.append(...ordered(own));
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
    const text = shown ? count.dataset.text : `${count.dataset.text}. ${count.dataset.none}`;
    count.textContent = text.replace("{shown}", shown).replace("{count}", total);
    const address = new URL(location.href);
    address.search = new URLSearchParams([...asked]).toString();
    history.replaceState(null, "", address);
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements.namedItem(name);
    if (control) control.value = value;
  }
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  apply();
})();
