// Starts the engine in its worker.
import init from "./worker.js";

// Thrown from a task of its own, an error reaches the page; a rejected promise would not.
init({ module_or_path: new URL("./worker_bg.wasm", import.meta.url) }).catch((error) =>
  setTimeout(() => {
    throw error;
  }),
);
