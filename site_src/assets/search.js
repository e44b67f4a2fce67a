// Search of the portal, a module: `ready` makes an index, `search` ranks its entries.
// Words match at their beginnings; typed marks narrow, missing marks still find.

const TONES = "\u0300\u0301\u0303\u0309\u0323";
const OLD_TONE = new RegExp(`([ou])([${TONES}])([aey])(?![a-z])`, "g");

const folded = new Map();
const foldedLetter = (letter) => {
  if (!folded.has(letter)) folded.set(letter, letter.normalize("NFD")[0].toLowerCase().replace("đ", "d"));
  return folded.get(letter);
};

// One letter for one letter, so that places in the folded text are places in the text.
export const fold = (text) => {
  let made = "";
  for (const letter of text) made += foldedLetter(letter);
  return made;
};

// Hoà and hòa are one word, kí and ký, tỉ and tỷ; 16,5% and 16.5% one number; 749/QĐ-TTg is three
// words.
const LOOSE_I = new RegExp(`(?<!\\p{L})(qu|[hklmst])i([${TONES}]?)(?![\\p{L}\\p{M}])`, "gu");
export const marked = (text) =>
  text.normalize("NFD").toLowerCase().replace(OLD_TONE, "$1$3$2").replace(LOOSE_I, "$1y$2")
    .normalize("NFC").replace(/(\d)[.,](?=\d)/g, "$1.").replace(/(\d) ?%/g, "$1%")
    .replace(/(?:[^\p{L}\p{N}.%]|\.(?!\d)|(?<!\d)%)+/gu, " ").trim();

const plain = (text) => fold(marked(text));

// The same letters without marks, where places do not matter: much faster.
const bared = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

// A text that has all that its words are found by, and perhaps more: made for many at once, it
// leaves few entries to be looked at closely.
const rough = (text) => bared(text.toLowerCase()).replaceAll("y", "i").replaceAll(",", ".").replaceAll("%", "");

class Entry {
  constructor([kind, name, uri, others = "", words = "", summary = ""], place, kinds) {
    Object.assign(this, { kind, name, uri, words, summary, place });
    // What a thing is finds it too: «nhiệm vụ Bộ Y tế» are tasks of the ministry.
    this.texts = [name, others, `${words} ${summary} · ${kinds[kind]}`];
  }

  get fields() {
    return (this.made ??= this.texts.map((text) => {
      const kept = text.split(" · ").map((part) => ` ${marked(part)} `).join(" · ");
      return { kept, bare: bared(kept) };
    }));
  }

  get count() {
    return (this.length ??= marked(this.name).split(" ").length);
  }
}

// Entries are made some hundreds at a time, so that a page never stands still meanwhile.
const SLICE = 6, AT_ONCE = 400;
const rested = () => globalThis.scheduler?.yield?.() ?? new Promise((go) => setTimeout(go));

export const ready = async (raw) => {
  const entries = [];
  let since = performance.now();
  for (let start = 0; start < raw.entries.length; start += AT_ONCE) {
    if (performance.now() - since > SLICE) {
      await rested();
      since = performance.now();
    }
    const made = raw.entries.slice(start, start + AT_ONCE)
      .map((entry, place) => new Entry(entry, start + place, raw.kinds));
    const roughs = rough(made.map(({ texts }) => texts.join(" ").replaceAll("\n", " ")).join("\n")).split("\n");
    for (const [place, entry] of made.entries()) entry.rough = roughs[place];
    entries.push(...made);
  }
  return { kinds: raw.kinds, synonyms: (raw.synonyms || []).map((group) => group.map(marked)), entries };
};

// An index that is cut gets what else its entries are found by; searches go on with names till then.
const completed = async (index, raw, rest) => {
  const whole = raw.entries.map((entry, place) => [...entry.slice(0, 3), ...rest[place]]);
  Object.assign(index, await ready({ ...raw, entries: whole }), { counts: null });
  return index;
};

const WEIGHTS = [60, 40, 8];

// The small words of English, which a name may lack.
const SMALL = new Set(["a", "an", "and", "for", "in", "is", "no", "of", "on", "the", "to", "with"]);

// How well a word stands in a field: 0 not at all, 1 as a beginning, 1.5 whole.
const strength = (text, word) =>
  !text.includes(` ${word}`) ? 0 : text.includes(` ${word} `) ? 1.5 : 1;

const has = (entry, word) => entry.fields.some(({ bare }) => bare.includes(` ${word}`));

const hasMarks = (word) => word !== fold(word);

