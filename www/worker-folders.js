// Folders that are dropped become their files: only at the drop does a browser give them.
const promised = (entry, way) => new Promise((yes, no) => entry[way](yes, no));

const files = async (entry) => {
  if (entry.isFile) return [await promised(entry, "file")];
  const reader = entry.createReader();
  const found = [];
  // A reader gives some at a time.
  for (let some; (some = await promised(reader, "readEntries")).length; ) found.push(...some);
  return (await Promise.all(found.map(files))).flat();
};

addEventListener("drop", async (event) => {
  const items = [...(event.dataTransfer?.items ?? [])];
  const entries = items.map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const dataTransfer = new DataTransfer();
  for (const file of (await Promise.all(entries.map(files))).flat()) dataTransfer.items.add(file);
  event.target.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
}, true);

// What was dropped before the program listened.
document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: self.early }));
