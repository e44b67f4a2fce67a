// Filters of long lists. Without scripts the sheet hides the form, and every row is shown.
(() => {
  "use strict";
  const form = document.querySelector("[data-filters]");
  if (!form) return;
  const rows = [...document.querySelectorAll("[data-row]")];
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

  const matches = (row, chosen) =>
    [...chosen].every(([name, value]) =>
      name === "q"
        ? fold(value).split(/\s+/).every((word) => textOf(row).includes(word))
        : values(row, name).includes(value));

  // Each choice says how many rows it would leave beside what is chosen in the other filters.
  const recount = (chosen) => {
    for (const select of form.querySelectorAll("select")) {
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
    // The page comes with the counts of an empty form.
    if (chosen.size || isNarrowed) recount(chosen);
    isNarrowed = chosen.size > 0;
    let shown = 0;
    for (const row of rows) {
      row.hidden = !matches(row, chosen);
      if (!row.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
    count.textContent = count.dataset.text.replace("{shown}", shown).replace("{count}", rows.length);
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
