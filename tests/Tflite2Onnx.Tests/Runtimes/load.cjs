// node load.cjs MODULES PACK: which of the models in PACK (each behind its length, 32 bits, little-endian) the ONNX Runtime in the folder MODULES
// (node_modules) loads, one digit each.
const fs = require('node:fs');
const path = require('node:path');

const [modules, pack] = process.argv.slice(2);
const { InferenceSession } = require(path.join(modules, 'onnxruntime-node'));

(async () => {
  const bytes = fs.readFileSync(pack);
  let digits = '';
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32LE(at);
    const model = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    try {
      const session = await InferenceSession.create(model, { logSeverityLevel: 4, intraOpNumThreads: 1, interOpNumThreads: 1 });
      await session.release?.();
      digits += '1';
    } catch {
      digits += '0';
    }
  }
  process.stdout.write(digits);
})();
