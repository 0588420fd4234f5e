#!/usr/bin/env node
// React decides at load time whether it records every render for ever: the production build must be chosen before.
process.env.NODE_ENV ??= 'production';
// Node 22 and later keep compiled modules from run to run.
const { enableCompileCache } = await import('node:module');
enableCompileCache?.();
const { start } = await import('../dist/cli/main.js');
await start();
