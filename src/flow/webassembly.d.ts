/** Made by `bin/build.js` of `assembly/kernel.ts`. */
declare module '#kernel' {
  /** The WebAssembly module. */
  export const KERNEL: Uint8Array<ArrayBuffer>;
}

/** What is used of it; TypeScript has the whole only together with a browser's document. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory } });
    readonly exports: unknown;
  }
}

/** AssemblyScript's name for it, in what it compiles together with TypeScript. */
type i32 = number;
