// Starts the engine in its worker.
import init from "./worker.js";

// Thrown from a task of its own, an error reaches the page; a rejected promise would not.
init().catch((error) => setTimeout(() => { throw error; }));
