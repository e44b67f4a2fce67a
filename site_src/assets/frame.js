// What every page works better with: search as one types, "/" leads to its box, paper shows details.
(() => {
  "use strict";
  const box = document.querySelector('[role="search"] input[type="search"]');
  const typing = (element) => element.closest("input, select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!box || typing(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // The index of search is fetched when somebody means to search.
  const script = new URL("search.js", document.currentScript.src);
  const asked = document.querySelector("[data-search]");
  if (asked && document.querySelector("[data-search-results]")) {
    import(script).then((module) => module.startPage(asked));
  } else if (asked) {
    asked.addEventListener("focus", () => {
      import(script).then((module) => module.startBox(asked));
    }, { once: true });
  }

  // The other language shows what is asked for here; filters of a table by its words stay behind.
  for (const link of document.querySelectorAll("header a[hreflang]")) {
    link.addEventListener("click", () => {
      const asked = [...new URLSearchParams(location.search)].filter(([name]) => !name.startsWith("f."));
      const address = new URL(link.href);
      address.search = new URLSearchParams(asked).toString();
      link.href = address.href;
    });
  }

  // A chart is drawn anew when somebody touches it, asks for it, or comes by an address that says how.
  const explorer = new URL("explore.js", document.currentScript.src);
  for (const [number, part] of document.querySelectorAll("[data-explore]").entries()) {
    const button = part.querySelector("[data-explore-open]");
    const start = (event) => import(explorer).then((module) => module.explore(part, number, event));
    button.addEventListener("click", start, { once: true });
    for (const drawing of part.parentElement.querySelectorAll(".drawing")) {
      drawing.addEventListener("pointerenter", start, { once: true });
    }
    if (new URLSearchParams(location.search).has(number ? `chart${number}` : "chart")) start();
  }

  // The same for values by category.
  const slices = new URL("explore-parts.js", document.currentScript.src);
  for (const button of document.querySelectorAll("[data-parts-open]")) {
    const part = button.closest("[data-parts]");
    const start = () => import(slices).then((module) => module.explore(part));
    button.addEventListener("click", start, { once: true });
    if (new URLSearchParams(location.search).has("parts")) button.click();
  }

  // Code and citations are copied by a button in their corner.
  const { copy, copied } = document.body.dataset;
  for (const text of navigator.clipboard ? document.querySelectorAll(".main pre, #cite ~ blockquote") : []) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "copy no-paper", textContent: copy });
    const words = text.textContent;
    button.addEventListener("click", () => navigator.clipboard.writeText(words.trim()).then(() => {
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    }));
    text.classList.add("copied-from");
    text.append(button);
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const element of opened) element.open = true;
  });
  addEventListener("afterprint", () => { for (const element of opened) element.open = false; });
})();
