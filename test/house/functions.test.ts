import { expect, it } from 'vitest';
import { functionsOf } from './functions.ts';

it('finds functions, methods and arrow functions, and how long they are', () => {
  const code = `export function one(a: number): void {
  if (a) {
    b();
  }
}

export async function* two<T>(
  first: T,
  second: { a: 1 },
): AsyncGenerator<T> {
  for (const x of y) {
  }
}

class C {
  #three(): number {
    return 1;
  }

  constructor(
    a: number,
  ) {
    this.a = a;
  }

  static async open(): Promise<C> {
    while (true) {
    }
  }
}

const four = (x: number) => {
  switch (x) {
  }
};
const five = () => 5;
`;
  expect(functionsOf(code)).toEqual([
    { name: 'one', lines: 5 },
    { name: 'two', lines: 7 },
    { name: '#three', lines: 3 },
    { name: 'constructor', lines: 5 },
    { name: 'open', lines: 4 },
    { name: 'four', lines: 4 },
  ]);
});