const phraseBonus = (entry, phrase, writing) => Math.max(...entry.fields.map((field, place) => {
  const text = field[writing];
  if (place < 2 && text.split(" · ").includes(` ${phrase} `)) return place ? 300 : 500;
  if (text.startsWith(` ${phrase} `)) return 3 * WEIGHTS[place];
  if (text.includes(` ${phrase} `)) return 2 * WEIGHTS[place];
  return text.includes(` ${phrase}`) ? WEIGHTS[place] : 0;
}));

// The order of `kinds` in the index is what readers mean first: indicators, bodies, datasets …
// Points of an entry for the words of a query; -1: not found. With `strict`, a word typed with
// marks must stand with these marks; a word without them stands for any.
const points = (entry, words, strict) => {
  let sum = 0;
  for (const word of words) {
    if (SMALL.has(word) && words.length > 1) continue;
    const writing = strict && hasMarks(word) ? "kept" : "bare";
    const sought = writing === "kept" ? word : fold(word);
    const best = Math.max(
      ...entry.fields.map((field, place) => strength(field[writing], sought) * WEIGHTS[place]));
    if (best === 0) return -1;
    sum += best;
  }
  // A number alone is asked for what stands at it: indicators first.
  if (entry.kind === 0 && words.every((word) => /^[\d.]+%?$/.test(word))) sum += 200 * words.length;
  const phrase = words.join(" ");
  const bonus = Math.max(
    phraseBonus(entry, phrase, "kept"), 0.95 * phraseBonus(entry, fold(phrase), "bare"));
  const covered = Math.min(1, words.length / entry.count);
  return sum / words.length + bonus + 40 * covered + Math.max(0, 70 - 10 * entry.kind)
    - Math.min(entry.name.length, 200) / 8;
};

const ranked = (index, query) => {
  const words = marked(query).split(" ").filter(Boolean);
  if (!words.length) return [];
  const needed = words.filter((word) => !SMALL.has(word) || words.length === 1).map(fold);
  const roughly = needed.map(rough);
  const possible = index.entries.filter((entry) =>
    roughly.every((word) => entry.rough.includes(word)) && needed.every((word) => has(entry, word)));
  const scored = (strict) =>
    possible.map((entry) => ({ entry, score: points(entry, words, strict) }))
      .filter(({ score }) => score >= 0);
  // What was typed with marks is meant so; only where nothing has them do others count.
  const exact = words.some(hasMarks) ? scored(true) : [];
  return exact.length ? exact : scored(false);
};

// The query with each word of a group of synonyms in the place of another, and what that is worth.
const alternatives = (index, query) => {
  const asked = ` ${marked(query)} `;
  const found = [];
  // What is typed in capitals is meant as an abbreviation: «AI» is not «ai».
  const worth = query === query.toUpperCase() && query !== query.toLowerCase() ? 80 : -15;
  for (const group of index.synonyms) {
    for (const word of group) {
      const inMarks = asked.includes(` ${word} `);
      const bare = !inMarks && fold(asked).includes(` ${fold(word)} `);
      if (!inMarks && !bare) continue;
      for (const other of group) {
        if (fold(other) === fold(word) || other.length < 3) continue;
        const text = inMarks ? asked : fold(asked);
        const said = text.replace(` ${inMarks ? word : fold(word)} `, ` ${other} `).trim();
        found.push([said, worth]);
      }
    }
  }
  // Of English words in the plural, the singular.
  const single = asked.replace(/ies(?= )/g, "y").replace(/(?<=[a-z]{3}[^s ])s(?= )/g, "");
  if (single !== asked) found.push([single.trim(), 0]);
  return found;
};

const isOneStep = (one, other) => {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const rest = (text, skip) => text.slice(at + skip);
  return rest(one, 1) === rest(other, 1) || rest(one, 1) === rest(other, 0)
    || rest(one, 0) === rest(other, 1)
    || (one[at] === other[at + 1] && one[at + 1] === other[at] && rest(one, 2) === rest(other, 2));
};

const counted = (index) => {
  const counts = new Map();
  for (const entry of index.entries) {
    for (const field of entry.fields) {
      for (const word of field.bare.split(" ")) counts.set(word, (counts.get(word) || 0) + 1);
    }
  }
  return counts;
};

// A query with words that nobody wrote, each put right by one letter; null where that fails.
const corrected = (index, query) => {
  const counts = index.counts ??= counted(index);
  const words = plain(query).split(" ").map((word) => {
    // Three letters that nobody wrote are an abbreviation rather than a slip.
    if (counts.has(word) || word.length < 4) return word;
    const near = [...counts.keys()].filter((known) => known.length > 2 && isOneStep(word, known));
    return near.sort((a, b) => counts.get(b) - counts.get(a))[0] || null;
  });
  return words.includes(null) ? null : words.join(" ");
};

