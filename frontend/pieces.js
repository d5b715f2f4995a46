// Fetches the pieces of the program: what the build task writes below says which files each of them is.
import { initSync } from './salve.js';

/** What the program lends its pieces: memory, table of functions, stack. By two names, see the build task. */
let program;
const imports = () => {
  program ??= initSync(undefined, undefined);
  return { program, __wasm_split: program };
};

const load = async (name, shared) => {
  const before = Promise.all(shared.map((load) => load()));
  const compiled = WebAssembly.compileStreaming(fetch(new URL(`./${name}.wasm`, import.meta.url)));
  // Whether it arrives is asked below; until then its failure is nobody's.
  compiled.catch(() => {});
  await before;
  await WebAssembly.instantiate(await compiled, imports());
};

/** A file, fetched once with those that it needs; one that did not arrive is fetched again when it is wanted again. */
const piece = (name, shared) => {
  let loading;
  return () => loading ??= load(name, shared).catch((error) => {
    loading = undefined;
    throw error;
  });
};

/** What the program calls for a piece. It is called back, by its number in the table of functions. */
const asked = (load) => async (number, waiting) => {
  let there = true;
  try {
    await load();
  } catch (error) {
    console.error(error);
    there = false;
  }
  imports().program.__indirect_function_table.get(number)(waiting, there);
};
