// What every page works better with: "/" leads to the search box, details are open on paper.
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

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const element of opened) element.open = true;
  });
  addEventListener("afterprint", () => { for (const element of opened) element.open = false; });
})();