const collected = (index, query) => {
  const best = new Map();
  const keep = ({ entry, score }) =>
    best.set(entry, Math.max(score, best.get(entry) ?? -Infinity));
  ranked(index, query).forEach(keep);
  for (const [other, worth] of alternatives(index, query)) {
    ranked(index, other).forEach(({ entry, score }) => keep({ entry, score: score + worth }));
  }
  return [...best].sort(([a, x], [b, y]) => y - x || a.place - b.place).map(([entry]) => entry);
};

// Words that were typed as one: «hochiminh».
const joined = (index, query) => {
  const sought = plain(query).replaceAll(" ", "");
  if (sought.length < 5) return [];
  return index.entries.filter(({ fields }) =>
    fields.slice(0, 2).some(({ bare }) => bare.replaceAll(" ", "").includes(sought)))
    .sort((one, other) => one.name.length - other.name.length);
};

// Entries with all words but one; which one, is left to what they are worth.
const shorter = (index, query) => {
  const words = marked(query).split(" ");
  if (words.length < 2 || words.length > 6) return [];
  const best = new Map();
  for (const place of words.keys()) {
    const rest = words.filter((word, at) => at !== place);
    if (rest.every((word) => SMALL.has(word))) continue;
    for (const { entry, score } of ranked(index, rest.join(" "))) {
      best.set(entry, Math.max(score, best.get(entry) ?? -Infinity));
    }
  }
  return [...best].sort(([a, x], [b, y]) => y - x || a.place - b.place)
    .slice(0, 30).map(([entry]) => entry);
};

// Entries with the most of the words, rare ones counting more; at least half of them.
const partly = (index, query) => {
  const words = [...new Set(plain(query).split(" "))].filter((word) => !SMALL.has(word));
  const scores = new Map();
  for (const word of words) {
    const having = index.entries
      .map((entry) => [entry, Math.max(...entry.fields.map((field, place) =>
        strength(field.bare, word) * WEIGHTS[place]))])
      .filter(([, score]) => score > 0);
    const worth = Math.log(1 + index.entries.length / (1 + having.length));
    for (const [entry, score] of having) {
      const [count, sum] = scores.get(entry) || [0, 0];
      scores.set(entry, [count + 1, sum + worth * (score + 60)]);
    }
  }
  return [...scores].filter(([, [count]]) => words.length > 1 && count >= words.length / 2)
    .sort(([a, [, x]], [b, [, y]]) => y - x || a.place - b.place)
    .slice(0, 30).map(([entry]) => entry);
};

// Entries, best first; the query that found them where it is not the one typed; and whether they
// have only some of its words.
export const search = (index, query) => {
  const answer = (found, instead = null, isPart = false) => ({ found, instead, isPart });
  if (!plain(query)) return answer([]);
  const apart = query.replace(/(\p{L})(?=\d)|(\d)(?=\p{L})/gu, "$& ");
  for (const text of new Set([query, apart])) {
    const found = collected(index, text);
    if (found.length) return answer(found);
  }
  const other = corrected(index, query);
  const near = other && other !== plain(query) ? collected(index, other) : [];
  if (near.length) return answer(near, other);
  const together = joined(index, query);
  if (together.length) return answer(together);
  const most = shorter(index, query);
  const some = most.length ? most : partly(index, query);
  return answer(some, null, some.length > 0);
};

const indexes = new Map();
export const load = (url) => {
  if (!indexes.has(url)) {
    const read = (address) => fetch(address).then((response) => response.json());
    indexes.set(url, read(url).then(async (raw) => {
      const index = await ready(raw);
      index.whole = raw.rest
        ? read(new URL(raw.rest, url)).then((rest) => completed(index, raw, rest)).catch(() => index)
        : Promise.resolve(index);
      return index;
    }));
  }
  return indexes.get(url);
};

