// Downloads the rows that a filter leaves: as CSV, and days that are due as a calendar file.
(() => {
  "use strict";
  const table = document.querySelector("[data-export-rows]");
  const bar = document.querySelector("[data-exports]");
  if (!table || !bar) return;
  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const form = document.querySelector("[data-filters]");
  const link = (row) => row.querySelector("th a");

  // A cell that begins like a formula is text for a spreadsheet.
  const quoted = (text) => `"${(/^[=+\-@]/.test(text) ? "'" : "") + text.replace(/"/g, '""')}"`;
  const csv = (shown) => {
    const head = [...table.querySelectorAll("thead th")].map(words);
    const rows = shown.map((row) => [words(link(row)), ...[...row.querySelectorAll("td")].map(words), row.dataset.day || "", link(row).href]);
    return "\ufeff" + [[...head, "ISO 8601", "URL"], ...rows].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
  };

  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&");
  // RFC 5545: a line is at most 75 octets; 24 characters of Vietnamese stay below that.
  const folded = (line) => [...line].join("").match(/.{1,24}/gu).join("\r\n ");
  const ics = (shown) => {
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const events = shown.filter((row) => row.dataset.day).flatMap((row) => [
      "BEGIN:VEVENT", `UID:${link(row).href}`, `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${row.dataset.day.replace(/-/g, "")}`,
      `SUMMARY:${escaped(words(link(row)))}`, `URL:${link(row).href}`, "END:VEVENT",
    ]);
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//portal//tasks//", ...events, "END:VCALENDAR"];
    return lines.map(folded).join("\r\n") + "\r\n";
  };

  const files = { csv: [csv, "text/csv;charset=utf-8"], ics: [ics, "text/calendar;charset=utf-8"] };
  bar.addEventListener("click", async (event) => {
    const name = event.target.dataset.export;
    if (!files[name]) return;
    const [made, type] = files[name];
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([made(await form.found())], { type }));
    anchor.download = `tasks.${name}`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  });
})();
