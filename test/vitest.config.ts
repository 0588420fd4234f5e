import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  // React's production build, which the program runs with, has no development JSX.
  oxc: { jsx: { development: false } },
  resolve: {
    alias: {
      'jamscope/vitest': `${root}src/vitest.ts`,
      jamscope: `${root}src/index.ts`,
    },
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/terminal/**', 'test/live/**'],
    env: { NODE_ENV: 'production', TZ: 'Asia/Tokyo', LC_ALL: 'C' },
    testTimeout: 20_000,
    // A disk of a busy machine may take seconds for what takes no time elsewhere.
    expect: { poll: { timeout: 10_000, interval: 5 } },
    // Files share the modules that a worker has loaded: 300 files that each load their own took four times as long.
    isolate: false,
  },
});
