// Lays up to four rows of a table side by side, its columns as rows; the address holds which.
(() => {
  "use strict";
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const copies = (cell) => [...cell.childNodes].map((node) => node.cloneNode(true));

  const table = (heads, rows, title) => {
    const names = rows.map((row) => {
      const head = element("th", { scope: "col" }, ...copies(row.cells[0]));
      const href = row.dataset.picture;
      if (href) head.append(element("a", { href }, element("img", { src: href, alt: row.dataset.alt, width: 1200, height: 675 })));
      return head;
    });
    const lines = heads.map((head, place) => element("tr", {},
      element("th", { scope: "row" }, head.textContent),
      ...rows.map((row) => element("td", {}, ...copies(row.cells[place + 1])))));
    return element("table", { className: "compared" },
      element("caption", { className: "hidden" }, title),
      element("thead", {}, element("tr", {}, element("td"), ...names)),
      element("tbody", {}, ...lines));
  };

  // The rows of all pages, where there are several: each with the addresses that it has there.
  const rowsOf = async (page, name) => {
    const address = new URL(page, location.href);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [...found.querySelectorAll(`[data-compare="${name}"] tbody tr`)].map((row) => {
      for (const link of row.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), address);
      if (row.dataset.picture) row.dataset.picture = new URL(row.dataset.picture, address);
      return document.adoptNode(row);
    });
  };

  for (const section of document.querySelectorAll("[data-compare]")) start(section);

  async function start(section) {
    const name = section.dataset.compare;
    const form = section.querySelector("form");
    const said = form.querySelector("[data-compare-said]");
    const result = section.querySelector("[data-compare-result]");
    const all = section.querySelector("[data-compare-all]");
    const heads = [...all.querySelectorAll("thead th")].slice(1);
    const pages = (section.dataset.pages || "").split(" ").filter(Boolean);
    const own = [...all.querySelectorAll("tbody tr")];
    const every = pages.length
      ? await Promise.all(pages.map((page) => rowsOf(page, name))).then((found) => found.flat(), () => own)
      : own;
    const rows = new Map(every.map((row) => [row.dataset.id, row]));
    const title = section.querySelector("h2").textContent;

    const asked = (new URLSearchParams(location.search).get(name) || "").split(",");
    const controls = [...form.querySelectorAll("select")];
    for (const [place, control] of controls.entries()) {
      control.append(...[...rows].map(([value, row]) =>
        element("option", { value }, row.cells[0].textContent)));
      control.value = rows.has(asked[place]) ? asked[place] : "";
    }

    const show = () => {
      const chosen = [...new Set(controls.map((control) => control.value).filter(Boolean))];
      const frame = element("div", { className: "frame", tabIndex: 0 }, table(heads, chosen.map((id) => rows.get(id)), title));
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", title);
      result.replaceChildren(...(chosen.length ? [frame] : []));
      said.textContent = chosen.length ? said.dataset.text.replace("{count}", chosen.length) : "";
      return chosen;
    };
    form.addEventListener("input", () => {
      const chosen = show();
      const address = new URL(location.href);
      if (chosen.length) address.searchParams.set(name, chosen.join(","));
      else address.searchParams.delete(name);
      history.replaceState(null, "", address.href.replaceAll("%2C", ","));
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    if (show().length) all.open = false;
  }
})();
