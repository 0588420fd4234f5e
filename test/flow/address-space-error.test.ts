import { expect, it } from 'vitest';
import { AddressSpaceError } from '../../src/flow/address-space-error.ts';
import { createKernel } from '../../src/flow/kernel.ts';

it('says what could not be had, where the engine says only that', () => {
  const { Memory } = WebAssembly;
  Object.assign(WebAssembly, {
    Memory: class {
      constructor() {
        throw new RangeError('could not allocate memory');
      }
    },
  });
  try {
    expect(() => {
      // Those that were given back by others come first.
      for (let count = 0; count < 10; count++) createKernel();
    }).toThrow(AddressSpaceError);
  } finally {
    Object.assign(WebAssembly, { Memory });
  }
});
