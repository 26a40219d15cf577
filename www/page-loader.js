// Starts the page. Where a browser cannot, the text field is left as it is, with a word on why.
import init from "./page.js";

try {
  await init({ module_or_path: new URL("./page_bg.wasm", import.meta.url) });
  // With the worker come the styles of what it draws, and what takes folders in.
  document.getElementById("sheets").rel = "stylesheet";
  import("./worker-folders.js");
} catch (error) {
  console.error(error);
  const notice = document.createElement("p");
  notice.setAttribute("role", "alert");
  notice.textContent =
    "This page could not start. It needs a current browser with WebAssembly; " +
    "if yours is one, reload the page.";
  document.body.prepend(notice);
}
