// Starts the page. Where a browser cannot, the text field is left as it is, with a word on why.
import init from "./page.js";

try {
  // Files that are dropped before the program listens wait for it: the browser would leave the page
  // to show them.
  self.early = new DataTransfer();
  ondragover = ondrop = (event) => {
    const { files, types } = event.dataTransfer;
    if (types.includes("Files")) event.preventDefault();
    for (const file of files) early.items.add(file);
  };
  await init({ module_or_path: new URL("./page_bg.wasm", import.meta.url) });
  ondragover = ondrop = null;
  // With the worker come the styles of what it draws, and what takes folders and early files in.
  self.sheets.rel = "stylesheet";
  import("./worker-folders.js");
} catch (error) {
  console.error(error);
  const notice = document.createElement("p");
  notice.setAttribute("role", "alert");
  notice.textContent = "This page could not start. It needs a current browser; if yours is one, reload the page.";
  document.body.prepend(notice);
}
