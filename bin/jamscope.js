#!/usr/bin/env node
// Node 22 and later keep compiled modules from run to run.
import module from 'node:module';

module.enableCompileCache?.();
const { start } = await import('../dist/cli.js');
await start();
