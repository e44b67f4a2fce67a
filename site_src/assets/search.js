// Search of the portal: folded for recall (chuyen doi so finds chuyển đổi số), exact marks rank first.
(() => {
  "use strict";
  const input = document.querySelector("[data-search]");
  if (!input) return;
  const list = document.querySelector("[data-search-results]");
  const count = document.querySelector("[data-search-count]");
  const most = 60;

  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

  const rank = (entry, words, exact) => {
    let score = 0;
    for (const word of words) {
      const inTitle = entry.title.indexOf(word);
      if (inTitle < 0 && !entry.rest.includes(word)) return -1;
      score += inTitle < 0 ? 1 : 4;
      if (inTitle === 0 || (inTitle > 0 && entry.title[inTitle - 1] === " ")) score += 2;
    }
    if (entry.title.includes(words.join(" "))) score += 8;
    if (entry.marked.includes(exact)) score += 16;
    return score;
  };

  const show = (index, query) => {
    const exact = query.trim().normalize("NFC").toLowerCase();
    const words = fold(exact).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!words.length) { count.textContent = ""; return; }
    const found = index.entries
      .map((entry) => [rank(entry, words, exact), entry])
      .filter(([score]) => score >= 0)
      .sort((a, b) => b[0] - a[0]);
    count.textContent = found.length
      ? count.dataset.textFound.replace("{count}", String(found.length))
      : count.dataset.textNone;
    for (const [, entry] of found.slice(0, most)) {
      const item = document.createElement("li");
      const kind = document.createElement("span");
      kind.className = "tag";
      kind.textContent = entry.kind;
      const link = document.createElement("a");
      link.href = index.root + entry.uri;
      link.textContent = entry.name;
      item.append(link, " ", kind);
      list.append(item);
    }
  };

  fetch(input.dataset.search)
    .then((response) => response.json())
    .then((raw) => {
      const index = {
        root: raw.root,
        entries: raw.entries.map(([kind, name, uri, rest]) => ({
          kind, name, uri, title: fold(name), rest: fold(rest), marked: name.normalize("NFC").toLowerCase(),
        })),
      };
      const start = new URLSearchParams(location.search).get("q");
      if (start) input.value = start;
      show(index, input.value);
      input.addEventListener("input", () => show(index, input.value));
      input.form.addEventListener("submit", (event) => {
        event.preventDefault();
        const address = new URL(location.href);
        address.searchParams.set("q", input.value);
        history.replaceState(null, "", address);
        show(index, input.value);
      });
    })
    .catch(() => { count.textContent = count.dataset.textError; });
})();
