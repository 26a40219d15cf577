// Starts the engine in its worker. Its program, the glue to that and the weights are fetched side
// by side, so that none waits for another.

// The three files of weights, each as an ArrayBuffer, or why there is none, as a text.
const weights = new Promise((done) => {
  const helper = new Worker(new URL("./worker-weights.js", import.meta.url), { type: "module" });
  helper.onmessage = ({ data }) => {
    helper.terminate();
    done(data);
  };
  helper.onerror = ({ message }) => done(Array(3).fill(message ?? "they cannot be fetched"));
});
const program = fetch(new URL("./worker_bg.wasm", import.meta.url));

// Thrown from a task of its own, an error reaches the page; a rejected promise would not.
import("./worker.js")
  .then(async ({ default: init, Program }) => {
    await init({ module_or_path: program });
    const waiting = new Program();
    waiting.start(...(await weights));
  })
  .catch((error) =>
    setTimeout(() => {
      throw error;
    }),
  );
