// Sorts the rows of a list that stands in groups: all in one table, or back in their groups.
(() => {
  "use strict";
  const select = document.querySelector("[data-sort]");
  const all = document.querySelector("[data-sorted]");
  if (!select || !all) return;
  const groups = [...document.querySelectorAll("[data-group]")];
  const table = all.querySelector("tbody");
  const rows = [...document.querySelectorAll(".rows--indicators [data-row]")];
  const homes = new Map(rows.map((row) => [row, row.parentElement]));
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const name = (row) => row.querySelector("th a").textContent;
  const key = (row) => Number(row.getAttribute(`data-sort-${select.value}`) ?? Infinity);
  const byName = (one, other) => collator.compare(name(one), name(other));
  const byKey = (one, other) => (key(one) === key(other) ? 0 : key(one) - key(other)) || byName(one, other);

  const sort = () => {
    if (select.value) table.append(...[...rows].sort(select.value === "name" ? byName : byKey));
    else for (const row of rows) homes.get(row).append(row);
    for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
  };
  select.form.addEventListener("input", sort);
  select.form.addEventListener("reset", () => setTimeout(sort));
  select.form.addEventListener("restored", sort);
  if (select.value) sort();
})();
