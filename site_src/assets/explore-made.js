// What explorers make in a page and give to keep.
export const made = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
export const saved = (content, name) => {
  const address = URL.createObjectURL(content);
  made("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
// A cell that begins like a formula is text for a spreadsheet.
export const quoted = (text) => `"${(/^[=+@]|^-\D/.test(text) ? "'" : "") + text.replace(/"/g, '""')}"`;