// A text with the words of the query marked, cut around the first of them. A word that was typed
// with marks is sought with them, where the text has it so.
const highlighted = (text, query, most) => {
  const whole = text.normalize("NFC");
  const words = marked(query).split(" ").filter(Boolean);
  const places = words.flatMap((word) => {
    const found = (where, sought) =>
      [...where.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${sought}`, "gu"))]
        .map(({ index }) => [index, index + sought.length]);
    const exact = hasMarks(word) ? found(whole.toLowerCase(), word) : [];
    return exact.length ? exact : found(fold(whole), fold(word));
  }).sort(([one], [other]) => one - other);
  const from = places.length && whole.length > most ? Math.max(0, places[0][0] - 40) : 0;
  const end = Math.min(whole.length, from + most);
  const part = document.createDocumentFragment();
  let at = from;
  if (from) part.append("… ");
  for (const [start, stop] of places) {
    if (start < at || stop > end) continue;
    const mark = document.createElement("mark");
    mark.textContent = whole.slice(start, stop);
    part.append(whole.slice(at, start), mark);
    at = stop;
  }
  part.append(whole.slice(at, end));
  if (end < whole.length) part.append(" …");
  return part;
};

const link = (entry, url, query) => {
  const element = document.createElement("a");
  element.href = new URL(entry.uri, url);
  element.append(highlighted(entry.name, query, 160));
  return element;
};

// The page of results: kinds with counts, snippets, all within reach, the query in the address.
export const startPage = (input) => {
  const url = new URL(input.dataset.search, location.href);
  const list = document.querySelector("[data-search-results]");
  const count = document.querySelector("[data-search-count]");
  const kinds = document.querySelector("[data-search-kinds]");
  const more = document.querySelector("[data-search-more]");
  const step = 30;
  let shown = step;
  let kind = new URLSearchParams(location.search).get("kind") || "";

  const item = (index, entry) => {
    const element = document.createElement("li");
    const tag = document.createElement("span");
    tag.className = "tag";
    tag.textContent = index.kinds[entry.kind];
    element.append(link(entry, url, input.value), " ", tag);
    const text = entry.summary || entry.words;
    if (text) {
      const line = document.createElement("span");
      line.className = "note";
      line.append(highlighted(text, input.value, 180));
      element.append(line);
    }
    return element;
  };

  const chip = (text, number, value, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.setAttribute("aria-pressed", String(kind === value));
    button.textContent = `${text} ${number}`;
    button.addEventListener("click", () => {
      kind = value;
      shown = step;
      show(index);
      kinds.querySelector('[aria-pressed="true"]')?.focus();
    });
    return button;
  };

  const address = () => {
    const here = new URL(location.href);
    for (const [name, value] of [["q", input.value], ["kind", kind]]) {
      if (value) here.searchParams.set(name, value);
      else here.searchParams.delete(name);
    }
    history.replaceState(null, "", here);
  };

  const show = (index) => {
    const { found, instead, isPart } = search(index, input.value);
    const counts = new Map();
    for (const entry of found) counts.set(entry.kind, (counts.get(entry.kind) || 0) + 1);
    const place = index.kinds.indexOf(kind);
    if (!counts.has(place)) kind = "";
    const chosen = kind ? found.filter((entry) => entry.kind === place) : found;
    list.replaceChildren(...chosen.slice(0, shown).map((entry) => item(index, entry)));
    kinds.replaceChildren();
    if (counts.size > 1) {
      kinds.append(chip(kinds.dataset.textAll, found.length, "", index));
      for (const [one, number] of counts) kinds.append(chip(index.kinds[one], number, index.kinds[one], index));
    }
    const left = chosen.length - shown;
    more.hidden = left <= 0;
    more.textContent = more.dataset.text.replace("{count}", left);
    const told = isPart ? count.dataset.textPart : count.dataset.textFound;
    const text = found.length ? told.replace("{count}", found.length) : count.dataset.textNone;
    const other = instead
      && count.dataset.textInstead.replace("{query}", input.value).replace("{other}", instead);
    count.textContent = plain(input.value) ? [other, text].filter(Boolean).join(" ") : "";
    address();
  };

  const start = new URLSearchParams(location.search).get("q");
  if (start && !input.value) input.value = start;
  load(url.href).then((index) => {
    show(index);
    index.whole.then(() => { if (index.counts === null) show(index); });
    input.addEventListener("input", () => { shown = step; show(index); });
    input.form.addEventListener("submit", (event) => { event.preventDefault(); show(index); });
    more.addEventListener("click", () => { shown += step; show(index); });
  }).catch(() => { count.textContent = count.dataset.textError; });
};

// Suggestions under the box of the head: arrows choose, Enter opens, Escape closes.
export const startBox = (input) => {
  const url = new URL(input.dataset.search, location.href);
  const list = document.createElement("ul");
  list.id = "find-list";
  list.className = "find__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestions);
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const options = [...list.children];
    active = (place + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
  };
  const show = (index) => {
    const { found } = search(index, input.value);
    list.replaceChildren(...found.slice(0, 7).map((entry, at) => {
      const option = document.createElement("li");
      option.id = `find-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.href = new URL(entry.uri, url).href;
      const kind = document.createElement("span");
      kind.className = "note";
      kind.textContent = index.kinds[entry.kind];
      option.append(highlighted(entry.name, input.value, 90), kind);
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => { location.href = option.dataset.href; });
      return option;
    }));
    active = -1;
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };

  load(url.href).then((index) => {
    input.addEventListener("input", () => show(index));
    const again = () => { if (input.value && document.activeElement === input) show(index); };
    again();
    index.whole.then(() => { if (index.counts === null && active < 0) again(); });
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) location.href = list.children[active].dataset.href;
    else return;
    event.preventDefault();
  });
};
