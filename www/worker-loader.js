// Starts the engine in its worker: its program and its files of weights, fetched side by side.
import init, { Program } from "./worker.js";

// Weights as an ArrayBuffer, or why there are none, as a text.
async function weights(url) {
  try {
    const response = await fetch(url);
    if (!response.ok) return `the server answered ${response.status}`;
    const bytes = await response.arrayBuffer();
    // Some hosts unpack by themselves what is named .gz.
    const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
    if (first !== 0x1f || second !== 0x8b) return bytes;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return await new Response(stream).arrayBuffer();
  } catch (error) {
    return String(error.message ?? error);
  }
}

const names = weights(new URL("./model/en.weights.gz", import.meta.url));
const syntax = weights(new URL("./model/en.syntax.weights.gz", import.meta.url));
const claims = weights(new URL("./model/en.claims.weights.gz", import.meta.url));
// Thrown from a task of its own, an error reaches the page; a rejected promise would not.
init({ module_or_path: new URL("./worker_bg.wasm", import.meta.url) })
  .then(async () => {
    const program = new Program();
    program.start(await names, await syntax, await claims);
  })
  .catch((error) =>
    setTimeout(() => {
      throw error;
    }),
  );
