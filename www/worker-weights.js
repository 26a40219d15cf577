// Fetches the files of weights and unpacks them, in a worker of its own: that takes as long as the
// engine needs to read its lexicons, and both go on at once.

// How long to wait for the next piece of a file, in milliseconds. Without an end to that, a
// connection that is dead and not closed would keep the engine waiting for ever.
const PATIENCE = 20000;

function soon(promise) {
  return new Promise((done, fail) => {
    const late = () => fail(new Error("it stopped on the way"));
    const timer = setTimeout(late, PATIENCE);
    promise.then(done, fail).finally(() => clearTimeout(timer));
  });
}

// All bytes of a stream, piece by piece.
async function whole(stream) {
  const reader = stream.getReader();
  const pieces = [];
  let length = 0;
  for (;;) {
    const { done, value } = await soon(reader.read());
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}

// Weights as an ArrayBuffer, or why there are none, as a text.
async function weights(url) {
  try {
    const response = await soon(fetch(url));
    if (!response.ok) return `the server answered ${response.status}`;
    const bytes = await whole(response.body);
    // Some hosts unpack by themselves what is named .gz.
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.buffer;
    const unpacked = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
    return (await whole(unpacked)).buffer;
  } catch (error) {
    return String(error.message ?? error);
  }
}

const all = await Promise.all([
  weights(new URL("./model/en.weights.gz", import.meta.url)),
  weights(new URL("./model/en.syntax.weights.gz", import.meta.url)),
  weights(new URL("./model/en.claims.weights.gz", import.meta.url)),
]);
postMessage(
  all,
  all.filter((brought) => typeof brought !== "string"),
);
