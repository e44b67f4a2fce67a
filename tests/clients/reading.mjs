// Clients in JavaScript against a served portal: `node reading.mjs ADDRESS CALENDAR…`.
// Prints a line for each, as the Python readers do.
import { createRequire } from "node:module";

const [address, ...calendars] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/`);
// What Data Package v1 does not have (zones of a time, marks within whole numbers), and quotes that
// are not double, which this reader does not take.
const TOO_NEW = new Set(["every-type/defaults", "every-type/formats", "every-type/quotes"]);

async function json(uri) {
  const response = await fetch(address + uri);
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${uri}`);
  return response.json();
}

async function datapackage() {
  const { Package } = require("datapackage");
  const { items } = await json("api/v1/datasets.json");
  let rows = 0;
  let tables = 0;
  for (const { id } of items) {
    const found = await Package.load(`${address}data/${id}/datapackage.json`);
    if (!found.valid) throw new Error(`${id}: ${found.errors}`);
    for (const resource of found.resources) {
      const name = `${id}/${resource.name}`;
      if (!resource.tabular || TOO_NEW.has(name)) continue;
      const read = await resource.read({ keyed: true });
      const expected = await json(`data/${name}.json`);
      if (read.length !== expected.length) throw new Error(`${name}: ${read.length} rows`);
      rows += read.length;
      tables += 1;
    }
  }
  return `${items.length} packages, ${tables} tables, ${rows} rows`;
}

async function ical() {
  const { default: ICAL } = await import(require.resolve("ical.js"));
  let events = 0;
  let repeated = 0;
  for (const uri of calendars) {
    const text = await (await fetch(address + uri)).text();
    for (const part of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(part);
      if (!event.uid.includes("@") || !event.summary) throw new Error(`${uri}: ${event.uid}`);
      if (event.isRecurring()) {
        const dates = event.iterator();
        for (let year = 0; year < 3; year += 1) if (dates.next()) repeated += 1;
      }
      events += 1;
    }
  }
  return `${calendars.length} files, ${events} events, ${repeated} dates of rules`;
}

for (const [name, read] of [["datapackage 1.1.10 (JavaScript)", datapackage], ["ical.js 2.2.1", ical]]) {
  const line = await read().then(
    (told) => ["right", name, told],
    (error) => ["wrong", name, String(error?.stack ?? error).replace(/\s+/g, " ")],
  );
  console.log(line.join("\t"));
}
